"""Put people on the list of an assessment, with a snapshot of who they are today."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.assessments.actions.locked import draft_of
from takar.assessments.domain.drafts import Added
from takar.assessments.domain.seating import participant_numbers
from takar.assessments.models import Assessment, Participant
from takar.assessments.refusals import UNKNOWN_PARTICIPANT
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal
from takar.ledger.public import new_pseudonym
from takar.people.public import Person, people_by_nips
from takar.standards.public import JobStandard, StandardNotFound, job_standard


def add_participants(
    assessment: str,
    nips: Iterable[str],
    actor: str,
    *,
    job_class: str = "",
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> Added | Refusal:
    """Add people by NIP, in the order given; who is in already is left alone.

    `job_class` measures everyone against that class instead of his own (a selection for a higher post).
    Returns who could not be added and why. Refuses ASSESSMENT_UNKNOWN, ASSESSMENT_FIXED.
    """
    wanted = list(dict.fromkeys("".join(nip.split()) for nip in nips))
    with transaction.atomic():
        row = draft_of(assessment)
        if isinstance(row, Refusal):
            return row
        present = set(row.participants.values_list("nip", flat=True))
        fresh = [nip for nip in wanted if nip not in present]
        known = people_by_nips(fresh)
        standards = _Standards(day_in(row.zone, clock()), job_class)
        faults = {nip: _fault(known.get(nip), standards) for nip in fresh}
        people = [known[nip] for nip in fresh if faults[nip] is None]
        _insert(row, people, standards, len(present), random_bytes)
        if people:
            record_change(
                actor,
                "participants.add",
                f"assessment:{row.id}",
                after={"added": len(people), "total": len(present) + len(people)},
                clock=clock,
            )
    refused = tuple((nip, fault) for nip, fault in faults.items() if fault)
    return Added(len(people), len(wanted) - len(fresh), refused)


def remove_participant(sitting: str, actor: str, *, clock: Clock = utc_now) -> Refusal | None:
    """Take somebody off the list of a draft. Numbers of the others stay as they are."""
    with transaction.atomic():
        row = Participant.objects.filter(sitting=sitting).first()
        if row is None:
            return UNKNOWN_PARTICIPANT
        owner = draft_of(row.assessment_id)
        if isinstance(owner, Refusal):
            return owner
        row.delete()
        record_change(
            actor, "participant.remove", f"assessment:{owner.id}", before={"number": row.number}, clock=clock
        )
    return None


class _Standards:
    """Job standards of one day, each looked up once."""

    def __init__(self, today: date, job_class: str) -> None:
        self._today, self._fixed = today, job_class
        self._found: dict[str, JobStandard | None] = {}

    def of(self, person: Person) -> JobStandard | None:
        job_class = self._fixed or (str(person.job_class) if person.job_class else "")
        if job_class not in self._found:
            self._found[job_class] = self._look_up(job_class)
        return self._found[job_class]

    def _look_up(self, job_class: str) -> JobStandard | None:
        try:
            found = job_standard(job_class, self._today)
        except StandardNotFound:
            return None
        return found if found.is_set else None


def _fault(person: Person | None, standards: _Standards) -> str | None:
    if person is None:
        return "PERSON_UNKNOWN"
    if not person.active:
        return "PERSON_INACTIVE"
    return None if standards.of(person) else "STANDARD_MISSING"


def _insert(
    row: Assessment,
    people: Sequence[Person],
    standards: _Standards,
    already: int,
    random_bytes: RandomBytes,
) -> None:
    highest = max((int(n) for n in row.participants.values_list("number", flat=True)), default=already)
    numbers = participant_numbers(highest, len(people))
    Participant.objects.bulk_create(
        [
            _participant(row, person, number, standards.of(person), random_bytes)
            for person, number in zip(people, numbers, strict=True)
        ],
        batch_size=500,
    )


def _participant(
    row: Assessment, person: Person, number: str, standard: JobStandard | None, random_bytes: RandomBytes
) -> Participant:
    assert standard is not None
    return Participant(
        sitting=new_id(random_bytes),
        pseudonym=new_pseudonym(random_bytes),
        salt=random_bytes(16).hex(),
        assessment=row,
        number=number,
        nip=person.nip,
        name=person.full_name,
        post=person.post,
        unit=person.unit,
        golongan=person.golongan,
        job_class=standard.job_class,
        standard_code=standard.code,
        standard_version=standard.version,
    )
