"""Ask to open a locked sheet again; another person approves, and only then it opens."""

from __future__ import annotations

from takar.accounts.public import (
    Ability,
    Approval,
    ApprovalKind,
    User,
    ask_approval,
    full_names,
    register_approval,
)
from takar.exercises.models import Sheet
from takar.exercises.storage import all_locked, own_state, reopen
from takar.exercises.storage.own import NOT_YOUR_SHEET
from takar.exercises.storage.sealing import RESULT_STANDS, result_stands
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

KIND = "reopen_sheet"
NOT_LOCKED = Refusal(
    "SHEET_NOT_LOCKED",
    "Lembar ini belum dikunci, jadi masih dapat Anda ubah di meja asesor.",
    "This sheet is not locked, so you can still change it on the assessor's desk.",
)


def ask_reopening(sheet: str, *, reason: str, asked_by: User, clock: Clock = utc_now) -> Approval | Refusal:
    """Ask for one's own locked sheet, or as leader of the meeting for one whose person everybody has rated.

    Refuses SHEET_NOT_YOURS, SHEET_NOT_LOCKED, SHEET_RESULT_STANDS, APPROVAL_REASON_MISSING.
    Nothing here tells a rater who else has locked.
    """
    row = Sheet.objects.filter(pk=sheet, withdrawn_at=None).first()
    if row is None or not _may_ask(row, asked_by):
        return NOT_YOUR_SHEET
    if row.rater == asked_by.username:
        state = own_state(sheet, asked_by.username)
        if isinstance(state, Refusal):
            return state
        if not state.locked:
            return NOT_LOCKED
    if result_stands(row):
        return RESULT_STANDS
    return ask_approval(KIND, f"sheet:{sheet}", reason=reason, asked_by=asked_by, clock=clock)


def _may_ask(row: Sheet, user: User) -> bool:
    if row.rater == user.username:
        return user.may(Ability.RATE)
    return user.may(Ability.INTEGRATE) and _all_open_to(row, user)


def _all_open_to(row: Sheet, user: User) -> bool:
    """Whether this person may know that the sheet is locked: what is not yet open to him, he is not asked about."""
    recused = Sheet.objects.filter(
        round=row.round_id, nip=row.nip, rater=user.username, withdrawn_at__isnull=False
    )
    return all_locked(row.round_id, row.nip, row.instrument) and not recused.exists()


def _open_to(approval: Approval, user: User) -> bool:
    """A request betrays that its sheet is locked; who still rates in this round must not learn that."""
    row = _sheet(approval)
    if row is None:
        return False
    rates_here = Sheet.objects.filter(round=row.round_id, rater=user.username).exists()
    return not rates_here or _all_open_to(row, user)


def _run(approval: Approval, clock: Clock) -> Refusal | None:
    return reopen(
        approval.subject.removeprefix("sheet:"),
        asked_by=approval.asked_by,
        approved_by=approval.decided_by,
        reason=approval.reason,
        clock=clock,
    )


def _subject(approval: Approval) -> tuple[str, str]:
    row = _sheet(approval)
    if row is None:
        return approval.subject, approval.subject
    rater = full_names([row.rater])[row.rater]
    person = " ".join(part for part in (row.number, row.name) if part)
    return (
        f"{row.title}: {person}, penilai {rater} ({row.round.title})",
        f"{row.title}: {person}, rater {rater} ({row.round.title})",
    )


def _sheet(approval: Approval) -> Sheet | None:
    sheet = approval.subject.removeprefix("sheet:")
    return Sheet.objects.select_related("round").filter(pk=sheet).first()


REOPEN_SHEET = register_approval(
    ApprovalKind(
        code=KIND,
        label=("Membuka kembali lembar penilaian", "Open a rating sheet again"),
        effect=(
            "lembar terbuka bagi penilainya; segel lama tetap tersimpan dan pembukaan ini tercatat di log untuk umum.",
            "the sheet opens for its rater; the old seal is kept and this opening stands in the public log.",
        ),
        run=_run,
        subject=_subject,
        open_to=_open_to,
    )
)
