"""The number on a certificate, for those who need a result and not only whether one counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from takar.certificates.domain.values import Organiser
from takar.certificates.models import Certificate
from takar.certificates.standings import standings_of


@dataclass(frozen=True, slots=True)
class ResultHeld:
    """The result that counts for a person on a day. `jpm` in percent; `valid_until`: the last day on which it counts."""

    key: int
    nip: str
    jpm: Decimal
    category: str
    number: str
    organiser: Organiser
    organiser_name: str
    assessed_on: date
    valid_until: date


def results_held(nips: Iterable[str], on: date) -> dict[str, ResultHeld]:
    """Results with a JPM that count on `on`, by NIP; who has none, or a lapsed one, is left out."""
    standing = {nip: one for nip, one in standings_of(nips, on).items() if one.is_exempt and one.counted}
    keys = [one.counted.key for one in standing.values() if one.counted]
    rows = {row.pk: row for row in Certificate.objects.filter(pk__in=keys, jpm__isnull=False)}
    found = {}
    for nip, one in standing.items():
        row = rows.get(one.counted.key) if one.counted else None
        if row is not None and row.jpm is not None and one.valid_until is not None:
            found[nip] = ResultHeld(
                row.pk, nip, row.jpm, row.category, row.number, Organiser(row.organiser), row.organiser_name,
                row.assessed_on, one.valid_until,
            )  # fmt: skip
    return found
