"""Ask for all addresses of a course, and say which links lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from wikiskills.errors import Location, Problem
from wikiskills.links.addresses import by_host
from wikiskills.links.asker import Answer, Asker, Verdict
from wikiskills.links.memory import Memory

Advance = Callable[[str], None]
"""Is told each address that was asked."""


def ask_all(addresses: Sequence[str], asker: Asker, memory: Memory, advance: Advance) -> dict[str, Answer]:
    """Give what is known of each address; servers are asked side by side, each for one address at a time."""
    answers = {address: answer for address in addresses if (answer := memory.get(address))}
    hosts = by_host(dict.fromkeys(address for address in addresses if address not in answers))

    def ask_host(members: Sequence[str]) -> None:
        for address in members:
            answers[address] = asker.ask(address)
            memory.put(address, answers[address])
            advance(address)

    pool = ThreadPoolExecutor(asker.manners.at_once)
    try:
        for done in [pool.submit(ask_host, members) for members in hosts.values()]:
            done.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        memory.save()
    return answers


_CODES = {Verdict.DEAD: "E650", Verdict.MOVED: "E651", Verdict.NOT_ASKED: "E652"}


def link_problems(places: Mapping[str, tuple[Location, ...]], answers: Mapping[str, Answer]) -> Iterator[Problem]:
    """Give a problem for each place of an address that is dead, has moved for good, or could not be asked."""
    for address, answer in answers.items():
        if answer.verdict is not Verdict.WELL:
            message, hint = _texts(address, answer)
            yield from (Problem(where, _CODES[answer.verdict], message, hint) for where in places[address])


def _texts(address: str, answer: Answer) -> tuple[str, str]:
    match answer.verdict:
        case Verdict.DEAD:
            return f"this link leads nowhere: {address} ({answer.detail})", "look for its new address, or take it away"
        case Verdict.MOVED:
            return f"this link has moved for good: {address}", f"write {answer.target}"
        case _:
            hint = "try again later, or look yourself: some servers turn programs away"
            return f"this link could not be asked: {address} ({answer.detail})", hint
