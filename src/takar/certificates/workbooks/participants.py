"""The participants for an external organiser, with empty columns that come back filled in."""

from __future__ import annotations

import io

import xlsxwriter
from django.utils.translation import gettext as _

from takar.certificates.domain.reasons import level_words
from takar.certificates.models import Handover
from takar.certificates.workbooks.sheets import look_of, write_head, write_rows
from takar.kernel.clock import long_date

# Headings that the import reads, so that the file can be uploaded as it comes back.
_COLUMNS = (
    ("No", 6), ("Nama", 34), ("NIP", 21), ("Pangkat/Gol", 26), ("Jabatan", 36), ("Unit Kerja", 44), ("Jenjang Jabatan", 24),
    ("Penyelenggara", 22), ("Nomor Sertifikat", 22), ("Tanggal Penilaian", 18), ("Berlaku Sampai", 18), ("JPM", 10),
    ("Kategori", 16),
)  # fmt: skip


def participants_workbook(row: Handover, language: str) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        look, sheet = look_of(book), book.add_worksheet(_("Peserta"))
        sheet.write_string(0, 0, row.subject, look.title)
        told = _("Kepada %(who)s; diserahkan %(on)s; hasil dijanjikan paling lambat %(until)s.") % {
            "who": row.organiser_name,
            "on": long_date(row.handed_on, language),
            "until": long_date(row.promised_on, language),
        }
        sheet.write_string(1, 0, f"{row.letter}. {told}" if row.letter else told)
        sheet.write_string(
            2, 0, _("Isi kolom Nomor Sertifikat sampai Kategori, lalu kirim kembali berkas ini.")
        )
        write_head(sheet, 4, _COLUMNS, look)
        people = row.people.filter(result__isnull=True, dropped_reason="")
        lines = (
            [
                place, one.name, one.nip, one.golongan, one.post, one.unit, level_words(one.job_class, one.level, "id"),
                row.organiser_name, "", "", "", "", "",
            ]
            for place, one in enumerate(people.iterator(), start=1)
        )  # fmt: skip
        write_rows(sheet, 5, lines, look)
    return buffer.getvalue()
