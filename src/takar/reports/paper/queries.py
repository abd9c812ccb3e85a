"""Gathers what a paper needs and makes it; refuses what there is nothing to print of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from takar.accounts.public import full_names
from takar.assessments.public import evidence_log
from takar.attendance import public as attendance
from takar.attendance.public import Presence, Sheet
from takar.kernel.refusals import Refusal
from takar.planning import public as planning
from takar.planning.public import ActivityView, PlaceView
from takar.programmes import public as programmes
from takar.programmes.public import ProgrammeView
from takar.reports.paper import calendars, workbooks
from takar.reports.paper.assessors import Service, assessor_schedules, roster, services_of
from takar.reports.paper.attendance_sheets import blank_sheets, filled_sheets
from takar.reports.paper.batch_file import BatchFile, file_of, open_batch
from takar.reports.paper.cards import Layout, cards
from takar.reports.paper.letters import Invited, Repetition, duty_letters, invitations, redo_letter
from takar.reports.paper.minutes import DayRecord, minutes
from takar.reports.paper.presence_words import missed
from takar.reports.paper.recap import BatchRecord, batch_recap, programme_recap
from takar.reports.paper.rooms import room_lists, seat_maps
from takar.reports.report import (
    ICS,
    NOT_INVITED,
    NOT_REBOOKED,
    PDF,
    PERSON_NOT_FOUND,
    PROGRAMME_NOT_FOUND,
    XLSX,
    Report,
    slug,
)

Made = Report | Refusal


def card_sheet(
    file: BatchFile, layout: Layout, paper: str, made_at: datetime, place: int | None = None
) -> Made:
    """Cards of a batch, or of the person on one place."""
    people = tuple(one for one in file.places if place in (None, one.id))
    if place is not None and not people:
        return PERSON_NOT_FOUND
    body = cards(file, people, attendance.card_code, layout, paper, made_at)
    return Report(
        f"kartu-peserta-{_name(file, people[0].number if place is not None else '')}.pdf", PDF, body
    )


def rooms(file: BatchFile, day: int | None, paper: str, made_at: datetime) -> Made:
    body = room_lists(file, day, paper, made_at)
    return Report(f"daftar-ruang-{_name(file, day)}.pdf", PDF, body)


def seats(file: BatchFile, day: int | None, paper: str, made_at: datetime) -> Made:
    return Report(f"denah-{_name(file, day)}.pdf", PDF, seat_maps(file, day, paper, made_at))


def blank_list(
    file: BatchFile, day: int, activities: Sequence[ActivityView], paper: str, made_at: datetime
) -> Made:
    """Attendance lists to sign: of the day, or of each of these activities."""
    about = activities[0].title if len(activities) == 1 else "kegiatan" if activities else ""
    body = blank_sheets(file, day, activities, paper, made_at)
    return Report(f"daftar-hadir-{_name(file, day, about)}.pdf", PDF, body)


def filled_list(
    file: BatchFile, day: int, activity: ActivityView | None, paper: str, made_at: datetime
) -> Made:
    """The attendance list of a day or an activity as it was noted."""
    sheet = _sheet(file, day, activity)
    if isinstance(sheet, Refusal):
        return sheet
    signatures = attendance.signatures_of(file.batch.id)
    body = filled_sheets(file, [sheet], _presences(file), signatures, paper, made_at)
    return Report(f"kehadiran-{_name(file, day, activity.title if activity else '')}.pdf", PDF, body)


def day_minutes(
    file: BatchFile, day: int, activity: ActivityView | None, paper: str, made_at: datetime
) -> Made:
    """The berita acara of a day or of one activity, with the log as it stands now."""
    sheet = _sheet(file, day, activity)
    if isinstance(sheet, Refusal):
        return sheet
    body = minutes(file, _record(file, sheet), paper, made_at)
    return Report(f"berita-acara-{_name(file, day, activity.title if activity else '')}.pdf", PDF, body)


def _sheet(file: BatchFile, day: int, activity: ActivityView | None) -> Sheet | Refusal:
    return attendance.day_sheet(file.batch.id, day, activity.id if activity else None)


def _presences(file: BatchFile) -> Mapping[str, Presence]:
    return {one.person.nip: one for one in attendance.presence_of(file.batch.id)}


def _record(file: BatchFile, sheet: Sheet) -> DayRecord:
    log = evidence_log()
    counted = {one.entry.ordinal for one in sheet.incidents}
    incidents = tuple(one for one in attendance.incidents_of(file.batch.id) if one.entry in counted)
    noted = {one.by for one in incidents} | {one.by for one in (*sheet.corrections, *sheet.waiting)}
    return DayRecord(
        sheet=sheet,
        presences=_presences(file),
        incidents=incidents,
        signatures=tuple(
            one
            for one in attendance.signatures_of(file.batch.id)
            if one.day == sheet.day and sheet.activity in (None, one.activity)
        ),
        checkpoint=log.checkpoint(),
        fingerprint=log.fingerprint,
        staff=full_names(noted),
    )


def recap_of_batch(file: BatchFile, made_at: datetime, paper: str) -> Made:
    record = _batch_record(file, with_lacking=True)
    return Report(f"rekap-pelaksanaan-{_name(file)}.pdf", PDF, batch_recap(record, paper, made_at))


def recap_workbook_of_batch(file: BatchFile) -> Made:
    record = _batch_record(file, with_lacking=True)
    return Report(f"rekap-pelaksanaan-{_name(file)}.xlsx", XLSX, workbooks.presence_workbook(record))


def _batch_record(file: BatchFile, *, with_lacking: bool) -> BatchRecord:
    id = file.batch.id
    lacking = {one.nip: one for one in attendance.incomplete(batch=id)} if with_lacking else None
    return BatchRecord(file, attendance.presence_of(id), attendance.incidents_of(id), lacking)


def lists_of_batch(file: BatchFile) -> Made:
    return Report(f"daftar-{_name(file)}.xlsx", XLSX, workbooks.batch_workbook(file))


def calendar_of_batch(file: BatchFile, made_at: datetime) -> Made:
    return Report(f"kalender-{_name(file)}.ics", ICS, calendars.batch_calendar(file, made_at))


def calendar_of_person(file: BatchFile, place: int, made_at: datetime) -> Made:
    """Of somebody in the batch; who lost his place gets the appointments taken back."""
    found = file.place(place)
    if found is None:
        return PERSON_NOT_FOUND
    body = calendars.person_calendar(file, found, made_at)
    return Report(f"kalender-{_name(file, found.number or found.name)}.ics", ICS, body)


def invitation_letters(
    programme: ProgrammeView, files: Sequence[BatchFile], paper: str, made_at: datetime
) -> Made:
    """Letters for everybody in these batches who is invited or confirmed, with a cover list."""
    known = {one.nip: one for one in programmes.invitations_of(programme.id)}
    people = [Invited(known[place.nip], place, f) for f in files for place in f.places if place.nip in known]
    if not people:
        return NOT_INVITED
    body = invitations(programme, people, cover=len(people) > 1, paper=paper, made_at=made_at)
    about = _name(files[0]) if len(files) == 1 else slug(programme.title)
    return Report(f"undangan-{about}.pdf", PDF, body)


def invitation_letter(file: BatchFile, place: int, paper: str, made_at: datetime) -> Made:
    """The letter of one person; a draft with an empty number while he is not invited."""
    found = file.place(place)
    nominee = _nominee(file.programme, found.nip) if found and not found.freed else None
    facts = programmes.invitation_facts(nominee) if nominee else None
    if found is None or facts is None:
        return PERSON_NOT_FOUND
    invited = Invited(facts, found, file)
    body = invitations(file.programme, [invited], cover=False, paper=paper, made_at=made_at)
    return Report(f"undangan-{_name(file, found.number or found.name)}.pdf", PDF, body)


def _nominee(programme: ProgrammeView, nip: str) -> int | None:
    return next((one.id for one in programmes.nominees_of(programme.id) if one.nip == nip), None)


def repeat_letter(file: BatchFile, place: int, paper: str, made_at: datetime) -> Made:
    """The letter to somebody who repeats: `place` is the one he lost in this batch, or his new one."""
    asked = file.place(place)
    if asked is None:
        return PERSON_NOT_FOUND
    mine = {one.id: one for one in planning.places_of_person(asked.nip)}
    new = next((one for one in mine.values() if one.repeats and place in (one.id, one.repeats)), None)
    old = mine.get(new.repeats or 0) if new else None
    if new is None or old is None:
        return NOT_REBOOKED
    before = file if old.batch == file.batch.id else open_batch(old.batch)
    after = file if new.batch == file.batch.id else open_batch(new.batch)
    if isinstance(before, Refusal):
        return before
    if isinstance(after, Refusal):
        return after
    body = redo_letter(_repetition(old, new, before, after), paper, made_at)
    return Report(f"undangan-ulang-{_name(after, new.number or new.name)}.pdf", PDF, body)


def _repetition(old: PlaceView, new: PlaceView, before: BatchFile, after: BatchFile) -> Repetition:
    presence = _presences(before).get(old.nip)
    why = missed(presence, before) if presence else ""
    tools = presence.rebooked.tools if presence and presence.rebooked else ()
    return Repetition(
        old, new, before, after, why or old.freed_reason or "belum mengikuti seluruh rangkaian", tools
    )


def files_of(programme: str) -> tuple[ProgrammeView, tuple[BatchFile, ...]] | Refusal:
    """A programme and the files of all its batches."""
    found = programmes.programme(programme)
    if found is None:
        return PROGRAMME_NOT_FOUND
    return found, tuple(file_of(one, found) for one in planning.batches_of(programme))


OfServices = Callable[[ProgrammeView, Sequence[tuple[Service, ...]], str, datetime], bytes]


def schedules(programme: str, assessor: int | None, paper: str, made_at: datetime) -> Made:
    return _of_assessors(programme, assessor, "jadwal-asesor", assessor_schedules, paper, made_at)


def duties(programme: str, assessor: int | None, paper: str, made_at: datetime) -> Made:
    return _of_assessors(programme, assessor, "surat-tugas", duty_letters, paper, made_at)


def _of_assessors(
    programme: str, assessor: int | None, what: str, make: OfServices, paper: str, made_at: datetime
) -> Made:
    found = files_of(programme)
    if isinstance(found, Refusal):
        return found
    everyone = services_of(found[1])
    chosen = [mine for id, mine in everyone.items() if assessor in (None, id)]
    if assessor is not None and not chosen:
        return PERSON_NOT_FOUND
    about = chosen[0][0].duty.name if assessor is not None else found[0].title
    return Report(f"{what}-{slug(about)}.pdf", PDF, make(found[0], chosen, paper, made_at))


def calendar_of_assessor(programme: str, assessor: int, made_at: datetime) -> Made:
    found = files_of(programme)
    if isinstance(found, Refusal):
        return found
    mine = services_of(found[1]).get(assessor)
    if mine is None:
        return PERSON_NOT_FOUND
    body = calendars.assessor_calendar(mine, made_at)
    return Report(f"kalender-asesor-{slug(mine[0].duty.name)}.ics", ICS, body)


def programme_roster(programme: str, paper: str, made_at: datetime) -> Made:
    found = files_of(programme)
    if isinstance(found, Refusal):
        return found
    return Report(f"ikhtisar-asesor-{slug(found[0].title)}.pdf", PDF, roster(*found, paper, made_at))


def lists_of_programme(programme: str) -> Made:
    found = files_of(programme)
    if isinstance(found, Refusal):
        return found
    return Report(f"daftar-{slug(found[0].title)}.xlsx", XLSX, workbooks.programme_workbook(*found))


def recap_of_programme(programme: str, paper: str, made_at: datetime) -> Made:
    found = _records_of(programme)
    if isinstance(found, Refusal):
        return found
    return Report(
        f"rekap-pelaksanaan-{slug(found[0].title)}.pdf", PDF, programme_recap(*found, paper, made_at)
    )


def recap_workbook_of_programme(programme: str) -> Made:
    found = _records_of(programme)
    if isinstance(found, Refusal):
        return found
    return Report(
        f"rekap-pelaksanaan-{slug(found[0].title)}.xlsx", XLSX, workbooks.programme_recap_workbook(*found)
    )


def _records_of(programme: str) -> tuple[ProgrammeView, tuple[BatchRecord, ...]] | Refusal:
    found = files_of(programme)
    if isinstance(found, Refusal):
        return found
    return found[0], tuple(_batch_record(file, with_lacking=False) for file in found[1])


def _name(file: BatchFile, *more: object) -> str:
    parts = [file.title, *(f"hari-{one}" if isinstance(one, int) else str(one) for one in more if one)]
    return slug(" ".join(parts))
