"""The same lists as CSV and Excel, for whoever is signed in and may read them."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from takar.accounts.public import Ability, User, record_change, requires
from takar.kernel.canonical import Json
from takar.kernel.readers import Reader, Row
from takar.office.api.registry import READERS

_AT_ONCE = 2000
# What one sheet of Excel can hold, less the headings.
_MOST_IN_EXCEL = 1_048_575
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t")


def export_of(reader: Reader) -> Callable[..., HttpResponseBase]:
    """The page that sends one list, locked with the reader's own ability; `form` is "csv" or "xlsx"."""

    @requires(Ability(reader.ability))
    def export(request: HttpRequest, form: str) -> HttpResponseBase:
        if form not in ("csv", "xlsx"):
            raise Http404
        return _export(request, reader, form)

    return export


def _export(request: HttpRequest, reader: Reader, form: str) -> HttpResponseBase:
    assert isinstance(request.user, User)
    after: dict[str, Json] = {"list": reader.name, "form": form, "rows": reader.count({})}
    actor = request.user.get_username()
    record_change(actor, "export.download", f"list:{reader.name}", after=after)
    file_name = f"{reader.name}-{localdate().isoformat()}.{form}"
    if form == "csv":
        response: HttpResponseBase = StreamingHttpResponse(
            _csv(reader), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response
    return FileResponse(_excel(reader), as_attachment=True, filename=file_name, content_type=_XLSX)


@requires(Ability.READ_POSITIONS)
def exports(request: HttpRequest) -> HttpResponseBase:
    """What the user may download."""
    assert isinstance(request.user, User)
    user = request.user
    lists = [
        (
            one,
            reverse(f"api:export-{one.name}", args=["xlsx"]),
            reverse(f"api:export-{one.name}", args=["csv"]),
        )
        for one in READERS.values()
        if user.may(Ability(one.ability))
    ]
    return render(request, "api/exports.html", {"lists": lists})


def _rows(reader: Reader) -> Iterator[Row]:
    after = ""
    while rows := reader.rows(after, _AT_ONCE, {}):
        yield from rows
        after = str(rows[-1][reader.key])


def _csv(reader: Reader) -> Iterator[bytes]:
    """With a byte order mark, so that Excel reads it as UTF-8."""
    yield b"\xef\xbb\xbf" + _line([one.heading for one in reader.columns])
    for row in _rows(reader):
        yield _line([_guarded(_plain(row[one.name])) for one in reader.columns])


def _line(cells: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerow(cells)
    return buffer.getvalue().encode()


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _guarded(text: str) -> str:
    """A cell that Excel would run as a formula is written as text."""
    number = text.lstrip("-").replace(",", "").isdecimal()
    return f"'{text}" if text.startswith(_FORMULA) and not number else text


def _excel(reader: Reader) -> Any:
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(reader.id[:31])
        bold = book.add_format({"bold": True, "bg_color": "#E3EFF4", "border": 1})
        text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "dd-mm-yyyy"})
        sheet.freeze_panes(1, 0)
        for column, one in enumerate(reader.columns):
            sheet.set_column(column, column, max(14, len(one.heading) + 3))
            sheet.write_string(0, column, one.heading, bold)
        for number, row in enumerate(_rows(reader), start=1):
            if number > _MOST_IN_EXCEL:
                break
            for column, one in enumerate(reader.columns):
                _write(sheet, number, column, row[one.name], text, day)
    file.seek(0)
    return file


def _write(sheet: Any, row: int, column: int, value: Any, text: Any, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, _plain(value), text)
