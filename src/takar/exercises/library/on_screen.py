"""From an exercise done on screen to items of the bank: an in-basket is one item with its letters, the rest are essays.

A material whose title begins with “Pernyataan” or “Pertanyaan” is a question with an answer of its own. Within a letter a
line `-- Judul --` begins an attachment.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

from takar.exercises.library.reading import ExerciseView
from takar.items.public import Entry, Item, ItemType, Key, Letter, Part, Source, Task

_QUESTION = re.compile(r"(pernyataan|pertanyaan)\b", re.I)
_ATTACHMENT = re.compile(r"^--\s*(.+?)\s*--\s*$", re.M)
_LONGEST_CODE = 30


def entries_from(view: ExerciseView) -> tuple[Entry, ...]:
    """What the bank gets: without scale, weights and key, for people judge what is written."""
    draft = view.draft
    if draft.kind == "in_basket":
        letters = tuple(_letter(one) for one in draft.materials)
        return (_entry(view, 1, 1, ItemType.INBOX, draft.title, (), letters),)
    questions = [one for one in draft.materials if _QUESTION.match(one["title"])]
    materials = tuple(_part(one) for one in draft.materials if one not in questions)
    stems = [_plain(one["text"]) for one in questions] or [_plain(draft.title)]
    return tuple(
        _entry(view, at, len(stems), ItemType.ESSAY, stem, materials, ()) for at, stem in enumerate(stems, 1)
    )


def _entry(
    view: ExerciseView,
    at: int,
    parts: int,
    kind: ItemType,
    stem: str,
    materials: tuple[Part, ...],
    letters: tuple[Letter, ...],
) -> Entry:
    draft = view.draft
    source = Source(draft.code, view.version, _plain(draft.title), draft.preparation + draft.minutes, parts)
    task = Task(source, _plain(draft.for_participant), materials, letters)
    code = item_code(draft.code, at)
    return Entry(Item(code, 1, kind, stem, (), None, task), Key(code, "", {}))


def item_code(exercise: str, at: int) -> str:
    """SIM-SURAT-MASUK-DINAS-01; a code that must be shortened ends in six digits of its SHA-256."""
    name = re.sub(r"[^A-Z0-9]+", "-", exercise.upper()).strip("-")
    if len(name) > _LONGEST_CODE or name.lower() != exercise:
        name = f"{name[: _LONGEST_CODE - 7]}-{hashlib.sha256(exercise.encode()).hexdigest()[:6].upper()}"
    return f"SIM-{name}-{at:02}"


def _letter(one: Mapping[str, str]) -> Letter:
    text, *rest = _ATTACHMENT.split(_plain(one["text"]))
    attachments = tuple(Part(name, body.strip()) for name, body in zip(rest[::2], rest[1::2], strict=True))
    number, sender, subject, day = (_plain(one.get(name, "")) for name in ("id", "from", "subject", "day"))
    return Letter(number, sender, subject, day, text.strip(), attachments)


def _part(one: Mapping[str, str]) -> Part:
    return Part(_plain(one["title"]), _plain(one["text"]))


def _plain(text: str) -> str:
    """As the bank wants it: Unicode form NFC, Unix line ends, no control characters."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) != "Cc").strip()
