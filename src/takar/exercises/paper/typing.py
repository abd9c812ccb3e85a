"""Typing a paper form, and settling where two typings differ. What both agree on becomes the sheet's entries at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from takar.accounts.public import Ability, User, full_names, record_change
from takar.exercises.domain.sheet import SheetRules, SheetState
from takar.exercises.models import Sheet
from takar.exercises.paper.book import add, read_paper
from takar.exercises.paper.domain.carrying import DEVICE, entries_from
from takar.exercises.paper.domain.entering import Enter, PaperState, Settle, decide, evolve
from takar.exercises.paper.domain.fields import Fields
from takar.exercises.storage import own_state, save, sheet_rules
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

ABILITY = Ability.APPROVE_CHANGES
UNKNOWN = Refusal(
    "PAPER_SHEET_UNKNOWN",
    "Kode formulir ini tidak dikenal atau penilainya sudah ditarik. Periksa kode di kanan atas formulir.",
    "This form's code is unknown or its rater was withdrawn. Check the code at the top right of the form.",
)
NOT_ALLOWED = Refusal(
    "PAPER_NOT_ALLOWED",
    "Formulir kertas disalin oleh pengelola, ketua tim, atau sekretaris panitia. Mintalah salah satunya.",
    "Paper forms are typed by an administrator, a team leader or the panel's secretary. Ask one of them.",
)
LOCKED = Refusal(
    "PAPER_SHEET_LOCKED",
    "Lembar ini sudah dikunci penilainya. Bila keliru, mintalah lembar dibuka kembali oleh dua orang.",
    "The rater has locked this sheet. If it is wrong, ask that two people open it again.",
)


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A sheet whose paper is being typed: what it asks, what its rater has so far, what was typed."""

    sheet: Sheet
    rules: SheetRules
    written: SheetState
    paper: int
    state: PaperState


def form_for(sheet: str, user: User, *, hold: bool = False) -> PaperForm | Refusal:
    """The form, for somebody who may type it. Refuses PAPER_SHEET_UNKNOWN, PAPER_NOT_ALLOWED."""
    if not user.may(ABILITY):
        return NOT_ALLOWED
    rows = Sheet.objects.select_related("round").filter(pk=sheet, withdrawn_at=None)
    row = (rows.select_for_update(of=("self",)) if hold else rows).first()
    if row is None:
        return UNKNOWN
    rules, written = sheet_rules(sheet, row.rater), own_state(sheet, row.rater)
    if isinstance(rules, Refusal) or isinstance(written, Refusal):
        return UNKNOWN
    paper = written.reopened + 1
    return PaperForm(row, rules, written, paper, read_paper(row, paper))


def enter(sheet: str, fields: Fields, *, by: User, clock: Clock = utc_now) -> PaperState | Refusal:
    """One person's typing of the whole form. The second one's brings differences, or the sheet's entries.

    Refuses PAPER_SECOND_PERSON_NEEDED, PAPER_OUTSIDER_NEEDED, PAPER_FIELD_WRONG, PAPER_SHEET_LOCKED, …
    """
    return _do(sheet, Enter(by.username, fields), by, "paper.enter", "", clock)


def settle(
    sheet: str, fields: Fields, reason: str, *, by: User, clock: Clock = utc_now
) -> PaperState | Refusal:
    """What a third look says in every field that differs. Refuses PAPER_NOTHING_TO_SETTLE, PAPER_REASON_MISSING, …"""
    return _do(sheet, Settle(by.username, reason, fields), by, "paper.settle", reason.strip(), clock)


def raters_of(sheet: Sheet) -> frozenset[str]:
    """Everybody who rates or rated in the sheet's round: whoever types sees ratings, so none of them may."""
    return frozenset(Sheet.objects.filter(round=sheet.round_id).values_list("rater", flat=True))


def _do(
    sheet: str, command: Enter | Settle, by: User, action: str, reason: str, clock: Clock
) -> PaperState | Refusal:
    with transaction.atomic():
        form = form_for(sheet, by, hold=True)
        if isinstance(form, Refusal):
            return form
        event = decide(form.state, command, form.rules, raters_of(form.sheet))
        if isinstance(event, Refusal):
            return event
        if form.written.locked:
            return LOCKED
        add(form.sheet, form.paper, event, clock)
        record_change(by.username, action, f"sheet:{sheet}", reason=reason, clock=clock)
        state = evolve(form.state, event)
        refusal = _carry(form, state, clock)
        if refusal:
            transaction.set_rollback(True)
            return refusal
    return state


def _carry(form: PaperForm, state: PaperState, clock: Clock) -> Refusal | None:
    if state.result is None:
        return None
    names = full_names(state.people)
    entries = entries_from(state.result, form.rules, form.written, [names[one] for one in state.people])
    saved = save(form.sheet.pk, form.sheet.rater, DEVICE, entries, clock=clock)
    return saved if isinstance(saved, Refusal) else None
