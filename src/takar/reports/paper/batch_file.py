"""All that the papers of one batch are made from, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from takar.assessments import public as assessments
from takar.assessments.public import LegalBasis
from takar.kernel.refusals import Refusal
from takar.planning import public as planning
from takar.planning.public import ActivityView, BatchView, DutyView, PlaceView
from takar.programmes import public as programmes
from takar.programmes.public import ProgrammeView
from takar.reports.report import BATCH_NOT_FOUND, DAY_NOT_FOUND
from takar.reports.wording import letterhead
from takar.standards.public import Conduct, conduct


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFile:
    """A batch with its programme, people (`freed`: those who lost their place), timetable, duties and exam seats by NIP."""

    programme: ProgrammeView
    batch: BatchView
    places: tuple[PlaceView, ...]
    freed: tuple[PlaceView, ...]
    activities: tuple[ActivityView, ...]
    duties: tuple[DutyView, ...]
    seats: Mapping[str, str]
    conduct: Conduct

    @property
    def title(self) -> str:
        """Gelombang 3, or Tahap 2 Gelombang 3 where the programme has several stages."""
        return batch_title(self.batch, self.programme)

    def day(self, ordinal: int) -> date | Refusal:
        found = next((one.day for one in self.batch.days if one.ordinal == ordinal), None)
        return DAY_NOT_FOUND if found is None else found

    def activity(self, id: int) -> ActivityView | Refusal:
        return next((one for one in self.activities if one.id == id), DAY_NOT_FOUND)

    def first_hour(self, ordinal: int) -> time:
        """When the day begins: its first activity, or the hour the rules of conduct open."""
        starts = [one.starts for one in self.activities if one.day == ordinal]
        return min(starts, default=self.conduct.opens)

    def place(self, id: int) -> PlaceView | None:
        """A place of this batch, freed ones too."""
        return next((one for one in (*self.places, *self.freed) if one.id == id), None)


def open_batch(id: str) -> BatchFile | Refusal:
    """The file of a batch of an adopted plan."""
    batch = planning.batch(id)
    programme = programmes.programme(batch.programme) if batch else None
    return file_of(batch, programme) if batch and programme else BATCH_NOT_FOUND


def file_of(batch: BatchView, programme: ProgrammeView) -> BatchFile:
    """The file of a batch whose programme is already known."""
    everyone = planning.places_of(batch.id, freed=True)
    return BatchFile(
        programme=programme,
        batch=batch,
        places=tuple(one for one in everyone if not one.freed),
        freed=tuple(one for one in everyone if one.freed),
        activities=planning.activities_of(batch.id),
        duties=planning.duties_of(batch.id),
        seats=_seats(batch),
        conduct=conduct(*programme.conduct),
    )


def batch_title(batch: BatchView, programme: ProgrammeView) -> str:
    return (
        f"Tahap {batch.phase} Gelombang {batch.number}"
        if len(programme.phases) > 1
        else f"Gelombang {batch.number}"
    )


def agency_of(programme: ProgrammeView) -> str:
    return letterhead(programme.location)


def legal_basis(programme: ProgrammeView) -> str:
    return LegalBasis(
        programme.legal_kind, programme.legal_number, programme.legal_date, programme.legal_about
    ).sentence


def _seats(batch: BatchView) -> dict[str, str]:
    """Seats of the exam room by NIP, once the batch has its assessment."""
    if not batch.assessment:
        return {}
    return {one.nip: one.seat for one in assessments.participants_in(batch.assessment) if one.seat}
