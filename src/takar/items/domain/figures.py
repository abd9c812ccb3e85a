"""Which SVG figures are let in: self-contained drawings without anything that runs or loads."""

from __future__ import annotations

import re
from xml.parsers import expat

ELEMENTS = frozenset(
    "svg title desc g path circle ellipse rect line polygon polyline text tspan".split()
)  # fmt: skip
ATTRIBUTES = frozenset(
    (
        "xmlns role viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points transform fill fill-opacity "
        "fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray opacity font-family "
        "font-size font-weight text-anchor dominant-baseline aria-hidden lang"
    ).split()
)
_NAMESPACE = "http://www.w3.org/2000/svg"
_LONGEST = 200_000


class _Reader:
    """Collects what is wrong while expat walks through the figure."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.path: list[str] = []
        self.root: dict[str, str] = {}
        self.title = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.path:
            self.root = attributes
            if name != "svg":
                self.faults.append(f"<{name}>")
        if name not in ELEMENTS:
            self.faults.append(f"<{name}>")
        self.faults += [f'{name} {a}="…"' for a, value in attributes.items() if not _harmless(a, value)]
        self.path.append(name)

    def end(self, _name: str) -> None:
        self.path.pop()

    def text(self, data: str) -> None:
        if self.path == ["svg", "title"]:
            self.title += data

    def declared(self, *_: object) -> None:
        self.faults.append("<!DOCTYPE>")

    def instruction(self, target: str, _data: str) -> None:
        self.faults.append(f"<?{target}?>")


def _harmless(attribute: str, value: str) -> bool:
    if attribute == "xmlns":
        return value == _NAMESPACE
    return attribute in ATTRIBUTES and re.search(r"url\(|javascript:|data:|//", value, re.IGNORECASE) is None


def figure_faults(svg: str) -> tuple[str, ...]:
    """What keeps `svg` from being shown, each as the piece at fault; empty when it is good.

    Good: at most 200,000 characters, well formed, only drawing elements and attributes, no style, script,
    event attribute, document type or address, `role="img"`, a viewBox, and a title for screen readers.
    """
    if len(svg) > _LONGEST:
        return (f"> {_LONGEST} karakter",)
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.declared
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(svg, True)
    except expat.ExpatError as fault:
        return (f"XML: {fault}",)
    missing = [a for a, ok in _required(reader).items() if not ok]
    return tuple(dict.fromkeys(reader.faults + missing))


def _required(reader: _Reader) -> dict[str, bool]:
    return {
        f'xmlns="{_NAMESPACE}"': reader.root.get("xmlns") == _NAMESPACE,
        'role="img"': reader.root.get("role") == "img",
        "viewBox": "viewBox" in reader.root,
        "<title>": bool(reader.title.strip()),
    }


def figure_title(svg: str) -> str:
    """The words a screen reader says for `svg`; empty if there are none."""
    found = re.search(r"<title>([^<]*)</title>", svg)
    return found.group(1) if found else ""
