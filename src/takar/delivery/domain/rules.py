"""What the office committed before the sitting: sections, minutes, items, opening and closing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from takar.delivery.domain.writing import Place, places_of

MINUTE_MS = 60_000

# How long a click may travel to the server after the deadline that the participant saw (docs/rules/timing.md).
GRACE_MS = 5_000

# A seat counts as taken while its device was seen within this time.
LIVE_MS = 30_000

# A sitting of 240 items needs some hundreds of events; beyond this somebody is filling the disk.
EVENTS_LIMIT = 50_000


class Section(Struct, frozen=True):
    """One section of the form: `minutes` of time and, for each place that is answered, what may be answered there."""

    code: str
    minutes: int
    items: Mapping[str, Place]


class Rules(Struct, frozen=True):
    """All that decides about one sitting. Times are server milliseconds since 1970-01-01 UTC."""

    session: str
    form: str
    sections: tuple[Section, ...]
    opens_ms: int
    closes_ms: int
    extra_minutes: int = 0
    session_started: bool = False

    def section_of(self, item: str) -> int | None:
        """Index of the section that holds `item`, or None."""
        for index, section in enumerate(self.sections):
            if item in section.items:
                return index
        return None

    @property
    def total_minutes(self) -> int:
        return sum(section.minutes for section in self.sections) + self.extra_minutes


def sections_of(content: Mapping[str, Any]) -> tuple[Section, ...]:
    """Sections of a form content (docs/interfaces.md section 2)."""
    return tuple(
        Section(
            code=section["code"],
            minutes=section["minutes"],
            items={name: place for item in section["items"] for name, place in places_of(item).items()},
        )
        for section in content["sections"]
    )


def rules_for(
    ticket: Mapping[str, Any], sections: tuple[Section, ...], sitting: Mapping[str, Any], started: bool
) -> Rules:
    """The rules of one entry of `ticket["sittings"]`; `started` = the proctor has started the session."""
    return Rules(
        session=ticket["session"],
        form=ticket["package"],
        sections=sections,
        opens_ms=ticket["opens_ms"],
        closes_ms=ticket["closes_ms"],
        extra_minutes=sitting.get("extra_minutes", 0),
        session_started=started,
    )
