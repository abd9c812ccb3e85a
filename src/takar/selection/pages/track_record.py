"""What the data say about a candidate's career, beside the rubric for the track record: a help to the eye, never a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext

from takar.careers.public import History, histories
from takar.kernel.clock import long_date
from takar.people.public import Career, careers_of

_PREDICATES = {
    "sangat_baik": "sangat baik",
    "baik": "baik",
    "butuh_perbaikan": "butuh perbaikan",
    "kurang": "kurang",
    "sangat_kurang": "sangat kurang",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """`label`: what kind of fact; `lines`: newest first."""

    label: str
    lines: tuple[str, ...]


def track_record(nip: str, on: date) -> tuple[Fact, ...]:
    """Facts on record on a day, without the kinds of which nothing is known."""
    history = histories([nip], on)[nip]
    found = [*_now(careers_of([nip]).get(nip)), *_kept(history)]
    return tuple(one for one in found if one.lines)


def _now(career: Career | None) -> list[Fact]:
    if career is None:
        return []
    since = (
        gettext("dalam jabatan sejak %(day)s") % {"day": long_date(career.post_since)}
        if career.post_since
        else ""
    )
    known = [career.golongan, career.education, since]
    return [Fact(gettext("Sekarang"), tuple(one for one in known if one))]


def _kept(history: History) -> list[Fact]:
    return [
        Fact(gettext("Jabatan"), _lines(f"{one.title}, {_span(one)}" for one in history.posts)),
        Fact(
            gettext("Predikat kinerja"),
            _lines(f"{one.year}: {_PREDICATES[one.code]}" for one in history.predicates),
        ),
        Fact(gettext("Penghargaan"), _lines(f"{one.title} ({one.on.year})" for one in history.awards)),
        Fact(gettext("Tugas dalam tim"), _lines(f"{one.title}, {one.role}" for one in history.team_tasks)),
        Fact(
            gettext("Pelatihan"), _lines(f"{one.title} ({one.finished_on.year})" for one in history.trainings)
        ),
        Fact(gettext("Pendidikan"), _lines(f"{one.level} {one.field}".strip() for one in history.education)),
        Fact(gettext("Hukuman disiplin"), _lines(_measure(one) for one in history.discipline)),
    ]


def _lines(found: Any) -> tuple[str, ...]:
    return tuple(found)[::-1]


def _span(one: Any) -> str:
    end = str(one.end.year) if one.end else gettext("sekarang")
    return f"{one.start.year}–{end}"


def _measure(one: Any) -> str:
    if one.level == "none":
        return pgettext("discipline", "tidak ada, diperiksa %(day)s") % {"day": long_date(one.start)}
    return f"{one.level}, {long_date(one.start)}"
