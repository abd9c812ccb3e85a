"""From an uploaded file to plain data; whether the data make sense is the domain's question."""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.standards.domain.kinds import Kind, Standard, read_standard
from takar.standards.files.layout import (
    CLOCK,
    EXCEL_KINDS,
    FIELDS,
    FLAGS,
    HEAD,
    LEVELS,
    SHEETS,
    TEXT,
    WHOLE,
    Sheet,
)

LARGEST = 2_000_000  # bytes; the shipped dictionary has 60,000
LARGEST_UNPACKED = 20_000_000
_FLAGS = {"ya": True, "true": True, "benar": True, "tidak": False, "false": False, "salah": False}
_FRACTION = re.compile(r"\d+,\d+")


def read_file(name: str, body: bytes) -> Standard | Refusal:
    """Read a .toml, .json or .xlsx file.

    Refuses STANDARD_FILE_TYPE, STANDARD_FILE_TOO_BIG, STANDARD_FILE_UNREADABLE, and whatever
    `read_standard` refuses (STANDARD_FAULTY).
    """
    ending = name.rsplit(".", 1)[-1].lower()
    if ending not in _READERS:
        return _wrong_type(name)
    if len(body) > LARGEST:
        return _too_big(len(body))
    try:
        data = _READERS[ending](body)
    except _UNREADABLE as fault:
        return _unreadable(name, fault)
    return read_standard(data)


def _toml(body: bytes) -> Json:
    return _plain(tomllib.loads(body.decode("utf-8-sig"), parse_float=str))


def _json(body: bytes) -> Json:
    return _plain(json.loads(body.decode("utf-8-sig"), parse_float=str))


def _plain(value: Any) -> Json:
    """Dates as ISO text; everything else as it is."""
    if isinstance(value, dict):
        return {str(key): _plain(element) for key, element in value.items()}
    if isinstance(value, list):
        return [_plain(element) for element in value]
    return value.isoformat() if isinstance(value, date) else value


def _excel(body: bytes) -> Json:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
            raise ValueError("the workbook unpacks to too much")
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    head = {str(row[0]).strip(): row[1] for row in sheets.get(HEAD, []) if len(row) > 1}
    if not head:
        raise ValueError(f"there is no sheet {HEAD} with the columns Isian and Isi")
    kind = str(head.get("Jenis", "")).strip()
    if kind not in EXCEL_KINDS:
        return {"kind": kind}
    return _assemble(Kind(kind), head, sheets)


def _assemble(kind: Kind, head: dict[str, Any], sheets: dict[str, list[list[Any]]]) -> Json:
    data: dict[str, Json] = {"kind": kind.value}
    for label, field in FIELDS[kind]:
        if label in head:
            data[field] = _value(field, head[label])
    for sheet in SHEETS[kind]:
        if sheet.title in sheets or not sheet.only_if_told:
            data[sheet.field] = _rows(sheet, sheets.get(sheet.title, []))
    if kind is Kind.JOB_STANDARD:
        rows = [row for row in sheets.get(LEVELS, [])[1:] if len(row) > 1 and row[1] != ""]
        data["levels"] = {str(row[0]).strip(): _value(str(row[0]).strip(), row[1]) for row in rows}
    return data


def _rows(sheet: Sheet, rows: list[list[Any]]) -> Json:
    if not rows:
        return []
    labels = [str(cell).strip() for cell in rows[0]]
    fields = dict(sheet.columns)
    found: list[Json] = []
    for row in rows[1:]:
        if any(cell != "" for cell in row):
            pairs = zip(labels, row, strict=False)
            found.append(
                {fields[label]: _value(fields[label], cell) for label, cell in pairs if label in fields}
            )
    return found


def _value(field: str, cell: Any) -> Json:
    """The cell as the field wants it: Excel knows only text, floats, booleans, dates and times."""
    if field in CLOCK:
        return _clock(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return cell
    text = repr(cell).removesuffix(".0") if isinstance(cell, float) else str(cell).strip()
    if field in FLAGS:
        return _FLAGS.get(text.lower(), text)
    if field in WHOLE and text.isdecimal():
        return int(text)
    return text.replace(",", ".") if field not in TEXT and _FRACTION.fullmatch(text) else text


def _clock(cell: Any) -> Json:
    """07.30 however it was typed: as text, as a time of Excel, or as the number 7.3."""
    if isinstance(cell, timedelta):
        return f"{cell.seconds // 3600:02}.{cell.seconds % 3600 // 60:02}"
    if isinstance(cell, datetime | time):
        return f"{cell:%H.%M}"
    if isinstance(cell, float):
        return f"{cell:05.2f}"
    text = str(cell).strip().replace(":", ".").replace(",", ".")
    return f"0{text}" if re.fullmatch(r"\d\.\d\d", text) else text


_READERS = {"toml": _toml, "json": _json, "xlsx": _excel}
_UNREADABLE = (ValueError, RecursionError, zipfile.BadZipFile, calamine.CalamineError, NotImplementedError)


def _wrong_type(name: str) -> Refusal:
    return Refusal(
        "STANDARD_FILE_TYPE",
        f"Jenis berkas {name[-60:]} tidak dikenal. Unggah berkas .xlsx, .toml, atau .json.",
        f"The type of {name[-60:]} is unknown. Upload an .xlsx, .toml or .json file.",
    )


def _too_big(size: int) -> Refusal:
    return Refusal(
        "STANDARD_FILE_TOO_BIG",
        f"Berkas berukuran {size:_} bita; paling besar {LARGEST:_}. Hapus isi yang tidak perlu, lalu unggah lagi.",
        f"The file has {size:_} bytes; at most {LARGEST:_}. Remove what is not needed and upload it again.",
    )


def _unreadable(name: str, fault: BaseException) -> Refusal:
    why = str(fault)[:200]
    return Refusal(
        "STANDARD_FILE_UNREADABLE",
        f"Berkas {name[-60:]} tidak dapat dibaca ({why}). Unduh contoh berkas, salin isinya, lalu unggah lagi.",
        f"{name[-60:]} cannot be read ({why}). Download the example, copy your content and upload it again.",
        {"why": why},
    )
