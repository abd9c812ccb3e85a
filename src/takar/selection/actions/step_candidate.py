"""Take a step with an application: submit, check, confirm, conclude, open again, withdraw, drop."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.exercises.public import round_of, sheets_in, withdraw
from takar.kernel.clock import Clock, milliseconds, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.codec import row_of, state_of
from takar.selection.domain import refusals as no
from takar.selection.domain.candidacy import Candidacy, Checked, Command, Dropped, Withdrew, decide, evolve
from takar.selection.models import Candidate, CandidateEvent
from takar.selection.queries import check_rules, rules_of, selection


def step_candidate(
    key: str, number: int, command: Command | None, actor: str, *, clock: Clock = utc_now
) -> Candidacy | Refusal:
    """The state afterwards; `command` None concludes the administrative check. Done already: nothing changes.

    After the terms are committed only withdrawing and dropping out remain; unlocked sheets about him are withdrawn.
    """
    view = selection(key)
    row = Candidate.objects.filter(pk=number, selection=key).select_related("post").first()
    if view is None or row is None:
        return no.CANDIDATE_UNKNOWN
    ending = isinstance(command, Withdrew | Dropped)
    if view.committed_at and not ending:
        return no.SELECTION_COMMITTED
    two = rules_of(view).two_person_check
    with transaction.atomic():
        Candidate.objects.select_for_update(of=("self",)).get(pk=row.pk)
        rows = list(CandidateEvent.objects.filter(candidate=row).order_by("ordinal"))
        state = state_of(rows)
        fault = _document_fault(row, command)
        events = fault or decide(
            state, command, check_rules(row.post_id, two_people=two), by=actor, now_ms=milliseconds(clock())
        )
        if isinstance(events, Refusal):
            return events
        for ordinal, event in enumerate(events, start=len(rows) + 1):
            made = row_of(row.pk, ordinal, event)
            made.save(force_insert=True)
            record_change(
                actor, f"selection.{made.kind}", f"candidate:{row.pk}", reason=str(made.body.get("reason", "")),
                after={"nip": row.nip, **made.body}, clock=clock,
            )  # fmt: skip
            state = evolve(state, event)
    if ending and events:
        _close_sheets(key, row, actor, clock)
    return state


def _document_fault(row: Candidate, command: Command | None) -> Refusal | None:
    """A tick may only stand on a file that this candidate really has."""
    if not isinstance(command, Checked) or not command.document:
        return None
    return None if row.documents.filter(name=command.document).exists() else no.DOCUMENT_MISSING


def _close_sheets(key: str, row: Candidate, actor: str, clock: Clock) -> None:
    """Nobody goes on rating somebody who is out; what was locked stays as it is."""
    if round_of(key) is None:
        return
    for sheet in sheets_in(key):
        if sheet.nip == row.nip and sheet.instrument.startswith(f"{row.post.code}:") and not sheet.withdrawn:
            withdraw(sheet.id, "calon tidak melanjutkan seleksi", actor=actor, clock=clock)
