"""What must agree within a row and among rows."""

from __future__ import annotations

from datetime import date

import numpy as np

from takar.people.public import normal, parse_date
from takar.readiness.domain.contexts import PPPK, Contexts
from takar.readiness.domain.faults import Fault
from takar.readiness.domain.fields import Field
from takar.readiness.domain.table import Column, Numbers, Table
from takar.readiness.domain.values import MALE

_AFTER_APPOINTMENT = ("pns_since", "golongan_since", "post_since", "eselon_since")


def compare_rows(
    table: Table, fields: tuple[Field, ...], faults: Numbers, contexts: Contexts, as_of: date
) -> None:
    """Write into `faults` what only shows when columns or rows are put side by side; a worse fault stays."""
    places = {field.key: place for place, field in enumerate(fields)}
    if "nip" not in places:
        return
    nips = nip_numbers(table.columns["nip"])
    _repeated(nips, faults[:, places["nip"]])

    def tell(key: str, wrong: Numbers, fault: Fault) -> None:
        column = faults[:, places[key]]
        column[wrong & (column == 0)] = ord(fault)

    if "birth_date" in places:
        born = day_numbers(table.columns["birth_date"])
        tell("birth_date", (nips > 0) & (born > 0) & (born != nips // 10**10), Fault.DIFFERS_FROM_NIP)
    if "sex" in places:
        male = _males(table.columns["sex"])
        by_nip = nips // 1000 % 10 == 1
        tell("sex", (nips > 0) & (male != by_nip), Fault.DIFFERS_FROM_NIP)
    if "cpns_since" in places:
        since = day_numbers(table.columns["cpns_since"])
        differs = (nips > 0) & (since > 0) & (since // 100 != nips // 10**4 % 10**6) & (contexts.kind != PPPK)
        tell("cpns_since", differs, Fault.DIFFERS_FROM_NIP)
        for key in _AFTER_APPOINTMENT:
            if key in places:
                then = day_numbers(table.columns[key])
                tell(
                    key, (since > 0) & (then > 0) & (then < since) & (contexts.kind != PPPK), Fault.TOO_EARLY
                )


def nip_digits(text: str) -> str:
    """The NIP as it is compared with others: without the spaces and signs that people write; "" for none."""
    if len(text) == 18 and text.isdecimal() and text.isascii():
        return text
    digits = "".join(letter for letter in text if "0" <= letter <= "9")
    return digits if len(digits) == 18 else ""


def nip_numbers(column: Column) -> Numbers:
    """The NIP of each row as a number, 0 where it has none of 18 digits."""
    numbers = [
        int(text) if len(text) == 18 and text.isascii() and text.isdecimal() else int(nip_digits(text) or 0)
        for text in column.values
    ]
    return np.array(numbers, np.int64)[column.codes]


def day_numbers(column: Column) -> Numbers:
    """The date of each row as YYYYMMDD, 0 where there is none."""
    return np.array([_day(text) for text in column.values], np.int64)[column.codes]


def _day(text: str) -> int:
    day = parse_date(text) if text else None
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def _males(column: Column) -> Numbers:
    return np.array([normal(text) in MALE for text in column.values], bool)[column.codes]


def _repeated(nips: Numbers, faults: Numbers) -> None:
    """Mark every row whose NIP stands in another row too."""
    different, group, count = np.unique(nips, return_inverse=True, return_counts=True)
    wrong = (count[group] > 1) & (different[group] > 0) & (faults == 0)
    faults[wrong] = ord(Fault.NIP_REPEATED)
