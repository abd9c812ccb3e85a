"""`make messages`: every Indonesian sentence of the office must have its English; compiles .po to .mo.

    python -m scripts.messages                 report what is missing or odd, compile every catalogue
    python -m scripts.messages --stub people   print the missing entries of one context, ready to be filled in

Nothing is ever written into a .po file: sentences are translated by people.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[1] / "src" / "takar"
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
_PLACE = re.compile(r"%\((\w+)\)s|%s|\{(\w*)\}")
# A catalogue compiled twice is the same file, so it carries no clock.
_NO_CLOCK = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence in the code. `key` is what a catalogue is asked for: text, or (text, plural)."""

    context: str
    message: str | None
    text: str
    plural: str
    place: str


def contexts() -> list[str]:
    return sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())


@cache
def sentences(context: str) -> tuple[Found, ...]:
    """Every translatable sentence in the templates and the Python of one context."""
    folder = SOURCE / context
    found = []
    for path in sorted(folder.rglob("*.py")):
        found += list(_extract(context, path, path.read_bytes()))
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.txt")]):
        if "templates" in path.parts:
            found += list(_extract(context, path, _as_python(path)))
    return tuple(found)


def _as_python(path: Path) -> bytes:
    """Django turns a template into text in which only the calls of gettext are left."""
    text = templatize(path.read_text(), origin=str(path))
    return "\n".join(line.lstrip() for line in text.splitlines()).encode()


def _extract(context: str, path: Path, source: bytes) -> Iterator[Found]:
    options = {"encoding": "utf-8"}
    for line, texts, _, message in extract("python", io.BytesIO(source), _KEYWORDS, options=options):
        pair = texts if isinstance(texts, tuple) else (texts, "")
        if pair[0]:
            yield Found(context, message, pair[0], pair[1], f"{path.relative_to(SOURCE)}:{line}")


def catalogue_path(context: str) -> Path:
    return SOURCE / context / "locale" / "en" / "LC_MESSAGES" / "django.po"


def catalogue(context: str) -> Catalog | None:
    path = catalogue_path(context)
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def english() -> dict[tuple[str | None, str], tuple[str, ...]]:
    """(context of the message, Indonesian) -> English forms, of all catalogues together."""
    known: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for context in contexts():
        for message in catalogue(context) or ():
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            text = message.id[0] if isinstance(message.id, tuple) else message.id
            if text and all(forms) and not message.fuzzy:
                known[(message.context, text)] = forms
    return known


def missing() -> list[Found]:
    known = english()
    return [found for c in contexts() for found in sentences(c) if (found.message, found.text) not in known]


def mismatched() -> list[str]:
    """Sentences whose English lacks or adds a placeholder."""
    known = english()
    return [
        f"{found.place}: {found.text!r}"
        for c in contexts()
        for found in sentences(c)
        if any(
            _places(form) != _places(found.text) for form in known.get((found.message, found.text), ())[:1]
        )
    ]


def _places(text: str) -> set[str]:
    return {match[0] for match in _PLACE.finditer(text)}


def compiled(context: str) -> bytes:
    """The bytes that django.mo of a context must have."""
    found = catalogue(context)
    assert found is not None
    found.creation_date = found.revision_date = _NO_CLOCK
    target = io.BytesIO()
    write_mo(target, found)
    return target.getvalue()


def stale() -> list[str]:
    """Contexts whose django.mo is not made from their django.po."""
    return [c for c in contexts() if catalogue_path(c).exists() and not _is_fresh(c)]


def _is_fresh(context: str) -> bool:
    path = catalogue_path(context).with_suffix(".mo")
    return path.exists() and path.read_bytes() == compiled(context)


def compile_all() -> list[str]:
    fresh = stale()
    for context in fresh:
        catalogue_path(context).with_suffix(".mo").write_bytes(compiled(context))
    return fresh


def stub(context: str) -> str:
    """Entries to be filled in, in the form of a .po file."""
    entries, seen = [], set()
    for found in missing():
        if found.context == context and (found.message, found.text) not in seen:
            seen.add((found.message, found.text))
            entries.append(_entry(found))
    return "\n".join(entries)


def _entry(found: Found) -> str:
    lines = [f"#: {found.place}"]
    lines += [f"msgctxt {_quoted(found.message)}"] if found.message else []
    lines += [f"msgid {_quoted(found.text)}"]
    if found.plural:
        lines += [f"msgid_plural {_quoted(found.plural)}", 'msgstr[0] ""', 'msgstr[1] ""', ""]
    else:
        lines += ['msgstr ""', ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--stub"]:
        print(stub(arguments[1]))
        return 0
    for context in compile_all():
        print(f"compiled {catalogue_path(context).with_suffix('.mo').relative_to(SOURCE)}")
    gaps, odd = missing(), mismatched()
    for found in gaps:
        print(f"no English: {found.place}: {found.text!r}")
    for line in odd:
        print(f"placeholders differ: {line}")
    print(f"{len(gaps)} without English, {len(odd)} with other placeholders")
    return 1 if gaps or odd else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
