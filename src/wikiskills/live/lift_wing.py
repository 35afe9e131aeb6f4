"""Predictions of Wikimedia's models on Lift Wing, one revision at a time.

Source of the shapes: the pages "Lift Wing API" on the API portal, for revert risk and for models that came from ORES.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from wikiskills.live.answer import unexpected
from wikiskills.live.client import Client
from wikiskills.live.service import LIFT_WING, Request


class Prediction(NamedTuple):
    """What a model says about a revision: the class that it chose, and the probability of each class, 0 to 1."""

    revision: int
    model: str
    version: str
    chosen: str
    probabilities: dict[str, float]


def prediction_request(model: str, revision: int, language: str = "") -> Request:
    """Ask a model, as in `revertrisk-language-agnostic`, about a revision; some need the language of the wiki."""
    body = {"rev_id": revision, **({"lang": language} if language else {})}
    return Request(LIFT_WING, ("models", f"{model}:predict"), body=body)


def fetch_predictions(client: Client, model: str, revisions: Sequence[int], language: str = "") -> Iterator[Prediction]:
    """Ask about many revisions, as many at once as the manners of the client allow; in the order of the revisions."""

    def ask(revision: int) -> Prediction:
        request = prediction_request(model, revision, language)
        return parse_prediction(client.json(request), revision, request.address(client.bases))

    with ThreadPoolExecutor(LIFT_WING.at_once) as threads:
        yield from threads.map(ask, revisions)


def parse_prediction(answer: Any, revision: int, address: str) -> Prediction:
    """Read an answer in the shape of revert risk, or in that of the models from ORES."""
    try:
        if "output" in answer:
            output = answer["output"]
            return _prediction(revision, answer["model_name"], answer["model_version"], output, "probabilities")
        (wiki,) = answer.values()
        ((model, found),) = wiki["scores"][str(revision)].items()
        return _prediction(revision, model, wiki["models"][model]["version"], found["score"], "probability")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise unexpected(address, f"the answer is no prediction: {error!r}") from error


def _prediction(revision: int, model: str, version: Any, output: Any, key: str) -> Prediction:
    chosen = output["prediction"]
    chosen = str(chosen).lower() if isinstance(chosen, bool) else str(chosen)
    probabilities = {str(name): float(value) for name, value in output[key].items()}
    return Prediction(revision, str(model), str(version), chosen, probabilities)
