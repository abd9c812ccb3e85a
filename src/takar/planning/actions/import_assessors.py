"""A list of assessors from Excel: read and compared first, applied when somebody says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import people_by_nips, read_sheets, text_of
from takar.planning.actions.save_assessor import AssessorDraft, completed
from takar.planning.domain.assessor_rows import AssessorRow, find_columns, read_row
from takar.planning.models import Assessor, AssessorFile, Relation

MOST_ROWS = 5_000

_NO_HEADING = Refusal(
    "HEADER_NOT_FOUND",
    "Baris judul tidak ditemukan. Beri kolom NIP dan Nama seperti pada templat, lalu unggah lagi.",
    "No heading row was found. Give the list the columns NIP and Nama as in the template, then upload it again.",
)
_APPLIED = Refusal(
    "IMPORT_NOT_OPEN",
    "Daftar ini sudah diterapkan. Unggah berkasnya lagi untuk mengulang.",
    "This list was already applied. Upload the file again to repeat.",
)


def preview_assessors(
    path: Path, file_name: str, actor: str, *, clock: Clock = utc_now
) -> AssessorFile | Refusal:
    """Read every row and say what it would do; nothing changes. Refuses HEADER_NOT_FOUND and what cannot be read."""
    sheets = read_sheets(path)
    if isinstance(sheets, Refusal):
        return sheets
    rows = _rows(sheets)
    if rows is None:
        return _NO_HEADING
    return AssessorFile.objects.create(
        file_name=Path(file_name).name[-200:], rows=_judged(rows), made_by=actor, made_at=clock()
    )


def apply_assessors(file: int, actor: str, *, clock: Clock = utc_now) -> AssessorFile | Refusal:
    """Add and change what the preview said; refused rows are left out. Refuses IMPORT_NOT_OPEN."""
    with transaction.atomic():
        row = AssessorFile.objects.select_for_update().filter(pk=file, applied_at=None).first()
        if row is None:
            return _APPLIED
        for one in row.rows:
            if one["verdict"] != "refused":
                _apply(one)
        row.applied_at = clock()
        row.save(update_fields=["applied_at"])
        counts: dict[str, Json] = dict(Counter(one["verdict"] for one in row.rows))
        record_change(
            actor,
            "assessors.import",
            f"assessor_file:{file}",
            reason=row.file_name,
            after=counts,
            clock=clock,
        )
    return row


def _rows(sheets: Iterable[list[Any]]) -> list[AssessorRow] | None:
    for sheet in sheets:
        texts = [(number, {at: text_of(cell) for at, cell in cells.items()}) for number, cells in sheet]
        found = find_columns(texts)
        if found:
            head, columns = found
            body = [one for one in texts if one[0] > head and any(one[1].values())]
            return [read_row(number, cells, columns) for number, cells in body[:MOST_ROWS]]
    return None


def _judged(rows: list[AssessorRow]) -> list[dict[str, Json]]:
    people = people_by_nips({nip for one in rows for nip in (one.nip, *one.conflicts) if nip})
    seen: Counter[tuple[str, str]] = Counter(
        (one.nip, "" if one.nip else one.name.casefold()) for one in rows
    )
    return [_verdict(one, people, seen) for one in rows]


def _verdict(one: AssessorRow, people: Any, seen: Counter[tuple[str, str]]) -> dict[str, Json]:
    faults = [*one.faults]
    if one.nip and not faults and one.nip not in people:
        faults.append(
            (
                f"NIP {one.nip} tidak ada dalam data pegawai; kosongkan NIP bila ia dari luar instansi.",
                f"The NIP {one.nip} is not in the personnel data; leave it empty for somebody from outside.",
            )
        )
    if seen[(one.nip, "" if one.nip else one.name.casefold())] > 1:
        faults.append(("Orang ini muncul lebih dari sekali.", "This person occurs more than once."))
    faults += [
        (
            f"NIP {nip} pada kolom konflik tidak dikenal.",
            f"The NIP {nip} in the column of conflicts is not known.",
        )
        for nip in one.conflicts
        if nip not in people
    ]
    name = people[one.nip].full_name if one.nip in people else one.name
    sentences: list[Json] = [{"id": indonesian, "en": english} for indonesian, english in faults]
    return {
        "number": one.number, "nip": one.nip, "name": name, "agency": one.agency, "grade": one.grade,
        "conflicts": list(one.conflicts), "faults": sentences,
        "verdict": "refused" if faults else _difference(one, name),
    }  # fmt: skip


def _difference(one: AssessorRow, name: str) -> str:
    known = _known(one.nip, name)
    if known is None:
        return "added"
    fresh = set(one.conflicts) - set(known.relations.values_list("nip", flat=True))
    other = one.grade and one.grade != known.grade
    return "changed" if fresh or other or not known.active else "unchanged"


def _known(nip: str, name: str) -> Assessor | None:
    rows = Assessor.objects.filter(nip=nip) if nip else Assessor.objects.filter(nip="", name=name)
    return rows.first()


def _apply(one: dict[str, Any]) -> None:
    draft = completed(AssessorDraft(one["nip"], one["name"], one["agency"], "", one["grade"]))
    if isinstance(draft, Refusal):
        return
    row = _known(draft.nip, draft.name) or Assessor()
    row.nip, row.name, row.agency, row.unit = draft.nip, draft.name, draft.agency, draft.unit
    row.grade, row.active = draft.grade or row.grade, True
    row.save()
    for nip in one["conflicts"]:
        Relation.objects.get_or_create(
            assessor=row, nip=nip, kind=Relation.Kind.DECLARED, defaults={"note": "dari daftar"}
        )
