from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from django.db import transaction

from takar.accounts.public import record_change
from takar.jobs.public import Progress
from takar.kernel.canonical import Json
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.people.public import insert_rows, no_people, office_sizes
from takar.readiness.actions.empty_check import delete_people
from takar.readiness.catalogue import requirement
from takar.readiness.domain.codes import encode
from takar.readiness.domain.comparing import nip_digits
from takar.readiness.domain.faults import Fault
from takar.readiness.domain.figures import summary
from takar.readiness.domain.judging import Judged, Rules, judge
from takar.readiness.domain.table import Numbers, Table
from takar.readiness.domain.units import Offices, find_offices
from takar.readiness.models import Check, CheckState, HoledPerson, Unit
from takar.readiness.packing import pack
from takar.readiness.queries import tallies_of
from takar.readiness.reading.lists import PeopleList, open_list, read_table
from takar.readiness.storage import forget, stored_path

_PERSON = ("check_of", "place", "row", "unit", "nip", "name", "codes", "found", "open")


def no_progress(done: int, total: int | None = None, note: str = "") -> None:
    """For callers that do not watch."""


def run_check(check: Check, progress: Progress = no_progress) -> Refusal | None:
    """Read the stored file, judge it, and keep what is missing. May be run again: it starts over.

    Progress counts thousandths. The file goes when it is read; the columns needed stay, packed.
    """
    people = open_list(stored_path(check.stored_name), rules_of(check).requirement, check.sheet)
    if isinstance(people, Refusal):
        return _refuse(check, people)
    table = read_table(people, lambda share: progress(round(share * 600), 1000, "membaca / reading"))
    if isinstance(table, Refusal):
        return _refuse(check, table)
    if not len(table):
        return _refuse(check, no_people(people.sheet, people.header.row))
    progress(620, 1000, f"{grouped(len(table))} baris diperiksa / rows being judged")
    judged = judge(table, rules_of(check))
    offices = find_offices(table, judged.serving)
    progress(750, 1000, "menyimpan / storing")
    with transaction.atomic():
        delete_people(check)
        _store(check, people, table, judged, offices)
    forget(people.path.name)
    return None


def rules_of(check: Check) -> Rules:
    units = None
    if check.compare_units:
        units = frozenset(name.casefold() for name in office_sizes())
    return Rules(requirement(check.requirement, check.version), check.as_of, units)


def _refuse(check: Check, refusal: Refusal) -> Refusal:
    """A file that cannot be read is not kept either: who wants to try again uploads it again."""
    stored, check.stored_name = check.stored_name, ""
    check.state, check.refusal = CheckState.REFUSED, refusal.as_json()["error"]
    check.save()
    forget(stored)
    return refusal


def _store(check: Check, people: PeopleList, table: Table, judged: Judged, offices: Offices) -> None:
    insert_rows(
        Unit,
        ("check_of", "number", "agency", "name", "people"),
        ((check.pk, each.number, each.agency, each.name, each.people) for each in offices.offices),
    )
    insert_rows(HoledPerson, _PERSON, _holed(check, table, judged, offices))
    pack(check, table)
    check.state, check.refusal, check.stored_name = CheckState.READY, None, ""
    check.people = int(np.count_nonzero(judged.serving))
    check.not_serving = len(table) - check.people
    check.sheet, check.reading = people.sheet[:100], _reading(people, judged)
    figures = summary(
        tallies_of(check), check.people, people.requirement, (field.key for field in judged.fields)
    )
    check.figures = check.first_figures = figures
    check.save()
    record_change(
        check.uploaded_by,
        "readiness.check",
        f"check:{check.pk}",
        reason=check.note or check.file_name,
        after={key: figures[key] for key in ("people", "open_people", "open_fields")},
    )


def _holed(check: Check, table: Table, judged: Judged, offices: Offices) -> Iterator[tuple[object, ...]]:
    marks = judged.marks
    places = np.flatnonzero(marks)
    codes_of = _coder(judged)
    nips, names = table.columns["nip"], table.columns["name"]
    for place, row, unit, mark, nip, name, faults in zip(
        places.tolist(),
        table.rows[places].tolist(),
        offices.of[places].tolist(),
        marks[places].tolist(),
        nips.codes[places].tolist(),
        names.codes[places].tolist(),
        _as_bytes(judged.faults[places]),
        strict=True,
    ):
        written = nips.values[nip]
        digits = nip_digits(written) or written[:40]
        yield check.pk, place, row, unit, digits, names.values[name][:150], codes_of(faults), mark, mark


def _as_bytes(faults: Numbers) -> list[bytes]:
    width, body = faults.shape[1], np.ascontiguousarray(faults).tobytes()
    return [body[start : start + width] for start in range(0, len(body), width)]


def _coder(judged: Judged) -> Callable[[bytes], str]:
    """Faults of a row to its codes; few combinations are different, so each is spelled once."""
    known: dict[bytes, str] = {}
    bits = [field.bit for field in judged.fields]

    def codes(faults: bytes) -> str:
        found = known.get(faults)
        if found is None:
            holes = ((bit, Fault(chr(letter))) for bit, letter in zip(bits, faults, strict=True) if letter)
            found = known[faults] = encode(holes)
        return found

    return codes


def _reading(people: PeopleList, judged: Judged) -> dict[str, Json]:
    header = people.header
    present = {field.key for field in judged.fields}
    return {
        "header_row": header.row,
        "columns": {key: [column, header.titles[key]] for key, column in header.columns.items()},
        "years": dict(header.years),
        "judged": [field.key for field in judged.fields],
        "absent": [field.key for field in people.requirement.judged if field.key not in present],
        "never": list(header.never),
        "ignored": list(header.ignored),
        "others": list(people.others),
    }
