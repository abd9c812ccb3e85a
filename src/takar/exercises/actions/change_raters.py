"""Change who rates after a round was committed: one asks, another approves, and only then anything happens.

Asking tells nobody whether a sheet is locked: every change takes two people, locked or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from takar.accounts.public import Approval, ApprovalKind, User, ask_approval, full_names, register_approval
from takar.exercises.actions.add_rater import list_rater, log_raters
from takar.exercises.actions.appoint_raters import ROUND_NOT_OPEN, appoint
from takar.exercises.actions.withdraw_rater import recuse, withdraw
from takar.exercises.domain.round_rules import instrument_of
from takar.exercises.models import ListedRater, Round, Sheet
from takar.exercises.rounds.values import Appointment
from takar.exercises.storage.sealing import NO_SUCH_SHEET
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

ADD, WITHDRAW = "add_rater", "withdraw_rater"
NOTHING_ASKED = Refusal(
    "RATER_CHANGE_EMPTY",
    "Pilih penilai yang ditambahkan beserta lembarnya.",
    "Choose the rater to be added and the sheets.",
)


def ask_new_rater(
    owner: str,
    rater: str,
    sheets: Sequence[tuple[str, str]],
    *,
    instead_of: str = "",
    reason: str,
    asked_by: User,
    clock: Clock = utc_now,
) -> Approval | Refusal:
    """Ask that `rater` gets sheets (NIP, instrument); `instead_of`: the sheet that is withdrawn for it, or none.

    Without sheets only his key is named in the log. Refuses ROUND_NOT_OPEN, RATER_CHANGE_EMPTY, SHEET_UNKNOWN and what
    could not be approved later.
    """
    row = Round.objects.filter(pk=owner, index__isnull=False).first()
    if row is None:
        return ROUND_NOT_OPEN
    if not rater or (instead_of and not sheets):
        return NOTHING_ASKED
    if instead_of and not _sheet(owner, instead_of):
        return NO_SUCH_SHEET
    listed: list[Json] = [[nip, code] for nip, code in sheets]
    body: dict[str, Json] = {"rater": rater, "sheets": listed, "instead_of": instead_of}
    return _asked(ADD, owner, f"{rater}/{instead_of or _short(sheets)}", reason, asked_by, body, clock)


def ask_withdrawal(
    owner: str,
    sheet: str,
    *,
    about_person: bool = False,
    reason: str,
    asked_by: User,
    clock: Clock = utc_now,
) -> Approval | Refusal:
    """Ask that a rater is withdrawn from one sheet, or from everything about its person (a recusal, also a late one).

    Refuses ROUND_NOT_OPEN, SHEET_UNKNOWN.
    """
    if not Round.objects.filter(pk=owner, index__isnull=False).exists():
        return ROUND_NOT_OPEN
    row = _sheet(owner, sheet)
    if row is None:
        return NO_SUCH_SHEET
    body: dict[str, Json] = {
        "sheet": row.pk,
        "rater": row.rater,
        "nip": row.nip,
        "about_person": about_person,
    }
    return _asked(WITHDRAW, owner, row.pk, reason, asked_by, body, clock)


def _asked(
    kind: str, owner: str, what: str, reason: str, asked_by: User, body: dict[str, Json], clock: Clock
) -> Approval | Refusal:
    subject = f"round:{owner}/{what}"[:200]
    return ask_approval(kind, subject, reason=reason[:300], asked_by=asked_by, body=body, clock=clock)


def _add(row: Approval, clock: Clock) -> Refusal | None:
    """Within the approval: the key is noted, the old sheet withdrawn, the new ones made. The log follows (`log_raters`)."""
    owner, body = _owner(row), row.body
    two: dict[str, Any] = {"reason": row.reason, "asked_by": row.asked_by, "approved_by": row.decided_by}
    listed = ListedRater.objects.filter(round=owner, username=body["rater"], index__isnull=False).exists()
    done = None if listed else list_rater(owner, body["rater"], clock=clock, **two)
    if isinstance(done, Refusal):
        return done
    if body["instead_of"]:
        fault = withdraw(
            body["instead_of"], row.reason, actor=row.asked_by, approved_by=row.decided_by, clock=clock
        )
        if fault:
            return fault
    wanted = [_appointment(owner, body["rater"], nip, code) for nip, code in body["sheets"]]
    made = appoint(owner, wanted, actor=row.asked_by, clock=clock) if wanted else ()
    if isinstance(made, Refusal):
        return made
    transaction.on_commit(lambda: _log(clock), robust=True)
    return None


def _log(clock: Clock) -> None:
    """A fault here undoes nothing: the worker writes what is due with its next pass."""
    log_raters(clock)


def _withdraw(row: Approval, clock: Clock) -> Refusal | None:
    owner, body = _owner(row), row.body
    if not body["about_person"]:
        return withdraw(
            body["sheet"], row.reason, actor=row.asked_by, approved_by=row.decided_by, clock=clock
        )
    done = recuse(
        owner, body["rater"], body["nip"], row.reason,
        actor=row.asked_by, approved_by=row.decided_by, clock=clock,
    )  # fmt: skip
    return done if isinstance(done, Refusal) else None


def _appointment(owner: str, rater: str, nip: str, instrument: str) -> Appointment:
    """At the time and in the room of who rates there already."""
    beside = Sheet.objects.filter(round=owner, nip=nip, instrument=instrument).order_by("made_at").first()
    if beside is None:
        return Appointment(rater, nip, instrument)
    return Appointment(rater, nip, instrument, beside.room, beside.starts, beside.ends)


def _sheet(owner: str, sheet: str) -> Sheet | None:
    return Sheet.objects.filter(pk=sheet, round=owner, withdrawn_at=None).first()


def _owner(row: Approval) -> str:
    return row.subject.removeprefix("round:").partition("/")[0]


def _short(sheets: Sequence[tuple[str, str]]) -> str:
    return "/".join(f"{nip}/{code}" for nip, code in sheets)[:100]


def _added(row: Approval) -> tuple[str, str]:
    owner = Round.objects.filter(pk=_owner(row)).first()
    if owner is None:
        return row.subject, row.subject
    rater = _name(row.body["rater"])
    names = dict(owner.subjects.values_list("nip", "name"))
    sheets = ", ".join(f"{names.get(nip, nip)}: {_title(owner, code)}" for nip, code in row.body["sheets"])
    old = Sheet.objects.filter(pk=row.body["instead_of"]).first() if row.body["instead_of"] else None
    instead = (f" menggantikan {_name(old.rater)}", f" in place of {_name(old.rater)}") if old else ("", "")
    return (
        f"{owner.title}: penilai {rater}{instead[0]}" + (f" ({sheets})" if sheets else ""),
        f"{owner.title}: rater {rater}{instead[1]}" + (f" ({sheets})" if sheets else ""),
    )


def _withdrawn(row: Approval) -> tuple[str, str]:
    sheet = Sheet.objects.select_related("round").filter(pk=row.body["sheet"]).first()
    if sheet is None:
        return row.subject, row.subject
    rater = _name(sheet.rater)
    if row.body["about_person"]:
        return (
            f"{sheet.round.title}: {rater} dari semua penilaian {sheet.name}",
            f"{sheet.round.title}: {rater} from all judging of {sheet.name}",
        )
    return (
        f"{sheet.round.title}: {rater} dari {sheet.title}, {sheet.name}",
        f"{sheet.round.title}: {rater} from {sheet.title}, {sheet.name}",
    )


def _name(username: str) -> str:
    return full_names([username])[username]


def _title(owner: Round, code: str) -> str:
    found = instrument_of(owner.rules, code)
    return str(found["name"]) if found else code


ADD_RATER = register_approval(
    ApprovalKind(
        code=ADD,
        label=("Menambah atau mengganti penilai", "Add or replace a rater"),
        effect=(
            "kunci penilai itu tercatat di log untuk umum dan lembarnya terbuka; lembar yang digantikan tidak dihitung lagi.",
            "the rater's key stands in the public log and his sheets open; a sheet that is replaced counts no more.",
        ),
        run=_add,
        subject=_added,
    )
)
WITHDRAW_RATER = register_approval(
    ApprovalKind(
        code=WITHDRAW,
        label=("Menarik penilai", "Withdraw a rater"),
        effect=(
            "lembarnya tidak dihitung lagi dan tidak terbuka bagi siapa pun; bila sudah tercatat di log, penarikannya juga.",
            "the sheet counts no more and opens for nobody; where the log holds it, it says that it was withdrawn.",
        ),
        run=_withdraw,
        subject=_withdrawn,
    )
)
