"""Rows of an uploaded list between its preview and its confirmation: signed, in the page itself, nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from takar.kernel.refusals import Refusal
from takar.programmes.pages.shared import language
from takar.programmes.reading import ListedRow, Sentence, read_list, read_pasted
from takar.programmes.sheets import refused_workbook

LARGEST_FILE = 20 * 2**20
_SALT = "programmes.rows"
_DAY = 24 * 60 * 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Refused = Sequence[tuple[ListedRow, Sentence]]


def rows_sent(request: HttpRequest) -> tuple[ListedRow, ...] | Refusal:
    """From the file `berkas`, or the pasted `nips`."""
    upload = request.FILES.get("berkas")
    if upload is None:
        return read_pasted(request.POST.get("nips", ""))
    if (upload.size or 0) > LARGEST_FILE:
        return Refusal(
            "FILE_TOO_BIG",
            "Pilih berkas .xlsx, .xls, atau .csv paling besar 20 MB; bagi per tahap bila lebih.",
            "Choose an .xlsx, .xls or .csv file of at most 20 MB; split it by phase if it is larger.",
        )
    with NamedTemporaryFile() as copy:
        copy.writelines(upload.chunks())
        copy.flush()
        return read_list(Path(copy.name))


@dataclass(frozen=True, slots=True)
class Told:
    """A fault as it was told in the preview."""

    id: str
    en: str

    def sentence(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id


def carry(rows: Iterable[ListedRow]) -> str:
    """The rows as a signed text for a hidden field."""
    plain = [
        (one.number, one.nip, one.written, one.answer, one.reason, _told(one.fault), one.answer_written)
        for one in rows
    ]
    return signing.dumps(plain, salt=_SALT, compress=True)


def _told(fault: Sentence | None) -> list[str] | None:
    return [fault.sentence("id"), fault.sentence("en")] if fault else None


def carried(request: HttpRequest) -> tuple[ListedRow, ...] | Refusal:
    """The rows of a preview that was confirmed. Refuses PREVIEW_LOST."""
    try:
        plain: list[Any] = signing.loads(request.POST.get("baris", ""), salt=_SALT, max_age=_DAY)
    except signing.BadSignature:
        return Refusal(
            "PREVIEW_LOST",
            "Pratinjau ini sudah lewat satu hari atau tidak utuh; unggah daftarnya lagi.",
            "This preview is more than a day old or incomplete; upload the list again.",
        )
    return tuple(
        ListedRow(number, nip, written, answer, reason, Told(*fault) if fault else None, said)
        for number, nip, written, answer, reason, fault, said in plain
    )


def refused_file(refused: Refused, title: str) -> HttpResponse:
    """The refused rows as Excel, to be mended and uploaded again."""
    rows = (
        (row.number, row.written, row.answer_written, row.reason, fault.sentence(language()))
        for row, fault in refused
    )
    name = gettext("perbaiki")
    response = HttpResponse(refused_workbook(rows, language()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{title}.xlsx"'
    return response
