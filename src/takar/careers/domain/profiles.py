"""What a competency profile must be, whoever brings it."""

from __future__ import annotations

from decimal import Decimal

from takar.careers.domain.values import Profile

HIGHEST_LEVEL = Decimal(5)


def fault_of(profile: Profile) -> str:
    """A code, or "" when the profile can be recorded."""
    if len(profile.nip) != 18 or not profile.nip.isdecimal():
        return "NIP_LENGTH"
    if not profile.levels:
        return "PROFILE_EMPTY"
    if any(not 0 <= level <= HIGHEST_LEVEL for _, level in profile.levels):
        return "PROFILE_LEVEL"
    if any(not 0 <= error <= HIGHEST_LEVEL for _, error in profile.errors or ()):
        return "PROFILE_ERROR"
    if profile.potential is not None and not 0 <= profile.potential <= 100:
        return "PROFILE_POTENTIAL"
    if profile.valid_until is not None and profile.valid_until < profile.assessed_on:
        return "PROFILE_ENDS_BEFORE"
    return ""
