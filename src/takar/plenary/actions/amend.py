"""Correct a value after a granted objection: one asks, another approves, both values stay printed."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django.db import transaction

from takar.accounts.public import (
    Ability,
    Approval,
    ApprovalKind,
    User,
    ask_approval,
    decide_request,
    register_approval,
)
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import afterwards, keep
from takar.plenary.actions.log_leaves import log_leaves
from takar.plenary.books import Book, book_of
from takar.plenary.domain import refusals as no
from takar.plenary.domain.events import Amended
from takar.plenary.domain.table import line_of

AMEND = "plenary.amend"
VALUE_UNREADABLE = Refusal(
    "AMENDMENT_VALUE_UNREADABLE",
    "Nilai baru harus bilangan pada skala seleksi, misalnya 78,5, dan komponennya salah satu komponen tabel.",
    "The new value must be a number on the selection's scale, for example 78.5, and its component one of the table's.",
)


def ask_amendment(
    plenary: str,
    objection: str,
    component: str,
    new: str,
    reason: str,
    *,
    asked_by: User,
    clock: Clock = utc_now,
) -> Approval | Refusal:
    """Refuses what could not be approved later: OBJECTION_UNKNOWN, OBJECTION_NOT_GRANTED, AMENDMENT_VALUE_UNREADABLE."""
    book = book_of(plenary)
    if isinstance(book, Refusal):
        return book
    known = book.state.objections.get(objection)
    if known is None:
        return no.OBJECTION_UNKNOWN
    if known.answered is None or not known.answered.granted:
        return no.NOT_GRANTED
    old, value = value_of(book, known.objected.nip, known.objected.post, component), _number(new)
    if old is None or value is None:
        return VALUE_UNREADABLE
    body = {
        "objection": objection,
        "nip": known.objected.nip,
        "component": component,
        "old": old,
        "new": value,
    }
    return ask_approval(
        AMEND,
        f"plenary:{plenary}/{objection}/{component}",
        reason=reason,
        asked_by=asked_by,
        body=dict(body),
        clock=clock,
    )


def approve_amendment(
    plenary: str, number: int, *, decided_by: User, clock: Clock = utc_now
) -> Approval | Refusal:
    """Refuses APPROVAL_BY_ANOTHER, APPROVAL_UNKNOWN. Call it outside of a transaction."""
    asked = Approval.objects.filter(pk=number, kind=AMEND, subject__startswith=f"plenary:{plenary}/").first()
    return decide_request(number if asked else 0, approve=True, decided_by=decided_by, clock=clock)


def value_of(book: Book, nip: str, post: str, component: str) -> str | None:
    """The component's value now, corrections included; None when there is none."""
    for where, one in reversed(book.amendments):
        if (where, one.nip, one.component) == (post, nip, component):
            return one.new
    table = book.tables[post]
    entrant = next(one for one in table.entrants if one.nip == nip)
    value = line_of(entrant, table.rules).values.get(component)
    return None if value is None else str(value)


def component_name(book: Book, objection: str, component: str) -> str:
    """How the table of the objection's post calls a component; its code where it has none of that code."""
    known = book.state.objections.get(objection)
    parts = book.tables[known.objected.post].rules.components if known else ()
    return next((part.name for part in parts if part.code == component), component)


def _run(row: Approval, clock: Clock) -> Refusal | None:
    """Correct it, within the approval; the log follows when both are on disk."""
    body = {name: str(value) for name, value in row.body.items()}
    amended = Amended(**body, reason=row.reason, asked_by=row.asked_by, approved_by=row.decided_by)
    plenary = row.subject.split(":")[1].partition("/")[0]
    kept = keep(
        plenary,
        lambda book, now: afterwards(book).amend(amended, now),
        request=f"persetujuan-{row.pk:012d}",
        actor=row.asked_by,
        action="plenary.amend",
        clock=clock,
    )
    if isinstance(kept, Refusal):
        return kept
    transaction.on_commit(lambda: log_leaves(plenary, clock=clock))
    return None


def _subject(row: Approval) -> tuple[str, str]:
    book = book_of(row.subject.split(":")[1].partition("/")[0])
    nip = str(row.body["nip"])
    if not isinstance(book, Book) or nip not in book.entrants:
        return nip, nip
    who, part = (
        book.entrants[nip].name,
        component_name(book, str(row.body["objection"]), str(row.body["component"])),
    )
    change = f"{part} {row.body['old']} → {row.body['new']}"
    return f"{who}: {change}", f"{who}: {change}"


def _number(text: str) -> str | None:
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return str(value) if value.is_finite() and 0 <= value <= 100 else None


AMENDMENT = register_approval(
    ApprovalKind(
        code=AMEND,
        label=("Membetulkan nilai setelah keberatan dikabulkan", "Correct a value after a granted objection"),
        effect=(
            "nilai baru berlaku; nilai lama tetap tercetak dan pembetulannya tercatat di log.",
            "the new value counts; the old one stays printed and the correction stands in the log.",
        ),
        run=_run,
        subject=_subject,
        open_to=lambda row, user: user.may(Ability.RUN_PLENARY),
    )
)
