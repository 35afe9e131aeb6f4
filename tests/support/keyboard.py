"""A walk through a page with the Tab key, which sees what somebody who cannot use a mouse would miss."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Page

_NUMBER = """() => {
  const groups = new Set();
  const reached = node => {
    if (node.tabIndex < 0 || node.disabled || node.closest('[inert]')) return false;
    if (!node.checkVisibility({ visibilityProperty: true })) return false;
    if (node.type !== 'radio') return true;
    const group = [...document.forms].indexOf(node.form) + node.name;
    const chosen = document.querySelector(`input[name="${node.name}"]:checked`);
    if (groups.has(group) || (chosen && chosen !== node)) return false;
    return groups.add(group);
  };
  const kinds = 'a, button, input, select, textarea, summary, [tabindex], [contenteditable=true]';
  const all = [...document.querySelectorAll(kinds)].filter(reached);
  all.forEach((node, number) => { node.dataset.stop = number; });
  return all.map(node => `${node.className} ${node.outerHTML.slice(0, 90)}`);
}"""
_LOOK = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colour = text => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = text;
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data];
  };
  const light = rgb => rgb.slice(0, 3).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = place => {
    for (; place; place = place.parentElement) {
      const found = colour(getComputedStyle(place).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255, 255];
  };
  const contrast = (ring, place) => {
    const [more, less] = [light(colour(ring)), light(ground(place))].sort((a, b) => b - a);
    return (more + .05) / (less + .05);
  };
  const switches = node.matches('.md-option') && node.form.querySelector('label:not([hidden])');
  const stand_in = switches || node.closest('.ws-file') || node;
  stand_in.style.pointerEvents = 'auto';
  const ringed = [stand_in, node.closest('.ws-editor, .ws-file'), node.querySelector('rect')].filter(Boolean);
  const rings = ringed.map(one => {
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    if (outlined) return contrast(style.outlineColor, one.parentElement);
    return one.matches('rect') && style.stroke !== 'none' ? contrast(style.stroke, one.closest('div')) : 0;
  });
  const spots = [[.5, .5], [.1, .2], [.9, .8], [.1, .8], [.9, .2]];
  const hit = [...stand_in.getClientRects()].some(box => spots.some(([x, y]) => {
    const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return top && (stand_in.contains(top) || node.matches('.ws-menu'));
  }));
  const box = node.getBoundingClientRect();
  return { stop: node.dataset.stop ?? '', html: `${node.className} ${node.outerHTML.slice(0, 90)}`,
           ring: Math.max(...rings), seen: hit,
           inside: !!node.closest('article'), left: box.left, right: box.right,
           top: box.top + scrollY, bottom: box.bottom + scrollY };
}"""
_LIMIT = 400


@dataclass(frozen=True)
class Walk:
    """What the focus met: `stops` in their order, and what is wrong with them or was left out."""

    stops: list[str]
    faults: list[str]


def walk(page: Page, *, backwards: bool = False) -> Walk:
    """Press Tab (or Shift+Tab, from the end) until the focus leaves the page.

    Faults are what could have the focus and never gets it, what gets it twice, or without a ring of a contrast of 3
    to 1, or where it is wholly covered, and what in an article comes after something below it.
    """
    expected = page.evaluate(_NUMBER)
    met: list[dict[str, object]] = []
    for _ in range(_LIMIT):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        stop = page.evaluate(_LOOK)
        if stop and not stop["seen"]:
            page.wait_for_timeout(200)  # what follows the scrolling comes a moment later
            stop = page.evaluate(_LOOK)
        if stop is None or (met and stop["stop"] == met[0]["stop"]):
            break
        met.append(stop)
    faults = [fault for stop in met for fault in _faults(stop)]
    reached = [str(stop["stop"]) for stop in met]
    if not backwards:
        faults += [f"never reached: {html}" for number, html in enumerate(expected) if str(number) not in reached]
    faults += [f"reached twice: {expected[int(one)]}" for one in {*reached} if one and reached.count(one) > 1]
    faults += _out_of_order(met[::-1] if backwards else met)
    return Walk([str(stop["html"]) for stop in met], faults)


def _faults(stop: dict[str, object]) -> list[str]:
    weak = _number(stop, "ring") < 3
    return [f"no ring: {stop['html']}"] * weak + [f"out of sight: {stop['html']}"] * (not stop["seen"])


def _out_of_order(met: list[dict[str, object]]) -> list[str]:
    """Find what in an article stands above and in the same column as what the focus met just before."""
    inside = [stop for stop in met if stop["inside"]]
    return [
        f"{after['html']} comes after {before['html']}"
        for before, after in pairwise(inside)
        if _number(after, "bottom") <= _number(before, "top")
        and _number(after, "left") < _number(before, "right")
        and _number(before, "left") < _number(after, "right")
    ]


def _number(stop: dict[str, object], name: str) -> float:
    return float(str(stop[name]))
