"""Reading a standard from plain data: every fault is named by its field, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

_DECIMAL = re.compile(r"\d{1,3}(\.\d{1,4})?")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, with its remedy, in Indonesian and English."""

    field: str
    id: str
    en: str


class Reader:
    """One object of the data. A faulty field is noted and read as something harmless, so reading goes on."""

    def __init__(self, data: Json, path: str = "", faults: list[Fault] | None = None) -> None:
        self.faults: list[Fault] = [] if faults is None else faults
        self._path = path
        self._data = data if isinstance(data, dict) else {}
        self._seen: set[str] = set()
        if not isinstance(data, dict):
            self.fault("", "harus berupa kumpulan isian bernama", "must be an object with named fields")

    def fault(self, field: str, id: str, en: str) -> None:
        path = ".".join(part for part in (self._path, field) if part)
        self.faults.append(Fault(path or "(berkas)", id, en))

    def _value(self, field: str) -> Json:
        self._seen.add(field)
        return self._data.get(field)

    def text(self, field: str, most: int = 2000) -> str:
        value = self._value(field)
        if isinstance(value, str) and 0 < len(value.strip()) <= most:
            return value.strip()
        self.fault(field, f"isi dengan teks 1–{most} huruf", f"fill in a text of 1–{most} characters")
        return "-"

    def optional_text(self, field: str, most: int = 2000) -> str:
        return self.text(field, most) if self._value(field) not in (None, "") else ""

    def slug(self, field: str) -> str:
        value = self._value(field)
        if isinstance(value, str) and _SLUG.fullmatch(value):
            return value
        self.fault(
            field,
            "isi dengan huruf, angka, titik, garis bawah, atau tanda hubung (paling banyak 60)",
            "use letters, digits, dot, underscore or hyphen (60 at most)",
        )
        return "-"

    def choice(self, field: str, options: Collection[str]) -> str:
        value = self._value(field)
        if isinstance(value, str) and value in options:
            return value
        listed = ", ".join(options)
        self.fault(field, f"pilih salah satu: {listed}", f"choose one of: {listed}")
        return next(iter(options))

    def flag(self, field: str) -> bool:
        value = self._value(field)
        if not isinstance(value, bool):
            self.fault(field, "isi dengan ya (true) atau tidak (false)", "fill in true or false")
        return value is True

    def whole(self, field: str, low: int, high: int) -> int:
        value = self._value(field)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.fault(
            field, f"isi dengan bilangan bulat {low}–{high}", f"fill in a whole number from {low} to {high}"
        )
        return low

    def decimal(self, field: str, low: int = 0, high: int = 999) -> Decimal:
        """An exact decimal: text such as "79.5", or a whole number. Floating point is refused."""
        value = self._value(field)
        written = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if _DECIMAL.fullmatch(written) and low <= Decimal(written) <= high:
            return Decimal(written)
        self.fault(
            field,
            f'isi dengan bilangan {low}–{high} sebagai teks bertitik desimal, misalnya "79.5"',
            f'fill in a number from {low} to {high} as text with a decimal point, such as "79.5"',
        )
        return Decimal(low)

    def optional_decimal(self, field: str, low: int = 0, high: int = 999) -> Decimal | None:
        """As `decimal`; None when nothing is filled in."""
        return self.decimal(field, low, high) if self._value(field) not in (None, "") else None

    def day(self, field: str) -> date:
        value = self._value(field)
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.fault(
                field, "isi dengan tanggal TTTT-BB-HH, misalnya 2026-01-05", "fill in a date YYYY-MM-DD"
            )
            return date.min

    def rows(self, field: str, least: int = 1) -> list[Reader]:
        value = self._value(field)
        if not isinstance(value, list) or len(value) < least:
            self.fault(field, f"isi dengan daftar berisi paling sedikit {least}", f"list at least {least}")
            return []
        prefix = f"{self._path}.{field}" if self._path else field
        return [Reader(row, f"{prefix}[{place}]", self.faults) for place, row in enumerate(value)]

    def object(self, field: str) -> Reader:
        prefix = f"{self._path}.{field}" if self._path else field
        return Reader(self._value(field), prefix, self.faults)

    def names(self) -> tuple[str, ...]:
        return tuple(self._data)

    def clean(self, start: str) -> bool:
        """Whether no fault so far concerns a field whose path begins with `start`."""
        return not any(fault.field.startswith(start) for fault in self.faults)

    def finish(self) -> None:
        """Refuse what nobody read: a misspelt field would otherwise be ignored in silence."""
        for field in self._data:
            if field not in self._seen:
                self.fault(field, "isian ini tidak dikenal; hapus atau perbaiki ejaannya", "unknown field")


def faulty(faults: Sequence[Fault]) -> Refusal:
    """The refusal that lists every fault."""
    first = faults[0]
    more_id = f" (dan {len(faults) - 1} kesalahan lain)" if len(faults) > 1 else ""
    more_en = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return Refusal(
        "STANDARD_FAULTY",
        f"Isian {first.field} keliru: {first.id}{more_id}. Perbaiki berkas, lalu unggah kembali.",
        f"Field {first.field} is faulty: {first.en}{more_en}. Correct the file and upload it again.",
        {"faults": [{"field": f.field, "id": f.id, "en": f.en} for f in faults]},
    )
