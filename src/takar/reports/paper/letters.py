"""Letters: invitation, repeat after an absence, duty of an assessor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from takar.kernel.clock import long_date, weekday_date
from takar.planning.public import PlaceView
from takar.programmes.public import InvitationFacts, LetterView, ProgrammeView
from takar.reports.domain.number_words import counted
from takar.reports.domain.timetable import PersonDay, person_days
from takar.reports.paper.assessors import ROLES, Service
from takar.reports.paper.batch_file import BatchFile, legal_basis
from takar.reports.paper.wording import (
    clock,
    days_in_short,
    head,
    hours,
    joined,
    nip,
    office,
    place_and_date,
    short_days,
)
from takar.reports.render import render_pdf

_THANKS = "Atas perhatian Anda, kami ucapkan terima kasih."
_DOTS = "………………………"
_BRING = (
    "Surat undangan ini dan kartu peserta.",
    "Kartu tanda penduduk atau kartu pegawai.",
    "Alat tulis, serta kacamata dan obat yang Anda perlukan.",
    "Telepon, jam pintar, dan catatan dititipkan di luar ruang selama ujian.",
)
_ABSENCE = {
    "gugur": "Seluruh rangkaian wajib diikuti. Bila Anda tidak hadir satu hari tanpa gangguan dari penyelenggara, Anda dapat "
    "dinyatakan gugur oleh pejabat yang berwenang dan mengulang seluruh rangkaian pada gelombang berikutnya.",
    "susulan": "Seluruh rangkaian wajib diikuti. Bagian yang tidak Anda ikuti diulang pada gelombang berikutnya; selama belum "
    "lengkap tidak ada hasil akhir.",
}
_NOT_ABSENCE = "Gangguan listrik, jaringan, atau sakitnya banyak orang bukan ketidakhadiran Anda dan tidak merugikan Anda."
_NOT_SCORED = "Bagian yang belum dinilai tidak pernah dihitung sebagai nilai rendah."


@dataclass(frozen=True, slots=True)
class Invited:
    """One person to invite: what the programme says, and his place in the plan."""

    facts: InvitationFacts
    place: PlaceView
    file: BatchFile


def invitations(
    programme: ProgrammeView, people: Sequence[Invited], *, cover: bool, paper: str, made_at: datetime
) -> bytes:
    """PDF of one letter per person; with `cover`, a list of all of them in front."""
    data = head(programme, f"Undangan penilaian kompetensi {programme.title}", paper) | {
        "cover": _cover(people) if cover else [],
        "letters": [_invitation(one, made_at) for one in people],
    }
    return render_pdf("paper/letters", data, made_at)


def _cover(people: Sequence[Invited]) -> list[dict[str, str]]:
    return [
        {
            "name": one.facts.name,
            "nip": nip(one.facts.nip),
            "unit": office(one.facts.unit),
            "batch": one.file.title,
            "number": one.place.number or "-",
            "days": days_in_short(one.file),
        }
        for one in people
    ]


def _invitation(one: Invited, made_at: datetime) -> dict[str, object]:
    facts, file = one.facts, one.file
    return {
        **_frame(facts.letter, file.programme, made_at),
        "subject": "Undangan penilaian kompetensi",
        "to": _address(facts.name, facts.nip, facts.post, facts.unit),
        "opening": (
            f"Berdasarkan {facts.legal_basis}, {facts.organiser} menyelenggarakan {facts.title}. "
            f"Dengan ini Anda diundang sebagai peserta. {_because(facts.why['id'])}"
        ),
        "points": [
            {"title": "Tujuan", "text": f"{_sentence(facts.purpose['id'])} {facts.purpose_meaning['id']}"},
            {"title": "Jabatan acuan", "text": _job(facts)},
            _competencies(facts),
            {"title": "Metode", "text": f"{_sentence(facts.method['id'])} {facts.method_meaning['id']}"},
            {"title": "Waktu dan tempat", "text": _seat(one.place, file), "days": _days(one.place, file)},
            {"title": "Yang dibawa", "items": list(_BRING)},
            {"title": "Hasil: apa yang ditampilkan dan kapan", "text": facts.shown["id"]},
            {"title": "Hak Anda", "items": [right["id"] for right in facts.rights]},
            {"title": "Kehadiran", "text": f"{_ABSENCE[file.conduct.absence]} {_NOT_ABSENCE} {_NOT_SCORED}"},
        ],
        "closing": _answer(facts),
    }


def _frame(letter: LetterView | None, programme: ProgrammeView, made_at: datetime) -> dict[str, object]:
    """Number, date and signer: those of the letter on record, or room to write them."""
    if letter is None:
        return {
            "number": _DOTS,
            "date": place_and_date(programme, made_at),
            "signer": {"role": f"Kepala {programme.organiser},"},
        }
    return {
        "number": letter.number,
        "date": f"{letter.place}, {long_date(letter.day)}",
        "signer": {
            "role": f"{letter.signer_post},",
            "name": letter.signer_name,
            "nip": nip(letter.signer_nip),
        },
    }


def _address(name: str, digits: str, post: str, unit: str) -> list[str]:
    where = office(unit)
    return [name, f"NIP {nip(digits)}", ", ".join(part for part in (post, where) if part)]


def _because(why: str) -> str:
    return f"Alasan pemanggilan: {why[:1].lower()}{why[1:]}" if why else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _job(facts: InvitationFacts) -> str:
    level = f", {facts.standard_title['id']}" if facts.standard_title.get("id") else ""
    return f"{facts.post} ({facts.job_class_name['id']}{level})."


def _competencies(facts: InvitationFacts) -> dict[str, object]:
    return {
        "title": "Kompetensi yang dinilai",
        "text": ""
        if facts.competencies
        else "Sembilan kompetensi manajerial dan sosial kultural; levelnya mengikuti standar jabatan Anda.",
        "competencies": [[name, str(level)] for _, name, _, level in facts.competencies],
    }


def _seat(place: PlaceView, file: BatchFile) -> str:
    number = f", nomor peserta {place.number}" if place.number else ""
    group = f", kelompok {place.group}" if place.group else ""
    return f"{file.title}{number}{group}. Datang paling lambat 30 menit sebelum jam pertama."


def _days(place: PlaceView, file: BatchFile) -> list[list[str]]:
    return [_day(file, one) for one in person_days(place, file.batch, file.activities)]


def _day(file: BatchFile, one: PersonDay) -> list[str]:
    zone = file.programme.zone
    until = clock(one.last or file.conduct.closes)
    acts = "; ".join(f"{hours(a)} {a.title}" for a in one.activities) or "Jadwal rinci menyusul"
    return [
        weekday_date(one.day),
        f"{clock(one.first or file.first_hour(one.ordinal))}–{until} {zone}",
        ", ".join(one.rooms) or "diumumkan",
        acts,
    ]


def _answer(facts: InvitationFacts) -> str:
    if facts.letter is None or facts.letter.answer_by is None:
        return f"Mohon sampaikan kesediaan atau halangan Anda kepada panitia secepatnya. {_THANKS}"
    until = long_date(facts.letter.answer_by)
    return f"Mohon sampaikan kesediaan atau halangan Anda paling lambat {until}. {_THANKS}"


@dataclass(frozen=True, slots=True)
class Repetition:
    """Somebody's old place and his new one; `why` as recorded; `tools`: only these are repeated, () = the whole set."""

    old: PlaceView
    new: PlaceView
    before: BatchFile
    after: BatchFile
    why: str
    tools: tuple[str, ...] = ()


def redo_letter(one: Repetition, paper: str, made_at: datetime) -> bytes:
    """PDF of one page or two: why it is repeated, what, and the new batch and days."""
    programme, before = one.after.programme, one.before
    letter = {
        **_frame(None, programme, made_at),
        "subject": "Undangan mengulang penilaian kompetensi",
        "to": _address(one.new.name, one.new.nip, one.new.post, one.new.unit),
        "opening": (
            f"Berdasarkan {legal_basis(programme)}, Anda terdaftar sebagai peserta {programme.title} pada "
            f"{before.title}{_numbered(one.old)}, {days_in_short(before)}. "
            f"Alasan mengulang menurut catatan: {one.why.rstrip('.')}."
        ),
        "points": [
            {"title": "Yang diulang", "text": f"{_repeated(one)} {_NOT_SCORED}"},
            {
                "title": "Gelombang dan hari yang baru",
                "text": _seat(one.new, one.after),
                "days": _new_days(one),
            },
            {"title": "Yang dibawa", "items": list(_BRING)},
            {"title": "Hak Anda", "items": list(_REDO_RIGHTS)},
            {"title": "Kehadiran", "text": f"{_ABSENCE[one.after.conduct.absence]} {_NOT_ABSENCE}"},
        ],
        "closing": _THANKS,
    }
    data = head(programme, f"Undangan mengulang {programme.title}", paper) | {
        "cover": [],
        "letters": [letter],
    }
    return render_pdf("paper/letters", data, made_at)


def _repeated(one: Repetition) -> str:
    if not one.tools:
        return "Menurut ketentuan penyelenggaraan, seluruh rangkaian diikuti kembali dari awal."
    titles = {activity.tool: activity.title for activity in (*one.before.activities, *one.after.activities)}
    named = joined([titles.get(tool, tool) for tool in one.tools])
    return f"Menurut ketentuan penyelenggaraan, hanya bagian yang belum Anda ikuti yang dijadwalkan kembali: {named}."


def _new_days(one: Repetition) -> list[list[str]]:
    if not one.tools:
        return _days(one.new, one.after)
    days = person_days(one.new, one.after.batch, [a for a in one.after.activities if a.tool in one.tools])
    wanted = [day for day in days if day.activities] or days
    return [_day(one.after, day) for day in wanted]


_REDO_RIGHTS = (
    "Menyampaikan keberatan tertulis atas alasan di atas, disertai dokumen pendukung; keputusan selalu diambil oleh pejabat, "
    "bukan oleh sistem.",
    "Meminta hari lain bila ada tugas kedinasan, sakit, atau alasan sah lain pada hari yang baru.",
    "Meminta penyesuaian yang wajar, misalnya tambahan waktu atau ruang yang mudah dijangkau.",
)


def _numbered(place: PlaceView) -> str:
    return f" dengan nomor peserta {place.number}" if place.number else ""


def duty_letters(
    programme: ProgrammeView, services: Sequence[tuple[Service, ...]], paper: str, made_at: datetime
) -> bytes:
    """PDF of one surat tugas per assessor, for all the batches in his element of `services`."""
    data = head(programme, f"Surat tugas asesor {programme.title}", paper) | {
        "letters": [_duty(programme, mine, made_at) for mine in services],
    }
    return render_pdf("paper/duty", data, made_at)


def _duty(programme: ProgrammeView, mine: tuple[Service, ...], made_at: datetime) -> dict[str, object]:
    days = sum(len(service.file.batch.days) for service in mine)
    return {
        **_frame(None, programme, made_at),
        "basis": [
            f"{legal_basis(programme)};",
            f"rencana pelaksanaan {programme.title} yang sudah ditetapkan.",
        ],
        "facts": [["Nama", mine[0].duty.name], ["NIP", nip(mine[0].duty.nip) if mine[0].duty.nip else "-"]],
        "task": f"Melaksanakan tugas pada {programme.title} selama {counted(days, 'hari')}:",
        "lines": [_duty_line(service) for service in mine],
        "rules": list(_DUTY_RULES),
    }


def _duty_line(service: Service) -> list[str]:
    file, duty = service.file, service.duty
    rooms = dict.fromkeys(one.room for one in service.activities if one.room)
    return [
        file.title,
        short_days([one.day for one in file.batch.days]),
        f"{clock(file.first_hour(1))}–{clock(_last(file))} {file.programme.zone}",
        ROLES[duty.role],
        ", ".join(rooms) or "-",
        f"{len(duty.rates)} peserta" if duty.rates else "-",
    ]


def _last(file: BatchFile) -> time:
    return max((one.ends for one in file.activities), default=file.conduct.closes)


_DUTY_RULES = (
    "Menilai sendiri lebih dahulu, tanpa membicarakan nilai sebelum rapat asesor.",
    "Melapor sebelum hari penilaian bila mempunyai hubungan kerja, keluarga, atau kepentingan dengan peserta.",
    "Menjaga kerahasiaan alat ukur, jawaban, dan nilai.",
    "Melaporkan pelaksanaan tugas kepada pemberi tugas.",
)
