"""Images that a cell gave out, as files of the site."""

from __future__ import annotations

import re
import struct
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree as ET

from wikiskills.render.markup import attributes

EXTENSIONS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*([a-z]*)\s*")
_PNG_START = b"\x89PNG\r\n\x1a\n"
_ACTIVE = re.compile(
    r"<\s*(?:[\w.-]+:)?(?:script|foreignObject|iframe|!ENTITY)\b|\son\w+\s*=|javascript:", re.IGNORECASE
)

Size = tuple[int, int]


@dataclass(frozen=True)
class Figure:
    """An image with its width and height in CSS pixels."""

    content: bytes
    extension: str
    size: Size

    def file_name(self, name: str, number: int) -> str:
        """Name the file after what it shows and after its content, so that no browser keeps an old one."""
        return f"{name}-{number}-{sha256(self.content).hexdigest()[:8]}.{self.extension}"


def read_figure(mime: str, data: str, metadata: Mapping[str, Any]) -> Figure | None:
    """Read an image from an output's data and metadata; None where it is damaged or could run a script."""
    try:
        content = data.encode() if mime == "image/svg+xml" else b64decode(data)
        size = {"image/svg+xml": _svg_size, "image/png": _png_size, "image/jpeg": _jpeg_size}[mime](content)
    except (ValueError, struct.error, IndexError, ET.ParseError):
        return None
    wanted = metadata.get(mime, {})
    if isinstance(wanted, Mapping) and all(isinstance(wanted.get(side), int) for side in ("width", "height")):
        size = (wanted["width"], wanted["height"])
    return Figure(content, EXTENSIONS[mime], size)


def render_figure(source: str, alt: str, size: Size) -> str:
    """Write a figure as a raw block; its size is told so that the page does not jump when it arrives."""
    width, height = map(str, size)
    image = {"src": source, "alt": alt, "width": width, "height": height, "loading": "lazy", "decoding": "async"}
    return f'<figure class="ws-figure"><img{attributes(image)}></figure>'


def _png_size(content: bytes) -> Size:
    if not content.startswith(_PNG_START):
        raise ValueError
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> Size:
    """Walk the segments to the frame header (SOF0-15 but for DHT, JPG and DAC), ITU T.81 B.2.2."""
    if not content.startswith(b"\xff\xd8"):
        raise ValueError
    position = 2
    while True:
        marker, length = struct.unpack(">HH", content[position : position + 4])
        if marker in range(0xFFC0, 0xFFD0) and marker not in (0xFFC4, 0xFFC8, 0xFFCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + length


def _svg_size(content: bytes) -> Size:
    if _ACTIVE.search(content.decode()):
        raise ValueError
    root = ET.fromstring(content)  # noqa: S314 - entities are refused above
    values = (value for element in root.iter() for value in element.attrib.values())
    if any("".join(value.split()).lower().startswith("javascript:") for value in values):  # written with references
        raise ValueError
    box = root.get("viewBox", "").replace(",", " ").split()
    width = _pixels(root.get("width", "")) or _pixels(box[2])
    height = _pixels(root.get("height", "")) or _pixels(box[3])
    if not (width and height):
        raise ValueError
    return width, height


def _pixels(length: str) -> int:
    """Read a length in CSS units; 0 where it is relative or missing."""
    match = _LENGTH.fullmatch(length)
    return round(float(match[1]) * _PIXELS.get(match[2], 0)) if match else 0
