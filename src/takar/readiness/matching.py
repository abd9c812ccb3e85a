"""Which person of the check a row of a delivery is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from takar.readiness.domain.codes import decode
from takar.readiness.domain.comparing import nip_digits
from takar.readiness.domain.keys import is_true, read_key
from takar.readiness.models import Check, HoledPerson
from takar.readiness.queries import requirement_of
from takar.readiness.reading.deliveries import DeliveredRow

_AT_ONCE = 900


class Match(StrEnum):
    """Why a row belongs to nobody."""

    KEY_WRONG = "KEY_WRONG"
    OTHER_CHECK = "OTHER_CHECK"
    NIP_DIFFERS = "NIP_DIFFERS"
    NOBODY = "NOBODY"
    AMBIGUOUS = "AMBIGUOUS"
    REPEATED = "REPEATED"


@dataclass(frozen=True, slots=True)
class Matched:
    """`person`, or the reason why there is none."""

    row: DeliveredRow
    person: HoledPerson | None = None
    match: Match | None = None


def match_rows(check: Check, rows: list[DeliveredRow]) -> list[Matched]:
    """By the key; a row that lost its key by its NIP, where that names one person with holes."""
    keys = [read_key(row.key) if row.key else None for row in rows]
    by_place = _by_place(check, (key[1] for key in keys if key and key[0] == check.pk))
    by_nip = _by_nip(check, (nip_digits(row.cells.get("nip", "")) for row in rows if not row.key))
    seen: set[int] = set()
    matched = []
    for row, key in zip(rows, keys, strict=True):
        each = _with_key(check, row, key, by_place) if row.key else _without_key(row, by_nip)
        if each.person and each.person.place in seen:
            each = Matched(row, match=Match.REPEATED)
        elif each.person:
            seen.add(each.person.place)
        matched.append(each)
    return matched


def _with_key(
    check: Check, row: DeliveredRow, key: tuple[int, int, str] | None, by_place: dict[int, HoledPerson]
) -> Matched:
    if key is None:
        return Matched(row, match=Match.KEY_WRONG)
    if key[0] != check.pk:
        return Matched(row, match=Match.OTHER_CHECK)
    person = by_place.get(key[1])
    if person is None or not is_true(key, check.sha256):
        return Matched(row, match=Match.KEY_WRONG)
    if not _same_nip(check, person, row):
        return Matched(row, match=Match.NIP_DIFFERS)
    return Matched(row, person)


def _same_nip(check: Check, person: HoledPerson, row: DeliveredRow) -> bool:
    """A NIP that was no hole must still be there: a key does not move to another person."""
    nip = requirement_of(check).by_key["nip"]
    if nip.bit in decode(person.codes) or "nip" not in row.cells:
        return True
    return nip_digits(row.cells["nip"]) == person.nip


def _without_key(row: DeliveredRow, by_nip: dict[str, list[HoledPerson]]) -> Matched:
    people = by_nip.get(nip_digits(row.cells.get("nip", "")), [])
    if len(people) == 1:
        return Matched(row, people[0])
    return Matched(row, match=Match.AMBIGUOUS if people else Match.NOBODY)


def _by_place(check: Check, places: Iterable[int]) -> dict[int, HoledPerson]:
    wanted = sorted(set(places))
    found: dict[int, HoledPerson] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = HoledPerson.objects.filter(check_of=check, place__in=wanted[start : start + _AT_ONCE])
        found.update((person.place, person) for person in some)
    return found


def _by_nip(check: Check, nips: Iterable[str]) -> dict[str, list[HoledPerson]]:
    wanted = sorted({nip for nip in nips if nip})
    found: dict[str, list[HoledPerson]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        for person in HoledPerson.objects.filter(check_of=check, nip__in=wanted[start : start + _AT_ONCE]):
            found.setdefault(person.nip, []).append(person)
    return found
