"""The audit of sheets: entries against their chain, against what their rater signed, against the log."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag

from takar.assessments.public import vault
from takar.exercises.domain.codec import START, link, read_body
from takar.exercises.domain.events import Event, Locked, Reopened
from takar.exercises.domain.findings import RatingFinding, Whose, differs, finding
from takar.exercises.domain.sheet import fold
from takar.exercises.domain.words import said
from takar.exercises.models import ListedRater, Seal, Sheet, SheetEvent
from takar.exercises.storage.records import label_of, rules_of
from takar.exercises.storage.sealed import sealed_fields
from takar.exercises.storage.sealing import record_of
from takar.ledger.public import RATING_TYPE, LogReader, Shredded, key_id, signed_by

Found = Iterator[RatingFinding]


@dataclass(frozen=True, slots=True)
class _Read:
    """What could be read of a sheet, chain or no chain. `faults`: places of entries that are not as written."""

    events: tuple[Event, ...]
    chains: tuple[str, ...]
    faults: tuple[int, ...]


def check_sheet(sheet: Sheet, log: LogReader, raters: list[ListedRater]) -> list[RatingFinding]:
    """Everything that does not fit about one sheet. Nothing for a sheet whose person was deleted on request."""
    whose = whose_sheet(sheet)
    try:
        read = _read(sheet)
        found = [_entry(whose, place) for place in read.faults]
        seals = list(Seal.objects.filter(sheet=sheet).order_by("number"))
        found += _count(whose, read, seals)
        found += _withdrawn(sheet, seals, whose)
        for seal in seals:
            found += _seal(sheet, seal, read, raters, whose)
            found += _leaf(sheet, seal, log, whose)
    except Shredded:
        return []
    return found


def whose_sheet(sheet: Sheet) -> Whose:
    return Whose(sheet.number or sheet.nip, sheet.rater)


def logged_ratings(owner: str) -> tuple[set[int], set[int]]:
    """Indexes of the ratings, and of what was taken back, that this database knows of."""
    rows = Seal.objects.filter(sheet__round=owner).values_list("index", "reopened_index")
    return {index for index, _ in rows if index is not None}, {back for _, back in rows if back is not None}


def _read(sheet: Sheet) -> _Read:
    rows = list(SheetEvent.objects.filter(sheet=sheet).order_by("ordinal"))
    cipher = vault().opened(sheet.round.event, sheet.pseudonym) if rows else None
    events, chains, faults, head = [], [], [], START
    for place, row in enumerate(rows, 1):
        assert cipher is not None
        try:
            data: Any = cipher.decrypt(label_of(sheet, place), bytes(row.body))
            event = Event(row.at_ms, read_body(data), row.device, row.seq, int(data.get("tick", 0)))
            head = link(head, sheet.pk, place, event, str(data.get("salt", "")))
        except (InvalidTag, ValueError, TypeError):
            faults.append(place)
            head = bytes.fromhex(row.chain)
            continue
        if row.ordinal != place or row.chain != head.hex():
            faults.append(place)
            head = bytes.fromhex(row.chain)
        events.append(event)
        chains.append(row.chain)
    return _Read(tuple(events), tuple(chains), tuple(faults))


def _entry(whose: Whose, place: int) -> RatingFinding:
    return finding(
        "ENTRY_CHANGED", whose, f"entry:{place}",
        f"catatan ke-{place} pada lembar diubah, dihapus, atau dipindahkan setelah ditulis",
        f"entry {place} of the sheet was changed, deleted or moved after it was written",
    )  # fmt: skip


def _count(whose: Whose, read: _Read, seals: list[Seal]) -> Found:
    """As many seals as lockings, and in force only the last, unless the sheet was opened again."""
    locks = sum(isinstance(event.body, Locked) for event in read.events)
    if locks != len(seals):
        yield differs(
            "SEAL_COUNT", whose, "seals", ("jumlah penguncian", "number of lockings"),
            {"sheet": locks, "seal": len(seals)},
        )  # fmt: skip
    opened = sum(isinstance(event.body, Reopened) for event in read.events)
    for seal in seals:
        if seal.number <= opened and seal.reopened_at is None:
            yield finding(
                "SEAL_REVIVED", whose, f"seal:{seal.number}",
                f"segel ke-{seal.number} berlaku lagi, padahal lembarnya sudah dibuka kembali",
                f"seal {seal.number} is in force again although the sheet was opened again since",
            )  # fmt: skip


def _withdrawn(sheet: Sheet, seals: list[Seal], whose: Whose) -> Found:
    """Whoever was withdrawn stays so, and a locked sheet is not withdrawn without two people."""
    alone = sheet.withdrawn_at and any(seal.reopened_at is None for seal in seals)
    back = not sheet.withdrawn_at and any(seal.reopened_why == "withdrawn" for seal in seals)
    if alone or back:
        yield finding(
            "WITHDRAWAL_DIFFERS", whose, "withdrawn",
            "penarikan penilai pada lembar ini tidak sesuai dengan segelnya",
            "the rater's withdrawal on this sheet does not agree with its seals",
        )  # fmt: skip


def _seal(sheet: Sheet, seal: Seal, read: _Read, raters: list[ListedRater], whose: Whose) -> Found:
    yield from _signature(sheet, seal, raters, whose)
    signed = _payload(seal)
    chain = str(signed.get("chain"))
    if chain not in read.chains:
        yield finding(
            "ENTRIES_DIFFER", whose, f"seal:{seal.number}",
            f"rangkaian catatan yang ditandatangani pada segel ke-{seal.number} tidak ada lagi: dihapus atau ditulis ulang",
            f"the entries signed with seal {seal.number} are not there any more: they were deleted or written anew",
        )  # fmt: skip
    try:
        sealed = sealed_fields(sheet, seal)
    except InvalidTag:
        sealed = {}
    if "record" not in sealed:
        yield finding(
            "SEAL_UNREADABLE", whose, f"seal:{seal.number}",
            f"isi segel ke-{seal.number} rusak atau diganti", f"the content of seal {seal.number} is damaged or replaced",
        )  # fmt: skip
        return
    yield from _values(sheet, seal, _until(read, chain, seal.number), sealed["record"], whose)


def _until(read: _Read, chain: str, number: int) -> tuple[Event, ...]:
    """The entries up to the locking that this seal is about."""
    if chain in read.chains:
        return read.events[: read.chains.index(chain) + 1]
    locks = [place for place, event in enumerate(read.events, 1) if isinstance(event.body, Locked)]
    return read.events[: locks[number - 1]] if len(locks) >= number else read.events


def _values(
    sheet: Sheet, seal: Seal, events: tuple[Event, ...], sealed: Mapping[str, Any], whose: Whose
) -> Found:
    names = {one["code"]: said(one["name"]) for one in sheet.form["dimensions"]}
    record: Any = record_of(fold(events), rules_of(sheet.form))
    for part, (indonesian, english) in _PARTS.items():
        for code in sorted({*record[part], *sealed.get(part, {})}):
            now, then = record[part].get(code), sealed.get(part, {}).get(code)
            if now != then:
                name = names.get(code, code)
                shown = {"sheet": _short(now), "seal": _short(then)}
                yield differs(
                    "RATING_DIFFERS",
                    whose,
                    f"{part}:{code}",
                    (f"{indonesian} {name}", f"{english} {name}"),
                    shown,
                )


_PARTS = {
    "values": ("nilai", "rating of"),
    "evidence": ("bukti", "evidence for"),
    "remarks": ("catatan", "remark on"),
}


def _short(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(one.get("text", ""))[:60] for one in value)
    return str(value or "")


def _signature(sheet: Sheet, seal: Seal, raters: list[ListedRater], whose: Whose) -> Found:
    own = [bytes.fromhex(one.public) for one in raters if one.username == sheet.rater]
    try:
        _, who = signed_by(seal.envelope["dsse"], RATING_TYPE, own)
    except ValueError:
        who = frozenset()
    if not who:
        yield finding(
            "SIGNATURE_BAD", whose, f"seal:{seal.number}",
            f"segel ke-{seal.number} tidak ditandatangani dengan kunci penilai ini yang ditetapkan ({_signers(seal, raters)})",
            f"seal {seal.number} is not signed with this rater's listed key ({_signers(seal, raters)})",
        )  # fmt: skip
    said = _payload(seal)
    expected = {
        "ev": sheet.round.event,
        "p": sheet.pseudonym,
        "instrument": sheet.instrument,
        "sheet": sheet.pk,
        "record": seal.digest,
    }
    for name, value in expected.items():
        if said.get(name) != value:
            yield differs(
                "SEAL_OF_ANOTHER", whose, name, _SIGNED[name], {"office": value, "seal": said.get(name)}
            )


_SIGNED = {
    "ev": ("acara", "event"),
    "p": ("peserta", "participant"),
    "instrument": ("instrumen", "instrument"),
    "sheet": ("lembar", "sheet"),
    "record": ("sidik isi", "digest of the content"),
}


def _signers(seal: Seal, raters: list[ListedRater]) -> str:
    """Whose keys the signature names."""
    names = {key_id(bytes.fromhex(one.public)): one.username for one in raters}
    ids = [str(one.get("keyid")) for one in seal.envelope["dsse"].get("signatures", [])]
    return ", ".join(names.get(one, one) for one in ids) or "–"


def _payload(seal: Seal) -> dict[str, Any]:
    try:
        said = json.loads(base64.b64decode(seal.envelope["dsse"]["payload"]))
    except (KeyError, TypeError, ValueError, binascii.Error):
        return {}
    return said if isinstance(said, dict) else {}


def _leaf(sheet: Sheet, seal: Seal, log: LogReader, whose: Whose) -> Found:
    if seal.index is None:
        return
    body = json.loads(log.leaf(seal.index)) if seal.index < log.checkpoint().size else {}
    places = {
        "t": "rating",
        "ev": sheet.round.event,
        "p": sheet.pseudonym,
        "instrument": sheet.instrument,
        "record": seal.digest,
        "chain": seal.envelope.get("chain"),
    }
    wrong = {name: value for name, value in places.items() if body.get(name) != value}
    if not wrong and body.get("dsse") != seal.envelope["dsse"]:
        wrong = {"dsse": "tanda tangan"}
    for name, value in wrong.items():
        yield differs(
            "LEAF_DIFFERS", whose, name, (f"catatan #{seal.index}, {name},", f"leaf #{seal.index}, {name},"),
            {"office": value, "log": _short_leaf(body.get(name))},
        )  # fmt: skip


def _short_leaf(value: Any) -> str:
    return "lain / another" if isinstance(value, dict) else str(value or "")
