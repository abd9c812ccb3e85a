"""What came of an action on many people at once: nobody is passed over in silence."""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.refusals import Refusal
from takar.programmes.domain.priority import Candidate


@dataclass(frozen=True, slots=True)
class Nominations:
    """Who was called, who was left out because the quota is full, and (NIP, refusal) of who cannot be called."""

    taken: tuple[Candidate, ...]
    left_out: tuple[Candidate, ...] = ()
    refused: tuple[tuple[str, Refusal], ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """NIPs that went the step, and (NIP, refusal) of those who did not."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, Refusal], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to the invitation; `coming` False needs a reason."""

    nip: str
    coming: bool
    reason: str = ""
