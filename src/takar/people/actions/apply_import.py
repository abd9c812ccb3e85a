from __future__ import annotations

from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.people.actions.discard_import import NOT_OPEN
from takar.people.actions.preview_import import Progress, no_progress, preview_import
from takar.people.actions.upload_import import forget_file
from takar.people.bulk import insert_rows, update_rows
from takar.people.current import NIPS_AT_ONCE, Known, known_people
from takar.people.domain.comparing import person_mark
from takar.people.domain.findings import Finding
from takar.people.domain.records import RECORD_FIELDS
from takar.people.models import CivilServant, Import, ImportedRow, ImportState, Verdict
from takar.people.places import Places

# Up to this many changes an import is one transaction; above, each batch is one, so that nobody else who
# writes waits for longer than a batch takes.
BATCH = 5_000
_FORGET_AT_ONCE = 50_000
_PERSON_FIELDS = (
    "nip", "name", "front_title", "back_title", "birth_date", "sex", "kind", "golongan", "unit", "post",
    "job_class", "eselon", "education", "legal_status", "post_since",
)  # fmt: skip

PREVIEW_OUTDATED = Refusal(
    "PREVIEW_OUTDATED",
    "Data pegawai berubah setelah pratinjau ini dibuat, jadi belum ada yang disimpan. "
    "Pratinjau sudah diperbarui; periksa dan terapkan lagi.",
    "Data of people changed after this preview was made, so nothing was saved. "
    "The preview has been renewed; look through it and apply it again.",
)
ANOTHER_APPLIES = Refusal(
    "ANOTHER_IMPORT_APPLIES",
    "Impor lain sedang diterapkan. Tunggu sampai selesai, atau lanjutkan bila terhenti, lalu terapkan lagi.",
    "Another import is being applied. Wait until it ends, or resume it if it stopped, and apply again.",
)


def apply_import(
    source: Import, *, actor: str, reason: str = "", progress: Progress = no_progress, clock: Clock = utc_now
) -> Refusal | None:
    """Make the previewed changes. Run again after an interruption, it goes on where it stopped.

    When a person changed since the preview it writes nothing, renews the preview and refuses with
    PREVIEW_OUTDATED.
    """
    refusal = _take(source, actor, reason)
    if refusal:
        return refusal
    if source.applied_through == 0 and _outdated(source, progress):
        return _renew_preview(source, progress, clock)
    refusal = _apply_batches(source, progress, clock)
    if refusal is None:
        _tidy(source)
    return refusal


def _renew_preview(source: Import, progress: Progress, clock: Clock) -> Refusal:
    refusal = preview_import(source, localdate(clock()), progress)
    if refusal is None:
        refusal = PREVIEW_OUTDATED
        Import.objects.filter(pk=source.pk).update(refusal=refusal.as_json()["error"])
    return refusal


def _apply_batches(source: Import, progress: Progress, clock: Clock) -> Refusal | None:
    total, places = source.added + source.changed, Places(source.agency)
    done = total - _pending(source, source.applied_through).count()
    while source.state == ImportState.APPLYING:
        with transaction.atomic():
            if not _ours(source):
                return ANOTHER_APPLIES
            done += _apply_batch(source, places)
            if not _pending(source, source.applied_through).exists():
                _complete(source, clock)
        progress(done, total, f"{grouped(done)} pegawai disimpan / people saved")
    return None


def _ours(source: Import) -> bool:
    """False when another worker went on with this import while we thought that it was ours."""
    now = Import.objects.select_for_update().get(pk=source.pk)
    return (now.state, now.applied_through) == (ImportState.APPLYING, source.applied_through)


def _take(source: Import, actor: str, reason: str) -> Refusal | None:
    """Only one import applies at a time; a unique index watches over it."""
    if source.state not in (ImportState.PREVIEWED, ImportState.APPLYING):
        return NOT_OPEN
    if source.state == ImportState.APPLYING:
        return None
    try:
        with transaction.atomic():
            taken = Import.objects.filter(pk=source.pk, state=ImportState.PREVIEWED).update(
                state=ImportState.APPLYING, applied_by=actor, reason=reason or source.file_name
            )
    except IntegrityError:
        return ANOTHER_APPLIES
    source.refresh_from_db()
    return None if taken else NOT_OPEN


def _pending(source: Import, after: int) -> QuerySet[ImportedRow]:
    return source.rows.filter(number__gt=after, verdict__in=[Verdict.ADDED, Verdict.CHANGED]).order_by(
        "number"
    )


def _outdated(source: Import, progress: Progress) -> bool:
    checked, total = 0, source.added + source.changed
    try:
        for rows in _marks(source):
            known = known_people(nip for _, nip, _ in rows)
            if any(before != _mark(nip, known) for _, nip, before in rows):
                return True
            checked += len(rows)
            progress(0, total, f"{grouped(checked)} baris diperiksa ulang / rows checked again")
    except (
        BaseException
    ):  # cancelled: nothing is written yet, so the preview can be applied or discarded again
        Import.objects.filter(pk=source.pk).update(state=ImportState.PREVIEWED)
        raise
    return False


def _marks(source: Import) -> Iterator[list[tuple[int, str, str]]]:
    """(number, nip, mark at the preview) in chunks by number, so that no cursor stays open on the table."""
    after = 0
    while chunk := list(_pending(source, after).values_list("number", "nip", "before")[:NIPS_AT_ONCE]):
        yield chunk
        after = chunk[-1][0]


def _mark(nip: str, known: dict[str, Known]) -> str:
    person = known.get(nip)
    return person_mark(nip, person.values if person else None)


def _apply_batch(source: Import, places: Places) -> int:
    rows = list(_pending(source, source.applied_through)[:BATCH])
    if not rows:
        return 0
    known = known_people(row.nip for row in rows)
    good = [row for row in rows if row.before == _mark(row.nip, known)]
    _leave_out([row for row in rows if row.before != _mark(row.nip, known)])
    people = [(row.nip, known.get(row.nip), _new_values(row, known)) for row in good]
    places.prepare(values for _, _, values in people)
    insert_rows(
        CivilServant,
        _PERSON_FIELDS,
        [_columns(nip, values, places) for nip, old, values in people if not old],
    )
    update_rows(
        CivilServant,
        _PERSON_FIELDS,
        [(*_columns(nip, values, places), old.id) for nip, old, values in people if old],
    )
    source.applied_through = rows[-1].number
    Import.objects.filter(pk=source.pk).update(applied_through=source.applied_through)
    return len(rows)


def _leave_out(rows: list[ImportedRow]) -> None:
    for row in rows:
        row.verdict, row.changes = Verdict.REFUSED, {"nip": row.nip, "name": row.name}
        row.findings = [Finding("CHANGED_MEANWHILE", "nip", row.nip).as_json(), *row.findings]
        row.save()


def _new_values(row: ImportedRow, known: dict[str, Known]) -> dict[str, str]:
    person = known.get(row.nip)
    values = dict(person.values) if person else dict.fromkeys(RECORD_FIELDS, "")
    values.update((name, new) for name, (_, new) in row.changes.items())
    return values


def _columns(nip: str, values: dict[str, str], places: Places) -> tuple[object, ...]:
    """In the order of _PERSON_FIELDS."""
    return (
        nip,
        *(values[name] for name in _PERSON_FIELDS[1:8]),
        places.unit_id(values),
        places.post_id(values),
        *(values[name] for name in _PERSON_FIELDS[10:14]),
        values["post_since"] or None,
    )


def _complete(source: Import, clock: Clock) -> None:
    source.state, source.applied_at = ImportState.APPLIED, clock()
    for verdict in (Verdict.ADDED, Verdict.CHANGED, Verdict.REFUSED):
        setattr(source, verdict.value, source.rows.filter(verdict=verdict).count())
    source.save()
    record_change(
        source.applied_by,
        "people.import",
        f"import:{source.pk}",
        reason=source.reason,
        after={
            "file": source.file_name,
            "sha256": source.sha256,
            **{name: getattr(source, name) for name in ("added", "changed", "unchanged", "refused")},
        },
    )


def _tidy(source: Import) -> None:
    """Rows that changed nothing are no trail; the uploaded file holds more than we may keep."""
    last = source.rows.order_by("-number").values_list("number", flat=True).first() or 0
    for start in range(0, last + 1, _FORGET_AT_ONCE):
        source.rows.filter(
            verdict=Verdict.UNCHANGED, number__gt=start, number__lte=start + _FORGET_AT_ONCE
        ).delete()
    forget_file(source)
