"""Other people's sheets: open only when everyone who rates that person there has locked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from takar.assessments.public import vault
from takar.exercises.domain.scale import NO_EVIDENCE
from takar.exercises.models import Seal, Sheet
from takar.exercises.storage.records import SheetDamaged, Stream, read_stream, read_streams, rules_of
from takar.exercises.storage.sealing import record_of
from takar.kernel.canonical import canonical
from takar.kernel.refusals import Refusal
from takar.ledger.public import disclosure_digest, open_fields

# One sentence for every reason, so that the refusal itself says nothing about who has locked.
STILL_BLIND = Refusal(
    "RATINGS_STILL_BLIND",
    "Penilaian orang lain baru terbuka setelah semua penilai peserta ini mengunci lembarnya, termasuk Anda.",
    "Other people's ratings open only when every rater of this person has locked his sheet, you included.",
)


@dataclass(frozen=True, slots=True)
class SealedSheet:
    """A locked sheet. `values`: Decimal, or "NE" for no evidence; `evidence`: notes per dimension; `index`: its leaf."""

    sheet: str
    rater: str
    nip: str
    name: str
    instrument: str
    values: dict[str, Decimal | str]
    evidence: dict[str, list[dict[str, Any]]]
    remarks: dict[str, str]
    digest: str
    index: int | None


def all_locked(owner: str, nip: str, instrument: str) -> bool:
    """Whether the judging of this person in this instrument is closed. For the system, not for a rater's page."""
    sheets = _sheets(owner, nip, instrument)
    return bool(sheets) and not sheets.exclude(pk__in=_locked(sheets)).exists()


def locked_people(owner: str) -> set[str]:
    """NIPs of whom every sheet of the round is locked: closed for everybody, so nobody is told anything early."""
    sheets = Sheet.objects.filter(round=owner, withdrawn_at=None)
    waiting = set(sheets.exclude(pk__in=_locked(sheets)).values_list("nip", flat=True))
    return set(sheets.values_list("nip", flat=True)) - waiting


def locked_raters(owner: str, reader: str) -> dict[tuple[str, str], tuple[int, int]] | Refusal:
    """(nip, instrument) -> (locked, in all), for a coordinator. Refused to whoever rates in this round."""
    sheets = Sheet.objects.filter(round=owner, withdrawn_at=None)
    if sheets.filter(rater=reader).exists():
        return STILL_BLIND
    locked = set(_locked(sheets))
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in sheets:
        done, total = found.get((row.nip, row.instrument), (0, 0))
        found[row.nip, row.instrument] = (done + (row.pk in locked), total + 1)
    return found


def sealed_sheets(owner: str, nip: str, instrument: str, reader: str) -> tuple[SealedSheet, ...] | Refusal:
    """All sheets about a person in an instrument, by rater. Refuses RATINGS_STILL_BLIND before the last lock.

    `reader` must be named; a rater who was taken off (recused) reads nothing of this person any more.
    """
    if Sheet.objects.filter(round=owner, nip=nip, rater=reader, withdrawn_at__isnull=False).exists():
        return STILL_BLIND
    if not all_locked(owner, nip, instrument):
        return STILL_BLIND
    rows = _sheets(owner, nip, instrument).select_related("round").order_by("rater")
    return tuple(_read(row) for row in rows)


def sealed_in(owner: str, reader: str) -> dict[tuple[str, str], tuple[SealedSheet, ...]]:
    """(nip, instrument) -> all its sheets, for every one whose raters have all locked; the rest is absent.

    As `sealed_sheets` says it of one, with a number of queries that does not grow with people.
    """
    rows = list(Sheet.objects.filter(round=owner).select_related("round").order_by("rater"))
    lost = {row.nip for row in rows if row.rater == reader and row.withdrawn_at}
    seals = {seal.sheet_id: seal for seal in _seals(owner)}
    groups: dict[tuple[str, str], list[Sheet]] = {}
    for row in rows:
        if row.withdrawn_at is None and row.nip not in lost:
            groups.setdefault((row.nip, row.instrument), []).append(row)
    closed = {key: found for key, found in groups.items() if all(row.pk in seals for row in found)}
    streams = read_streams([row for found in closed.values() for row in found])
    return {
        key: tuple(_opened(row, streams[row.pk], seals[row.pk]) for row in found)
        for key, found in closed.items()
    }


def sealed_fields(row: Sheet, seal: Seal) -> dict[str, Any]:
    """What the rater signed, opened: {"record", "rater"}; empty when it does not open the seal's digests.

    Raises InvalidTag or Shredded when it cannot be decrypted.
    """
    cipher = vault().opened(row.round.event, row.pseudonym)
    kept = cipher.decrypt(f"seal:{row.pk}:{seal.number}", bytes(seal.disclosures))
    assert isinstance(kept, dict)
    texts = {name: str(text) for name, text in kept.items()}
    if disclosure_digest(texts.get("record", "")) != seal.digest:
        return {}
    fields = open_fields(canonical({"_sd": seal.envelope["digests"]}), texts.values())
    return {} if isinstance(fields, Refusal) else dict(fields)


def _sheets(owner: str, nip: str, instrument: str) -> QuerySet[Sheet]:
    return Sheet.objects.filter(round=owner, nip=nip, instrument=instrument, withdrawn_at=None)


def _locked(sheets: QuerySet[Sheet]) -> list[str]:
    return list(Seal.objects.filter(sheet__in=sheets, reopened_at=None).values_list("sheet", flat=True))


def _seals(owner: str) -> QuerySet[Seal]:
    """Those that count, the newest of a sheet last."""
    return Seal.objects.filter(sheet__round=owner, reopened_at=None).order_by("number")


def _read(row: Sheet) -> SealedSheet:
    return _opened(row, read_stream(row), Seal.objects.filter(sheet=row, reopened_at=None).latest("number"))


def _opened(row: Sheet, stream: Stream, seal: Seal) -> SealedSheet:
    record: dict[str, Any] = dict(record_of(stream.state, rules_of(row.form)))
    if sealed_fields(row, seal).get("record") != record:
        raise SheetDamaged(row.pk, len(stream.events), "the sheet does not say what its rater signed")
    return SealedSheet(
        sheet=row.pk,
        rater=row.rater,
        nip=row.nip,
        name=row.name,
        instrument=row.instrument,
        values={
            code: value if value == NO_EVIDENCE else Decimal(value)
            for code, value in record["values"].items()
        },
        evidence=record["evidence"],
        remarks=record["remarks"],
        digest=seal.digest,
        index=seal.index,
    )
