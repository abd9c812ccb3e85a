"""How figures, holes and remarks read on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from takar.kernel.numbers import grouped
from takar.readiness.domain.faults import Fault, Group, explain
from takar.readiness.domain.fields import Field, Purpose, Requirement
from takar.readiness.domain.headline import Counts, absent_columns, headline
from takar.readiness.models import Check, CheckState, Remark, RemarkKind
from takar.readiness.queries import absent_fields, requirement_of

DEFAULT_PURPOSE = "talent_map"


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def percent(value: float) -> str:
    """99.97 -> "99,9": only what is whole is called 100."""
    return grouped(f"{min(value, 99.9) if value < 100 else 100:.1f}", language())


def group_label(group: Group | str) -> str:
    return {
        "missing": _("kosong"),
        "placeholder": _("tanda pengganti"),
        "malformed": _("tidak terbaca"),
        "inconsistent": _("janggal"),
        "stale": _("terlalu lama"),
    }[str(group)]


def state_label(check: Check) -> str:
    return {
        CheckState.UPLOADED: _("menunggu diperiksa"),
        CheckState.READY: _("selesai"),
        CheckState.REFUSED: _("berkas ditolak"),
        CheckState.EMPTIED: _("data orang dihapus"),
    }[CheckState(check.state)]


def remark_label(kind: str) -> str:
    return {
        RemarkKind.CLOSED: _("Tertutup"),
        RemarkKind.WRONG: _("Isi baru keliru"),
        RemarkKind.OPEN: _("Masih terbuka"),
        RemarkKind.NOT_ASKED: _("Diubah tanpa diminta"),
        RemarkKind.UNMATCHED: _("Baris tidak dikenal"),
    }[RemarkKind(kind)]


def purpose_of(check: Check, code: str) -> Purpose:
    """The purpose asked for; the succession map where none is."""
    needed = requirement_of(check)
    return needed.purpose(code) or needed.purpose(DEFAULT_PURPOSE) or needed.purposes[0]


def headline_of(check: Check, open_fields: tuple[Field, ...], people: int, purpose: str) -> tuple[str, str]:
    """The sentence about holes and the one about columns that are not there ("" if none)."""
    chosen = purpose_of(check, purpose)
    counts = Counts(len(open_fields), people, _blocking(open_fields, chosen), check.people)
    absent = tuple(field for field in absent_fields(check) if not purpose or purpose in field.blocks)
    return (
        headline(counts, chosen, language()),
        absent_columns(len(absent), _blocking(absent, chosen), chosen, language()),
    )


def _blocking(fields: tuple[Field, ...], purpose: Purpose) -> int:
    return sum(purpose.code in field.blocks for field in fields)


@dataclass(frozen=True, slots=True)
class Said:
    """A remark with its sentence."""

    where: str
    sheet: str
    nip: str
    name: str
    field: str
    value: str
    sentence: str
    place: int | None


def say(remark: Remark, needed: Requirement, people: Mapping[int, tuple[str, str]]) -> Said:
    field = needed.by_key.get(remark.field)
    nip, name = people.get(remark.place, ("", "")) if remark.place is not None else ("", "")
    return Said(
        where=f"{remark.column}{remark.row}" if remark.column else str(remark.row),
        sheet=remark.sheet,
        nip=nip,
        name=name,
        field=field.called(language()) if field else "",
        value=remark.value,
        sentence=_sentence(remark, field),
        place=remark.place,
    )


def _sentence(remark: Remark, field: Field | None) -> str:
    if field and remark.code in Fault.__members__:
        return explain(field, Fault[remark.code], remark.value, language())
    return {
        "CLOSED": _("Kekosongan tertutup."),
        "CONFIRMED": _("Unit menyatakan isi yang lama memang benar."),
        "EMPTIED": _("Isi yang tidak semestinya sudah dikosongkan."),
        "NOT_ASKED": _("Sel ini tidak diminta, jadi perubahannya tidak dipakai. Bila data lamanya keliru, ubah di SIASN."),
        "CLOSED_BEFORE": _("Sudah ditutup oleh kiriman sebelumnya dengan isi lain; isi yang pertama tetap berlaku."),
        "KEY_WRONG": _("KUNCI pada baris ini bukan dari pemeriksaan ini. Salin lagi dari daftar yang dikirim kepada unit."),
        "OTHER_CHECK": _("Baris ini berasal dari pemeriksaan lain. Unggah pada pemeriksaan itu."),
        "NIP_DIFFERS": _("NIP pada baris ini bukan NIP orang yang kuncinya tertulis. Kembalikan KUNCI dan NIP ke pasangannya."),
        "NOBODY": _("Tanpa KUNCI, baris ini dicocokkan dengan NIP, dan NIP ini tidak ada di antara yang perlu diperbaiki."),
        "AMBIGUOUS": _("Tanpa KUNCI, NIP ini cocok dengan lebih dari satu baris. Pakai daftar asli yang memuat KUNCI."),
        "REPEATED": _("Orang ini sudah ada di baris sebelumnya dalam berkas yang sama; baris ini tidak dipakai."),
    }[remark.code]  # fmt: skip


def closed_since(figures: Any) -> str:
    """How many holes were closed since the list was checked."""
    closed = figures.found_holes - figures.open_holes
    return ngettext("%(many)s kekosongan sudah tertutup", "%(many)s kekosongan sudah tertutup", closed) % {
        "many": grouped(closed, language())
    }
