"""What a round is opened with, and what others see of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Rated:
    """A person to be judged. `standard`: label of his job standard in the rules' "standards"."""

    nip: str
    name: str
    number: str = ""
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One rater for one person in one instrument, with room and time where they are known."""

    rater: str
    nip: str
    instrument: str
    room: str = ""
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewTime:
    """When a person is seen in an instrument from now on; None: no time any more."""

    nip: str
    instrument: str
    starts: datetime | None
    ends: datetime | None


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round. `index`: of its event.commit, None until it is in the log; `pseudonyms`: nip -> p."""

    owner: str
    event: str
    title: str
    rules: Mapping[str, Any]
    index: int | None
    raters: tuple[str, ...]
    pseudonyms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetView:
    """A sheet without what is written on it."""

    id: str
    owner: str
    nip: str
    name: str
    number: str
    instrument: str
    title: str
    rater: str
    form: Mapping[str, Any]
    room: str
    starts: datetime | None
    ends: datetime | None
    withdrawn: str
