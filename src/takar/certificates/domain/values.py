"""Words and values of certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Organiser(StrEnum):
    """Who assessed: our own organiser, LAN, BKN, or another accredited one."""

    OWN = "own"
    LAN = "lan"
    BKN = "bkn"
    OTHER = "other"


ORGANISER_NAMES: dict[Organiser, dict[str, str]] = {
    Organiser.OWN: {"id": "penyelenggara sendiri", "en": "own organiser"},
    Organiser.LAN: {"id": "LAN", "en": "LAN"},
    Organiser.BKN: {"id": "BKN", "en": "BKN"},
    Organiser.OTHER: {"id": "penyelenggara lain", "en": "other organiser"},
}


class State(StrEnum):
    """How a person stands on a day, the most urgent first. The first two are due."""

    LAPSED = "lapsed"
    NEVER = "never"
    EXPIRING = "expiring"
    VALID = "valid"
    UNCLEAR = "unclear"  # the job class is unknown, so nobody can say
    OUTSIDE = "outside"  # not serving, or PPPK where the rule covers PNS only


DUE = (State.LAPSED, State.NEVER)
EXEMPT = (State.EXPIRING, State.VALID)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same said in Indonesian and English."""

    id: str
    en: str

    def sentence(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id


@dataclass(frozen=True, slots=True)
class Held:
    """A certificate as the obligation sees it. `stated_until` is what the paper says, None when it says nothing."""

    key: int
    job_class: str
    level: str
    assessed_on: date
    stated_until: date | None
    organiser: Organiser
    organiser_name: str
    number: str = ""
    target_job: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is obliged: present job class ("" unknown) and functional level ("" none), "PNS" or "PPPK"."""

    nip: str
    job_class: str
    level: str = ""
    kind: str = "PNS"
    active: bool = True
