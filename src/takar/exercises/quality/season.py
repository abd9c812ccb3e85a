"""Figures of a round: computed once per state of its sheets, read by the rater first and by the head after the season."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.public import vault
from takar.exercises.domain.meeting.overall import integration_rules
from takar.exercises.models import Round, Sheet
from takar.exercises.quality.figures import Row, figures
from takar.exercises.quality.models import QualityFigures, QualitySeen, Season
from takar.exercises.rounds.appending import WHOLE
from takar.exercises.rounds.refusals import NOT_OPEN
from takar.exercises.storage import all_locked, sealed_sheets
from takar.kernel.canonical import canonical
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.standards.public import StandardNotFound, rater_rules

DAYS_FOR_RATERS = 7
"""Where no dated standard says how long raters read their own figures alone."""

SYSTEM = ""
STILL_RATING = Refusal(
    "QUALITY_ROUND_OPEN",
    "Masih ada lembar yang belum dikunci dalam putaran ini, jadi mutu penilai belum dihitung. Tunggu sampai semua terkunci.",
    "Some sheets of this round are not locked, so rater quality is not computed yet. Wait until all are locked.",
)
NOT_COMPUTED = Refusal(
    "QUALITY_NOT_COMPUTED",
    "Angka mutu putaran ini belum dihitung. Tekan Hitung, lalu buka lagi.",
    "The figures of this round are not computed yet. Press Compute, then open this page again.",
)
SEASON_OPEN = Refusal(
    "QUALITY_SEASON_OPEN",
    "Angka semua penilai baru terbuka setelah musim ditutup. Tutup musim ini dahulu.",
    "The figures of all raters open after the season is closed. Close the season first.",
)


@dataclass(frozen=True, slots=True)
class SeasonView:
    """`computed`: when; `seen`: raters who have read their own; `closed`: (by, when)."""

    raters: tuple[str, ...]
    computed: datetime | None
    seen: tuple[str, ...]
    closed: tuple[str, datetime] | None


def compute(owner: str, clock: Clock = utc_now) -> int | Refusal:
    """Compute and keep the figures of a round whose sheets are all locked. Returns the number of ratings used."""
    row = Round.objects.filter(pk=owner).first()
    if row is None:
        return NOT_OPEN
    rows = _rows(owner)
    if isinstance(rows, Refusal):
        return rows
    inputs = _digest(rows)
    if not QualityFigures.objects.filter(round=row, inputs=inputs).exists():
        scale = integration_rules(row.rules).scale
        found = figures(rows, scale.least, scale.most)
        body = vault().opened(row.event, WHOLE, make=True).encrypt(f"quality:{inputs}", found)
        QualityFigures.objects.get_or_create(
            round=row, inputs=inputs, defaults={"body": body, "made_at": clock()}
        )
    return sum(value is not None for _, _, _, value, _ in rows)


def own_figures(owner: str, rater: str, clock: Clock = utc_now) -> dict[str, Any] | Refusal:
    """A rater's own figures and the round's as a whole, nobody else's; notes that he has read them."""
    found = _current(owner)
    if isinstance(found, Refusal):
        return found
    row, body = found
    mine = body["raters"].get(rater)
    if mine is None:
        return NOT_COMPUTED
    QualitySeen.objects.get_or_create(round_id=owner, rater=rater, defaults={"at": clock()})
    return {"mine": mine, "whole": body["whole"], "made_at": row.made_at}


def all_figures(owner: str) -> dict[str, Any] | Refusal:
    """Figures of all raters, for the head. Refuses QUALITY_SEASON_OPEN before the season is closed."""
    if not Season.objects.filter(round=owner).exists():
        return SEASON_OPEN
    found = _current(owner)
    return found if isinstance(found, Refusal) else found[1]


def competency_certainty(owner: str) -> dict[str, Any]:
    """Competency -> its error as figures and words, for reports; empty while it is not computed. About nobody."""
    found = _current(owner)
    return (
        {} if isinstance(found, Refusal) else {c: one["error"] for c, one in found[1]["competencies"].items()}
    )


def close_season(owner: str, *, by: str, clock: Clock = utc_now) -> Refusal | None:
    """Let the head read. Refuses QUALITY_RATERS_FIRST until raters have read theirs or had their days."""
    found = _current(owner)
    if isinstance(found, Refusal):
        return found
    row, body = found
    unread = set(body["raters"]) - set(season(owner).seen)
    days = days_for_raters(day_in(settings.TAKAR.zone, row.made_at))
    if unread and clock() < row.made_at + timedelta(days=days):
        return raters_first(days)
    with transaction.atomic():
        _, made = Season.objects.get_or_create(
            round_id=owner, defaults={"closed_by": by, "closed_at": clock()}
        )
        if made:
            record_change(by, "quality.close_season", f"round:{owner}", clock=clock)
    return None


def days_for_raters(on: date) -> int:
    """Days that raters have for themselves, by the standard in force when the figures were computed."""
    try:
        return rater_rules(on).days_for_raters
    except StandardNotFound:
        return DAYS_FOR_RATERS


def raters_first(days: int) -> Refusal:
    return Refusal(
        "QUALITY_RATERS_FIRST",
        f"Penilai membaca angkanya sendiri lebih dahulu. Musim dapat ditutup setelah semua membacanya, atau {days} hari "
        "setelah angkanya dihitung.",
        f"Raters read their own figures first. Close the season once all have, or {days} days after they were computed.",
    )


def season(owner: str) -> SeasonView:
    """Where a round stands; says nothing of what the figures are."""
    rows = QualityFigures.objects.filter(round=owner).order_by("-made_at")
    closed = Season.objects.filter(round=owner).first()
    return SeasonView(
        raters=tuple(
            sorted(set(Sheet.objects.filter(round=owner, withdrawn_at=None).values_list("rater", flat=True)))
        ),
        computed=rows.values_list("made_at", flat=True).first(),
        seen=tuple(QualitySeen.objects.filter(round=owner).order_by("rater").values_list("rater", flat=True)),
        closed=(closed.closed_by, closed.closed_at) if closed else None,
    )


def _current(owner: str) -> tuple[QualityFigures, dict[str, Any]] | Refusal:
    """The figures of the sheets as they are sealed now. A sheet that was opened again closes them."""
    rows = _rows(owner)
    if isinstance(rows, Refusal):
        return rows
    row = QualityFigures.objects.select_related("round").filter(round=owner, inputs=_digest(rows)).first()
    if row is None:
        return NOT_COMPUTED
    body = vault().opened(row.round.event, WHOLE).decrypt(f"quality:{row.inputs}", bytes(row.body))
    assert isinstance(body, dict)
    return row, body


def _rows(owner: str) -> list[Row] | Refusal:
    cells = sorted(
        set(
            Sheet.objects.filter(round=owner, withdrawn_at=None).values_list("nip", "instrument", "pseudonym")
        )
    )
    # Every cell of the round, not only those that are sealed: who still rates must learn nothing from a figure.
    if not cells or not all(all_locked(owner, nip, instrument) for nip, instrument, _ in cells):
        return STILL_RATING
    rows: list[Row] = []
    for nip, instrument, person in cells:
        sheets = sealed_sheets(owner, nip, instrument, SYSTEM)
        if isinstance(sheets, Refusal):
            return sheets
        for sheet in sheets:
            for code, value in sorted(sheet.values.items()):
                number = value if isinstance(value, Decimal) else None
                rows.append((person, sheet.rater, code, number, instrument))
    return rows


def _digest(rows: list[Row]) -> str:
    listed = [
        [person, rater, code, str(value), instrument] for person, rater, code, value, instrument in rows
    ]
    return hashlib.sha256(canonical([[str(cell) for cell in row] for row in listed])).hexdigest()
