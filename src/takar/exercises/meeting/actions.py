"""What people do in a meeting: load, decide, append, in one transaction that holds the meeting's row."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db import transaction

from takar.accounts.public import User, record_change, sign
from takar.exercises.domain.meeting import refusals
from takar.exercises.domain.meeting.decide import Command, Open, Sign, decide
from takar.exercises.domain.meeting.record import record_digest, record_of
from takar.exercises.domain.meeting.state import Event, SetAside, Signed, fold
from takar.exercises.meeting import store
from takar.exercises.meeting.material import Material, material
from takar.exercises.meeting.models import IntegrationResult, Meeting, MeetingSignature
from takar.exercises.models import Subject
from takar.exercises.rounds.refusals import SUBJECT_UNKNOWN
from takar.kernel.canonical import canonical
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal

INTEGRATION_TYPE = "application/vnd.takar.integration+json"


@dataclass(frozen=True, slots=True)
class Done:
    """`aside`: somebody else had changed it meanwhile, so this was kept beside and not applied."""

    aside: bool = False
    final: bool = False


def open_meeting(
    owner: str,
    nip: str,
    responsible: str,
    *,
    by: str,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> Done | Refusal:
    """Open the meeting about a person. Refuses RATINGS_STILL_BLIND until every sheet about him is sealed."""
    with transaction.atomic():
        subject = Subject.objects.select_related("round").filter(round=owner, nip=nip).first()
        if subject is None:
            return SUBJECT_UNKNOWN
        found = material(subject, by)
        if isinstance(found, Refusal):
            return found
        command = Open(by, responsible)
        # Judged before anything is written, so that a refused opening leaves no trace of itself.
        judged = decide(fold(()), command, found.table)
        if isinstance(judged, Refusal):
            return judged
        Meeting.objects.get_or_create(
            subject=subject,
            defaults={
                "seed": random_bytes(16).hex(),
                "salt": random_bytes(16).hex(),
                "made_by": by,
                "made_at": clock(),
            },
        )
        return _act(subject, command, found, clock)


def act(owner: str, nip: str, command: Command, *, clock: Clock = utc_now) -> Done | Refusal:
    """Reveal, depart, return, write, read again. Refusals name what to do."""
    with transaction.atomic():
        found = _on_the_table(owner, nip, command.by)
        return found if isinstance(found, Refusal) else _act(found.subject, command, found, clock)


def sign_meeting(
    owner: str, nip: str, user: User, passphrase: str, *, seen: str, clock: Clock = utc_now
) -> Done | Refusal:
    """Sign the record that stands; the second signature makes it final. `seen`: its digest on the signer's page."""
    with transaction.atomic():
        found = _on_the_table(owner, nip, user.username)
        if isinstance(found, Refusal):
            return found
        row = _held(found.subject)
        history = store.read(row)
        record = record_of(history.state, found.table)
        digest = record_digest(record, row.salt)
        events = decide(history.state, Sign(user.username, digest, seen), found.table)
        if isinstance(events, Refusal):
            return events
        if not events:
            return Done(final=history.state.final)
        payload = canonical(
            {
                "v": 1,
                "ev": found.subject.round.event,
                "p": found.subject.pseudonym,
                "record": digest,
                "chain": history.head,
            }
        )
        envelope = sign(user, passphrase, INTEGRATION_TYPE, payload)
        if isinstance(envelope, Refusal):
            return envelope
        signed = events[0]
        assert isinstance(signed, Signed)
        store.append(row, history, events, clock)
        MeetingSignature.objects.create(
            meeting=row, ordinal=len(history.steps) + 1, part=signed.part, by=user.username, digest=digest,
            envelope=envelope, at=clock(),
        )  # fmt: skip
        final = signed.part == "lead"
        if final:
            IntegrationResult.objects.create(
                meeting=row, digest=digest, record=store.keep(row, record), at=clock()
            )
        _note(found.subject, user.username, f"meeting.sign_{signed.part}", {"digest": digest}, clock)
    return Done(final=final)


def _on_the_table(owner: str, nip: str, reader: str) -> Material | Refusal:
    subject = (
        Subject.objects.select_related("round").filter(round=owner, nip=nip, meeting__isnull=False).first()
    )
    return material(subject, reader) if subject else SUBJECT_UNKNOWN


def _act(subject: Subject, command: Command, found: Material, clock: Clock) -> Done | Refusal:
    row = _held(subject)
    history = store.read(row)
    if isinstance(command, Sign):
        return refusals.RECORD_CHANGED
    events = decide(history.state, command, found.table)
    if isinstance(events, Refusal):
        return events
    store.append(row, history, events, clock)
    for event in events:
        _note(subject, command.by, f"meeting.{_KINDS[type(event).__name__]}", _public(event), clock)
    return Done(aside=any(isinstance(event, SetAside) for event in events), final=history.state.final)


_KINDS = {
    "Opened": "open",
    "Revealed": "reveal",
    "Departed": "depart",
    "Returned": "return",
    "Written": "write",
    "SetAside": "set_aside",
    "Reread": "read_again",
}


def _held(subject: Subject) -> Meeting:
    """The meeting's row, held until the transaction ends: two people at once come one after the other."""
    return (
        Meeting.objects.select_related("subject__round").select_for_update(of=("self",)).get(subject=subject)
    )


def _public(event: Event) -> dict[str, str]:
    """What the trail may say: which competency or section, never a value (more people read the trail)."""
    about = getattr(event, "dimension", "") or getattr(event, "section", "") or getattr(event, "about", "")
    return {"about": about} if about else {}


def _note(subject: Subject, by: str, action: str, after: dict[str, str], clock: Clock) -> None:
    record_change(
        by, action, f"meeting:{subject.round_id}:{subject.pseudonym}", after=dict(after), clock=clock
    )
