from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from takar.jobs.public import Job, enqueue
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.actions.keep import keep
from takar.placement.books import Book, book_of
from takar.placement.domain.scenario.events import Asked
from takar.placement.models import Scenario

KIND = "placement.solve"


def ask_solve(scenario: str, *, actor: str, clock: Clock = utc_now) -> Job | Refusal:
    """Fix the terms and give them to the solver in the background."""
    with transaction.atomic():
        done = keep(scenario, lambda book: Asked(), actor=actor, action="scenario.solve", clock=clock)
        if isinstance(done, Refusal):
            return done
        book = book_of(scenario)
        assert isinstance(book, Book)
        title = _("Hitung rencana penempatan: %(title)s") % {"title": book.row.title}
        job = enqueue(KIND, {"scenario": scenario}, actor=actor, title=title, clock=clock)
        Scenario.objects.filter(pk=scenario).update(job=job.pk)
    return job
