"""From what the registers tell of a person to the facts that requirements are judged by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from takar.positions.domain.eligibility.facts import Facts, Stay

if TYPE_CHECKING:
    # Their value types are pure; only the doors they come through are not.
    from takar.careers.public import History, Profile, Served
    from takar.people.public import Career


def facts_from(
    nip: str,
    career: Career | None,
    history: History | None,
    profile: Profile | None,
    holds: str = "",
    leaves: date | None = None,
) -> Facts:
    """One person's facts. A register that is empty for somebody says that nothing is known, not that there is nothing.

    `holds`: code of the position held now; `leaves`: the first day out of office.
    """
    return Facts(
        nip=nip,
        job_class=career.job_class if career else "",
        holds=holds,
        golongan=(career.golongan or None) if career else None,
        born=career.birth_date if career else None,
        education=_education(career, history),
        stays=_stays(history.posts if history else ()) or None,
        present=_present(career),
        trainings=_titles(history),
        predicates=_predicates(history),
        discipline=_discipline(history),
        jpm=float(profile.jpm) if profile and profile.jpm is not None else None,
        retires_on=leaves,
        levels={code: float(level) for code, level in profile.levels} if profile else {},
    )


def _education(career: Career | None, history: History | None) -> tuple[tuple[str, str], ...] | None:
    """Diplomas on record, and the level that the personnel list tells; the highest of them counts."""
    diplomas = tuple((one.level, one.field) for one in history.education) if history else ()
    listed = ((career.education, ""),) if career and career.education else ()
    return (*diplomas, *listed) or None


def _stays(posts: Sequence[Served]) -> tuple[Stay, ...]:
    return tuple(Stay(one.job_class, one.family, one.start, one.end, one.title) for one in posts)


def _present(career: Career | None) -> Stay | None:
    if career is None or career.post_since is None:
        return None
    return Stay(career.job_class, "", career.post_since)


def _titles(history: History | None) -> tuple[str, ...] | None:
    return tuple(one.title for one in history.trainings) or None if history else None


def _predicates(history: History | None) -> tuple[tuple[int, str], ...] | None:
    return tuple((one.year, one.code) for one in history.predicates) or None if history else None


def _discipline(history: History | None) -> tuple[tuple[str, date, date | None], ...] | None:
    """A line that says "none" makes it known that there is nothing."""
    return tuple((one.level, one.start, one.until) for one in history.discipline) or None if history else None
