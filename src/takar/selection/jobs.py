"""Long work of selections in the background."""

from __future__ import annotations

from django.urls import reverse

from takar.jobs.public import Progress, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.selection.actions.ask_timetable import KIND, carry_out
from takar.selection.models import TimetableRun


@handler(KIND)
def timetable(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal | None:
    """What is impossible is explained on the page of the timetable, so it is no failure of the job."""
    run = TimetableRun.objects.get(pk=int(str(payload["run"])))
    carry_out(run, progress)
    return {"next": reverse("selection:timetable", args=[run.selection_id])}
