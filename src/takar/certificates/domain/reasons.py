"""The reason of a standing in one sentence, in Indonesian and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takar.certificates.domain.validity import counts_until
from takar.certificates.domain.values import ORGANISER_NAMES, Held, Organiser, Sentence, State
from takar.kernel.clock import long_date
from takar.people.public import JOB_CLASS_NAMES, LEVEL_NAMES, FunctionalLevel, JobClass

if TYPE_CHECKING:
    from takar.certificates.domain.standing import Standing


def reason_for(standing: Standing) -> Sentence:
    """Why a person is due, exempt, or neither."""
    return _REASONS[standing.state](standing)


def level_words(job_class: str, level: str, language: str) -> str:
    """ "Pengawas"; "Fungsional Ahli Muda"; "" for none."""
    if not job_class:
        return ""
    name = JOB_CLASS_NAMES[JobClass(job_class)][language]
    return f"{name} {LEVEL_NAMES[FunctionalLevel(level)]}" if level else name


def organiser_words(held: Held, language: str) -> str:
    """The organiser's own name where it is known: "LAN", "BKN", "UPT Penilaian Contoh"."""
    if held.organiser in (Organiser.LAN, Organiser.BKN):
        return held.organiser.upper()
    return held.organiser_name or ORGANISER_NAMES[held.organiser][language]


def _never(one: Standing) -> Sentence:
    if one.passed_over is None:
        return Sentence("Belum ada hasil penilaian yang tercatat.", "No assessment result is recorded.")
    held = one.passed_over
    return Sentence(
        f"Hasil {organiser_words(held, 'id')} {long_date(held.assessed_on)} untuk jenjang "
        f"{level_words(held.job_class, held.level, 'id')}, sedangkan jabatan sekarang "
        f"{level_words(one.job_class, '', 'id')}{_same_class(one, 'id')}.",
        f"The result of {organiser_words(held, 'en')} of {long_date(held.assessed_on, 'en')} is for the level "
        f"{level_words(held.job_class, held.level, 'en')}, but the present job is "
        f"{level_words(one.job_class, '', 'en')}{_same_class(one, 'en')}.",
    )


def _same_class(one: Standing, language: str) -> str:
    if one.passed_over is None or one.passed_over.job_class != one.job_class:
        return ""
    return " berjenjang lain" if language == "id" else " of another grade"


def _lapsed(one: Standing) -> Sentence:
    return Sentence(
        f"{_told(one, 'id')} hanya berlaku sampai {_until(one, 'id')} ({_years(one, 'id')}).",
        f"{_told(one, 'en')} counted until {_until(one, 'en')} only ({_years(one, 'en')}).",
    )


def _exempt(one: Standing) -> Sentence:
    return Sentence(
        f"{_told(one, 'id')} berlaku sampai {_until(one, 'id')} ({_years(one, 'id')}).",
        f"{_told(one, 'en')} counts until {_until(one, 'en')} ({_years(one, 'en')}).",
    )


def _unclear(one: Standing) -> Sentence:
    return Sentence(
        "Kelas jabatan belum diketahui, jadi kewajibannya belum dapat ditentukan. Lengkapi data jabatannya.",
        "The job class is unknown, so the obligation cannot be told. Complete the data of the post.",
    )


def _outside(one: Standing) -> Sentence:
    if not one.active:
        return Sentence(
            "Tidak sedang bertugas menurut kedudukan hukumnya.", "Does not serve now by the legal status."
        )
    return Sentence(
        f"PPPK; ketentuan {one.rule.label} yang dipakai hanya mewajibkan PNS.",
        f"PPPK; the adopted rule {one.rule.label} obliges PNS only.",
    )


def _told(one: Standing, language: str) -> str:
    assert one.counted is not None
    who, day = organiser_words(one.counted, language), long_date(one.counted.assessed_on, language)
    return f"Hasil {who} {day}" if language == "id" else f"The result of {who} of {day}"


def _until(one: Standing, language: str) -> str:
    assert one.counted is not None
    return long_date(counts_until(one.counted, one.rule), language)


def _years(one: Standing, language: str) -> str:
    """Whether the paper or the rule ended it."""
    assert one.counted is not None
    stated = one.counted.stated_until
    if stated is not None and stated == one.valid_until:
        return "tanggal pada sertifikat" if language == "id" else "date on the certificate"
    years = one.rule.years
    return f"{years} tahun, {one.rule.label}" if language == "id" else f"{years} years, {one.rule.label}"


_REASONS = {
    State.NEVER: _never,
    State.LAPSED: _lapsed,
    State.EXPIRING: _exempt,
    State.VALID: _exempt,
    State.UNCLEAR: _unclear,
    State.OUTSIDE: _outside,
}
