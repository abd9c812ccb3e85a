"""Materials as one text that a person can type, and back. Pure.

== Lampiran 1 ==            == 3 ==
text                        Dari: Inspektorat
                            Perihal: Permintaan data
                            Hari: Kamis, 09.00

                            text
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_HEAD = re.compile(r"^==\s*(.+?)\s*==\s*$", re.M)
_FIELDS = (("from", "Dari"), ("subject", "Perihal"), ("day", "Hari"))


def materials_text(materials: Iterable[Mapping[str, str]]) -> str:
    """What the form shows."""
    return "\n\n".join(_written(one) for one in materials)


def read_materials(text: str, *, letters: bool) -> tuple[dict[str, str], ...]:
    """Parts of `text` by their headings; what stands before the first heading becomes a part without a title."""
    pieces = _HEAD.split(text.replace("\r\n", "\n"))
    before, rest = pieces[0].strip(), pieces[1:]
    parts = list(zip(rest[::2], rest[1::2], strict=True))
    if before:
        parts.insert(0, ("", before))
    return tuple(
        _letter(name, body) if letters else {"title": name, "text": body.strip()} for name, body in parts
    )


def _written(one: Mapping[str, str]) -> str:
    if "id" not in one:
        return f"== {one['title']} ==\n{one['text']}"
    head = "\n".join(f"{label}: {one[name]}" for name, label in _FIELDS if one.get(name))
    return f"== {one['id']} ==\n{head}\n\n{one['text']}"


def _letter(number: str, body: str) -> dict[str, str]:
    found = {"id": number, "from": "", "subject": "", "day": ""}
    lines = body.strip().split("\n")
    while lines and (field := _field(lines[0])):
        found[field[0]] = field[1]
        lines.pop(0)
    return {**found, "text": "\n".join(lines).strip()}


def _field(line: str) -> tuple[str, str] | None:
    for name, label in _FIELDS:
        if line.startswith(f"{label}:"):
            return name, line[len(label) + 1 :].strip()
    return None
