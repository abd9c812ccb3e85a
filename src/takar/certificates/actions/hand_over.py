from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.certificates.domain.values import Organiser
from takar.certificates.models import HandedPerson, Handover
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import Person, people_by_nips


@dataclass(frozen=True, slots=True)
class HandoverDraft:
    """To whom, for what, and until when results are promised."""

    organiser: Organiser
    organiser_name: str
    subject: str
    handed_on: date
    promised_on: date
    letter: str = ""


def hand_over(
    draft: HandoverDraft, nips: Iterable[str], *, actor: str, clock: Clock = utc_now
) -> Handover | Refusal:
    """Note whom we hand to an external organiser; results are taken back by importing its file.

    Refuses HANDOVER_INCOMPLETE, HANDOVER_NOT_EXTERNAL, HANDOVER_DATES, HANDOVER_NOBODY and HANDOVER_UNKNOWN_NIPS.
    """
    wanted = list(dict.fromkeys("".join(nip.split()) for nip in nips if nip.strip()))
    people = people_by_nips(wanted)
    refusal = _refusal_for(draft) or _refusal_for_people(wanted, people)
    if refusal is not None:
        return refusal
    with transaction.atomic():
        row = Handover.objects.create(
            organiser=draft.organiser,
            organiser_name=_name(draft),
            subject=draft.subject.strip()[:200],
            letter=draft.letter.strip()[:200],
            handed_on=draft.handed_on,
            promised_on=draft.promised_on,
            made_by=actor,
            made_at=clock(),
        )
        HandedPerson.objects.bulk_create(_handed(row, person) for person in people.values())
        record_change(
            actor,
            "certificates.hand_over",
            f"handover:{row.pk}",
            reason=row.letter or row.subject,
            after={
                "organiser": row.organiser_name,
                "people": len(people),
                "promised_on": row.promised_on.isoformat(),
            },
            clock=clock,
        )
    return row


def _handed(row: Handover, person: Person) -> HandedPerson:
    return HandedPerson(
        handover=row,
        nip=person.nip,
        name=person.full_name[:200],
        post=person.post,
        unit=person.unit,
        golongan=person.golongan[:60],
        job_class=person.job_class or "",
        level=person.level or "",
        eselon=person.eselon,
    )


def _name(draft: HandoverDraft) -> str:
    known = {Organiser.LAN: "LAN", Organiser.BKN: "BKN"}.get(draft.organiser, "")
    return " ".join(draft.organiser_name.split())[:200] or known


def _refusal_for(draft: HandoverDraft) -> Refusal | None:
    if draft.organiser == Organiser.OWN:
        return Refusal(
            "HANDOVER_NOT_EXTERNAL",
            "Penyerahan hanya untuk penyelenggara luar. Untuk penilaian sendiri, buat program.",
            "Only external organisers take people over. For your own assessment make a programme.",
        )
    if not draft.subject.strip() or not _name(draft):
        return Refusal(
            "HANDOVER_INCOMPLETE",
            "Isi nama penyelenggara dan perihal penyerahan, misalnya “Penilaian JPT Pratama 2026”.",
            "Enter the organiser's name and what it is about, such as “Assessment of JPT Pratama 2026”.",
        )
    if draft.promised_on < draft.handed_on:
        return Refusal(
            "HANDOVER_DATES",
            "Tanggal hasil dijanjikan lebih awal daripada tanggal penyerahan. Perbaiki salah satunya.",
            "The day on which results are promised is before the handover. Mend one of the two.",
        )
    return None


def _refusal_for_people(wanted: list[str], people: dict[str, Person]) -> Refusal | None:
    unknown = [nip for nip in wanted if nip not in people]
    if unknown:
        shown = ", ".join(unknown[:5]) + (" …" if len(unknown) > 5 else "")
        return Refusal(
            "HANDOVER_UNKNOWN_NIPS",
            f"{len(unknown)} NIP tidak ada dalam data pegawai: {shown}. Perbaiki atau impor pegawainya lebih dahulu.",
            f"{len(unknown)} NIPs are not in the data of people: {shown}. Mend them or import the people first.",
            {"nips": [*unknown[:100]]},
        )
    if not wanted:
        return Refusal(
            "HANDOVER_NOBODY",
            "Belum ada orang yang dipilih. Tempel NIP, satu per baris, atau pilih dari daftar wajib dinilai.",
            "Nobody was chosen. Paste NIPs, one per line, or choose from the list of who is due.",
        )
    return None
