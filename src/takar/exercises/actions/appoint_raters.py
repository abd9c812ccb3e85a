"""Give raters their sheets: who judges whom in which instrument."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from django.db import transaction

from takar.accounts.public import record_change
from takar.exercises.domain.round_rules import form_for, instrument_of
from takar.exercises.models import ListedRater, Round, Sheet, Subject
from takar.exercises.queries import sheet_view
from takar.exercises.rounds.values import Appointment, SheetView
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal


def appoint(
    owner: str,
    appointments: Sequence[Appointment],
    *,
    actor: str,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> tuple[SheetView, ...] | Refusal:
    """Make the sheets; one that is there already stays as it is and is returned. All of them or none.

    Refuses ROUND_NOT_OPEN, RATER_NOT_LISTED, SUBJECT_UNKNOWN, INSTRUMENT_UNKNOWN, RATER_RECUSED.
    """
    with transaction.atomic():
        row = Round.objects.select_for_update().filter(pk=owner, index__isnull=False).first()
        if row is None:
            return ROUND_NOT_OPEN
        people = {one.nip: one for one in row.subjects.all()}
        fault = _fault(row, people, appointments)
        if fault:
            return fault
        known = _known(row)
        asked = {(one.nip, one.instrument, one.rater): one for one in appointments}
        made = [
            _sheet(row, people[one.nip], one, clock, random_bytes)
            for key, one in asked.items()
            if key not in known
        ]
        if made:
            Sheet.objects.bulk_create(made, batch_size=50)
            after = [f"{sheet.rater} / {sheet.nip} / {sheet.instrument}" for sheet in made]
            record_change(
                actor, "round.appoint", f"round:{owner}", after={"sheets": list(after)}, clock=clock
            )
        found = known | {(one.nip, one.instrument, one.rater): one for one in made}
    return tuple(sheet_view(found[key]) for key in asked)


def _known(row: Round) -> dict[tuple[str, str, str], Sheet]:
    rows = Sheet.objects.filter(round=row, withdrawn_at=None)
    return {(one.nip, one.instrument, one.rater): one for one in rows}


def _sheet(row: Round, who: Subject, one: Appointment, clock: Clock, random_bytes: RandomBytes) -> Sheet:
    instrument = instrument_of(row.rules, one.instrument)
    assert instrument is not None
    return Sheet(
        id=random_bytes(12).hex(),
        round=row,
        nip=one.nip,
        instrument=one.instrument,
        rater=one.rater,
        pseudonym=who.pseudonym,
        name=who.name,
        number=who.number,
        title=instrument["name"],
        form=form_for(row.rules, one.instrument, who.standard),
        room=one.room,
        starts=one.starts,
        ends=one.ends,
        made_at=clock(),
    )


def _fault(row: Round, people: dict[str, Subject], appointments: Sequence[Appointment]) -> Refusal | None:
    # Whoever two people added may have his sheet; his lock waits until the log names his key (storage.sealing).
    listed = set(ListedRater.objects.filter(round=row).values_list("username", flat=True))
    recused = set(Sheet.objects.filter(round=row, withdrawn_at__isnull=False).values_list("rater", "nip"))
    for one in appointments:
        if one.rater not in listed:
            return _not_listed(one.rater)
        if one.nip not in people:
            return _unknown("SUBJECT_UNKNOWN", f"Peserta {one.nip}", f"Participant {one.nip}")
        if instrument_of(row.rules, one.instrument) is None:
            return _unknown(
                "INSTRUMENT_UNKNOWN", f"Instrumen {one.instrument}", f"Instrument {one.instrument}"
            )
        if (one.rater, one.nip) in recused:
            return _recused(one.rater, people[one.nip].name)
    return None


ROUND_NOT_OPEN = Refusal(
    "ROUND_NOT_OPEN",
    "Putaran penilaian ini belum dibuka di log. Buka putarannya dahulu, lalu tunjuk penilainya.",
    "This round is not open in the log yet. Open the round first, then appoint its raters.",
)


def _not_listed(rater: str) -> Refusal:
    return Refusal(
        "RATER_NOT_LISTED",
        f"{rater} tidak termasuk penilai yang ditetapkan di log. Tambahkan dahulu; diperlukan dua orang.",
        f"{rater} is not among the raters committed to in the log. Add the rater first; that takes two people.",
        {"rater": rater},
    )


def _unknown(code: str, indonesian: str, english: str) -> Refusal:
    return Refusal(
        code,
        f"{indonesian} tidak termasuk putaran ini. Periksa daftarnya.",
        f"{english} does not belong to this round. Check the list.",
    )


def _recused(rater: str, name: str) -> Refusal:
    return Refusal(
        "RATER_RECUSED",
        f"{rater} sudah ditarik dari penilaian {name} dan tidak dapat ditunjuk lagi untuknya. Tunjuk orang lain.",
        f"{rater} was withdrawn from judging {name} and cannot be appointed for this person again. Appoint somebody else.",
    )
