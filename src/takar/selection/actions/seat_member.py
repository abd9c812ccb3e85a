"""Seat a member of the panel, note where he served, let him leave; and name a resource person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takar.accounts.public import Ability, User, record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.actions.create_selection import open_selection
from takar.selection.domain import refusals as no
from takar.selection.models import Member, ResourcePerson, Selection, Service
from takar.selection.queries import rules_of, selection


@dataclass(frozen=True, slots=True)
class ServiceDraft:
    """Where a member served; `last` None: until now; `led`: at the head of the unit."""

    unit: str
    first: date
    last: date | None = None
    title: str = ""
    led: bool = True


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """`user`: name of an account that may rate; `rooms`: codes of interview rooms he sits in."""

    user: str
    internal: bool
    head: bool = False
    rooms: tuple[str, ...] = ()
    nip: str = ""
    unit: str = ""
    services: tuple[ServiceDraft, ...] = ()


def seat_member(key: str, draft: MemberDraft, actor: str, *, clock: Clock = utc_now) -> int | Refusal:
    """Seat or change a member; returns his key. Refuses SELECTION_COMMITTED, PANEL_MEMBER_NO_ACCOUNT, SELECTION_FIELD_MISSING."""
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    user = User.objects.filter(username=draft.user).first()
    if user is None or not user.may(Ability.RATE):
        return NO_ACCOUNT
    view = selection(key)
    assert view is not None
    if not set(draft.rooms) <= {room.code for room in rules_of(view).rooms}:
        return no.field_missing("ruang wawancara", "interview rooms")
    with transaction.atomic():
        if draft.head:
            row.members.exclude(user=draft.user).update(head=False)
        member, _ = Member.objects.update_or_create(
            selection=row,
            user=draft.user,
            defaults={
                "name": user.get_full_name() or user.username,
                "nip": "".join(draft.nip.split()),
                "unit": draft.unit.strip(),
                "internal": draft.internal,
                "head": draft.head,
                "rooms": list(draft.rooms),
                "left_at": None,
                "left_reason": "",
            },
        )
        _serve(member, draft.services)
        record_change(
            actor, "selection.member", f"selection:{key}",
            after={"user": draft.user, "internal": draft.internal, "head": draft.head, "rooms": list(draft.rooms)},
            clock=clock,
        )  # fmt: skip
    return member.pk


def unseat_member(key: str, user: str, reason: str, actor: str, *, clock: Clock = utc_now) -> Refusal | None:
    """A member leaves before the terms are committed; he stays on record."""
    row = open_selection(key)
    if isinstance(row, Refusal):
        return row
    if not reason.strip():
        return no.REASON_MISSING
    with transaction.atomic():
        left = row.members.filter(user=user, left_at=None).update(
            left_at=clock(), left_reason=reason.strip()[:300], head=False
        )
        if not left:
            return no.MEMBER_UNKNOWN
        record_change(
            actor,
            "selection.member_leaves",
            f"selection:{key}",
            reason=reason,
            before={"user": user},
            clock=clock,
        )
    return None


def add_resource_person(
    key: str, name: str, field: str, actor: str, *, user: str = "", clock: Clock = utc_now
) -> int | Refusal:
    """Somebody who attends and never scores. Refuses PANEL_ROLE_TWICE for a member."""
    row = Selection.objects.filter(pk=key).first()
    if row is None:
        return no.SELECTION_UNKNOWN
    if not name.strip() or not field.strip():
        return no.field_missing("nama dan bidang narasumber", "name and field of the resource person")
    if user and row.members.filter(user=user, left_at=None).exists():
        return ROLE_TWICE
    with transaction.atomic():
        made = ResourcePerson.objects.create(selection=row, user=user, name=name.strip(), field=field.strip())
        record_change(
            actor, "selection.resource_person", f"selection:{key}", after={"name": made.name, "field": made.field},
            clock=clock,
        )  # fmt: skip
    return made.pk


def _serve(member: Member, services: Sequence[ServiceDraft]) -> None:
    member.services.all().delete()
    Service.objects.bulk_create(
        Service(
            member=member,
            unit=one.unit.strip(),
            title=one.title.strip(),
            first=one.first,
            last=one.last,
            led=one.led,
        )
        for one in services
    )


NO_ACCOUNT = Refusal(
    "PANEL_MEMBER_NO_ACCOUNT",
    "Anggota panitia memerlukan akun yang boleh menilai. Mintalah pengelola sistem memberi peran anggota panitia seleksi.",
    "A panel member needs an account that may rate. Ask the system administrator for the role of panel member.",
)
ROLE_TWICE = Refusal(
    "PANEL_ROLE_TWICE",
    "Orang ini sudah menjadi anggota panitia; narasumber tidak menilai, jadi pilih satu dari keduanya.",
    "This person is a panel member already; a resource person does not rate, so choose one of the two.",
)
