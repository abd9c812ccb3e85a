"""Profiles as rows: decimals become thousandths of a level, so that nine of them fit into eighteen bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from takar.careers.domain.values import Profile
from takar.careers.models import ERRORS, LEVELS

# A level counts to three decimals; what an instrument tells beyond that is no information.
THOUSAND = Decimal(1000)
CODES = tuple(f"{name[:-2].upper()}.{name[-2:]}" for name in LEVELS)
"""M.01 … M.08, SK.01: the codes of the dictionary in the order of the columns."""
PROFILE_COLUMNS = (
    "nip", "source", "assessed_on", "valid_until", "potential", "potential_error", "jpm", "technical",
    *LEVELS, *ERRORS,
)  # fmt: skip
_FIRST = PROFILE_COLUMNS.index(LEVELS[0])


def profile_of(row: Sequence[Any]) -> Profile:
    """From the values of PROFILE_COLUMNS."""
    nip, source, assessed_on, valid_until, potential, potential_error, jpm, technical = row[:_FIRST]
    told = row[_FIRST : _FIRST + len(LEVELS)]
    errors = row[_FIRST + len(LEVELS) :]
    levels = [(code, _level(value)) for code, value in zip(CODES, told, strict=True) if value is not None]
    found = [(code, _level(value)) for code, value in zip(CODES, errors, strict=True) if value is not None]
    for code, (level, error) in sorted(technical.items()):
        levels.append((code, _level(level)))
        if error is not None:
            found.append((code, _level(error)))
    return Profile(
        nip=nip,
        levels=tuple(levels),
        assessed_on=assessed_on,
        source=source,
        errors=tuple(found) or None,
        potential=potential,
        potential_error=potential_error,
        jpm=jpm,
        valid_until=valid_until,
    )


def columns_of(profile: Profile) -> dict[str, Any]:
    """The columns of ProfileRecord that come from a profile."""
    levels, errors = dict(profile.levels), dict(profile.errors or ())
    technical = {
        code: [_thousandths(level), _thousandths(errors[code]) if code in errors else None]
        for code, level in levels.items()
        if code not in CODES
    }
    return {
        **_by_column(LEVELS, levels),
        **_by_column(ERRORS, errors),
        "source": profile.source[:200],
        "assessed_on": profile.assessed_on,
        "valid_until": profile.valid_until,
        "technical": technical,
        "potential": _rounded(profile.potential, "0.001"),
        "potential_error": _rounded(profile.potential_error, "0.001"),
        "jpm": _rounded(profile.jpm, "0.01"),
    }


def identity_of(profile: Profile) -> str:
    """Own results are one per assessment; an imported one is the same when day and organiser are."""
    if profile.source.startswith("import"):
        return f"import:{profile.assessed_on.isoformat()}:{profile.source[7:].casefold()}"[:240]
    return profile.source[:240]


def _by_column(columns: Sequence[str], told: Mapping[str, Decimal]) -> dict[str, int | None]:
    return {
        column: _thousandths(told[code]) if code in told else None
        for column, code in zip(columns, CODES, strict=True)
    }


def _thousandths(level: Decimal) -> int:
    return int((level * THOUSAND).to_integral_value())


def _level(value: int) -> Decimal:
    return (
        (Decimal(value) / THOUSAND).quantize(Decimal("0.01"))
        if value % 10 == 0
        else Decimal(value) / THOUSAND
    )


def _rounded(value: Decimal | None, step: str) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(step))
