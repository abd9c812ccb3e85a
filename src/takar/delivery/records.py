"""Reading sittings out of the journal: states, and the record that is sealed and scored."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from takar.delivery.domain.chain import restore
from takar.delivery.domain.state import SittingState
from takar.delivery.journal.port import Journal
from takar.kernel.canonical import Json


class FinalRecord(Struct, frozen=True):
    """What a submitted sitting consists of. `chain`: head at submission, hexadecimal.

    `responses` maps item to option for every item that was answered; `late` and `rejected` count clicks
    that are in the journal and did not count.
    """

    sitting: str
    session: str
    form: str
    nonce: str
    responses: Mapping[str, str]
    started_ms: int
    submitted_ms: int
    submitted_by: str
    events: int
    chain: str
    late: int
    rejected: int

    def as_json(self) -> dict[str, Json]:
        """The response record for the seal: nothing in it changes after submission."""
        return {
            "sitting": self.sitting,
            "session": self.session,
            "form": self.form,
            "nonce": self.nonce,
            "responses": dict(sorted(self.responses.items())),
            "started_ms": self.started_ms,
            "submitted_ms": self.submitted_ms,
            "submitted_by": self.submitted_by,
            "events": self.events,
            "chain": self.chain,
        }


def read_sitting(journal: Journal, sitting: str) -> SittingState:
    """Replay one sitting. Empty state when it was never opened.

    Raises domain.chain.ChainBroken when the journal was changed, StorageUnavailable when it cannot be read.
    """
    return restore(sitting, journal.stream(sitting))


def final_record(state: SittingState) -> FinalRecord:
    """The record of a submitted sitting; raises ValueError while it still runs."""
    if state.submitted_ms is None or state.started_ms is None:
        raise ValueError(f"sitting {state.sitting} has not been submitted")
    return FinalRecord(
        sitting=state.sitting,
        session=state.session,
        form=state.form,
        nonce=state.nonce,
        responses=state.chosen(),
        started_ms=state.started_ms,
        submitted_ms=state.submitted_ms,
        submitted_by=state.submitted_by,
        events=state.events_at_seal,
        chain=state.sealed_chain.hex(),
        late=state.late,
        rejected=state.rejected,
    )


def session_stream(session: str) -> str:
    """Name of the stream with the session-wide events."""
    return f"session:{session}"
