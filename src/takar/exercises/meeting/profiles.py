"""The signed outcome of an assessor meeting becomes the person's competency profile."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import localdate

from takar.careers.public import CODES, Profile, record_profiles
from takar.exercises.meeting.queries import Integration, Total, ruleset_of, total_of
from takar.exercises.quality.season import competency_certainty
from takar.kernel.clock import Clock, utc_now

_MOST = Decimal(5)


def record_profile(found: Integration, clock: Clock = utc_now) -> None:
    """Told again it changes nothing; a corrected outcome replaces the old one, which stays readable.

    With the potential that a test beside the meeting has found, once it is sealed.
    Only what was assessed, on levels of the dictionary; a meeting about scores of 0–100 leaves no profile.
    """
    told = [(one["code"], one["value"]) for one in found.values if one["value"] != "NE"]
    levels = [(code, Decimal(value)) for code, value in told if code in CODES]
    if not levels or any(level > _MOST for _, level in levels):
        return
    rules = ruleset_of(found.owner)
    total = total_of(found.values, rules) if rules else None
    profile = Profile(
        nip=found.nip,
        levels=tuple(levels),
        assessed_on=localdate(found.signed_at),
        source=f"meeting:{found.owner}",
        errors=_errors(found.owner, [code for code, _ in levels]),
        potential=potential_beside(found.owner, found.nip),
        jpm=total.jpm if isinstance(total, Total) else None,
    )
    record_profiles([profile], found.responsible, reason="Rapat asesor", clock=clock)


def potential_beside(owner: str, nip: str) -> Decimal | None:
    """By settings.POTENTIAL_OF: tests lie beside this context, which does not know them."""
    return cast(Decimal | None, import_string(settings.POTENTIAL_OF)(owner, nip))


def _errors(owner: str, codes: list[str]) -> tuple[tuple[str, Decimal], ...] | None:
    """Standard errors in levels, where the round's quality has been computed."""
    known = competency_certainty(owner)
    found = [(code, Decimal(str(known[code]["sem"]))) for code in codes if (known.get(code) or {}).get("sem")]
    return tuple(found) or None
