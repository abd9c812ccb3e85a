"""Looks for every change that should not be there: in events, table, minutes, signatures, inputs and the log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from takar.assessments.public import evidence_log
from takar.kernel.canonical import Json, canonical
from takar.kernel.refusals import Refusal
from takar.ledger.public import PLENO_TYPE, signed_by
from takar.plenary.actions.file_objection import objection_digest
from takar.plenary.actions.open_plenary import table_root
from takar.plenary.books import Book, amendments_of, read_book
from takar.plenary.documents import envelope_of, minutes_now, payload_of
from takar.plenary.domain.codec import START, link
from takar.plenary.domain.minutes import minutes_digest
from takar.plenary.domain.replay import first_impossible
from takar.plenary.domain.table import Behind, Entrant, PostTable, corrected, rows_of
from takar.plenary.inputs import Inputs
from takar.plenary.models import LoggedLeaf, Plenary
from takar.plenary.sources import SELECTION_UNKNOWN, inputs_of


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was found, with a sentence in Indonesian and English."""

    code: str
    id: str
    en: str

    def sentence(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id


def check_plenary(plenary: str) -> tuple[Alarm, ...]:
    """Everything that is not as it was decided, signed and logged; () when all holds."""
    row = Plenary.objects.get(pk=plenary)
    try:
        book = read_book(row)
    except (ValueError, KeyError, TypeError) as fault:
        return (
            _alarm("EVENT_CHANGED", f"catatan tidak terbaca: {fault}", f"an event cannot be read: {fault}"),
        )
    return tuple(
        alarm
        for check in (_chain, _rules, _table, _minutes, _signatures, _objections, _leaves, _inputs)
        for alarm in check(book)
    )


def _chain(book: Book) -> Iterator[Alarm]:
    head = START
    for place, one in enumerate(book.noted, 1):
        head = link(head, book.id, place, one.event, one.actor)
        if one.ordinal != place or one.chain != head.hex():
            yield _alarm(
                "EVENT_CHANGED",
                f"catatan ke-{place} diubah, dihapus, atau dipindahkan",
                f"event {place} was changed, removed or moved",
            )
            return


def _rules(book: Book) -> Iterator[Alarm]:
    ordinal = first_impossible((one.event for one in book.noted), book.rules)
    if ordinal is not None:
        yield _alarm(
            "EVENT_IMPOSSIBLE",
            f"catatan ke-{ordinal} tidak mungkin terjadi menurut aturan pleno",
            f"event {ordinal} cannot have happened by the rules of a plenary",
        )


def _table(book: Book) -> Iterator[Alarm]:
    opened = book.state.opened
    rows = book.row.table["rows"]
    if opened is None or table_root(rows) != opened.table_root:
        yield _alarm(
            "TABLE_CHANGED",
            "tabel nilai bukan lagi tabel saat pleno dibuka (akar berbeda)",
            "the table is not the one at the opening (another root)",
        )
    bare = [{name: value for name, value in row.items() if name != "salt"} for row in rows]
    if bare != [row for table in book.tables.values() for row in rows_of(table)]:
        yield _alarm(
            "TABLE_NOT_RECOMPUTED",
            "jumlah, putusan, atau peringkat tidak mengikuti nilai dan bobot",
            "totals, verdicts or ranks do not follow from values and weights",
        )


def _minutes(book: Book) -> Iterator[Alarm]:
    ended = book.state.ended
    if ended and minutes_digest(minutes_now(book)) != ended.minutes:
        yield _alarm(
            "MINUTES_CHANGED",
            "berita acara bukan lagi yang ditandatangani anggota",
            "the minutes are not those that the members signed",
        )


def _signatures(book: Book) -> Iterator[Alarm]:
    if book.state.ended is None or book.state.opened is None:
        return
    payload, panel = payload_of(book), book.row.terms["panel"]
    for member, signed in book.state.signatures.items():
        try:
            key = bytes.fromhex(panel[member])
            _, who = signed_by(envelope_of(payload, PLENO_TYPE, [signed]), PLENO_TYPE, [key])
        except (KeyError, ValueError):
            who = frozenset()
        if not who:
            yield _alarm(
                "SIGNATURE_FORGED",
                f"tanda tangan {member} bukan tanda tangannya atas berita acara ini",
                f"the signature of {member} is not his over these minutes",
            )


def _objections(book: Book) -> Iterator[Alarm]:
    kept = {row.pk: row for row in book.row.objections.all()}
    for name, one in book.state.objections.items():
        row = kept.get(name)
        if row is None or objection_digest(row.text, bytes(row.document)) != one.objected.document:
            yield _alarm(
                "OBJECTION_CHANGED",
                f"isi keberatan {name[:8]} bukan lagi yang diterima",
                f"what objection {name[:8]} says is not what was received",
            )


def _leaves(book: Book) -> Iterator[Alarm]:
    if book.state.closed is None:
        return
    row = LoggedLeaf.objects.filter(plenary=book.row, key="pleno").first()
    if row is None:
        yield _alarm("LEAF_MISSING", "pleno belum tercatat di log", "the plenary is not in the log yet")
        return
    log = evidence_log()
    said = json.loads(log.leaf(row.index)) if row.index < log.checkpoint().size else {}
    if book.state.opened is None or book.state.ended is None or said.get("t") != "pleno":
        yield _other_leaf()
        return
    payload, who = signed_by(
        said["dsse"], PLENO_TYPE, [bytes.fromhex(key) for key in book.row.terms["panel"].values()]
    )
    names = {one.key for one in book.state.signatures.values()}
    same = (said["ev"], said["table"], said["minutes"]) == (
        book.ev, book.state.opened.table_root, book.state.ended.minutes,
    )  # fmt: skip
    if not same or payload != payload_of(book) or who != names:
        yield _other_leaf()


def _inputs(book: Book) -> Iterator[Alarm]:
    """Whether what the table was made from still says the same."""
    if Plenary.objects.filter(selection=book.row.selection, number__gt=book.row.number).exists():
        return
    try:
        now = inputs_of(book.row.selection)
    except ValueError:  # a sheet whose entries do not follow from each other
        now = SELECTION_UNKNOWN
    if isinstance(now, Refusal):
        yield _alarm(
            "INPUT_CHANGED",
            "nilai seleksi atau lembar penilaiannya rusak",
            "figures of the selection or its sheets are damaged",
        )
        return
    then = {code: rows_of(table) for code, table in book.tables.items()}
    corrections = amendments_of(book.row.selection, book.row.number)
    found = {table.code: rows_of(table) for table in corrected(now.posts, corrections)}
    for code in sorted(then.keys() | found.keys()):
        old, new = _figures(then.get(code, [])), _figures(found.get(code, []))
        for nip in sorted(old.keys() | new.keys()):
            if old.get(nip) != new.get(nip):
                name = book.entrants[nip].name if nip in book.entrants else nip
                yield _alarm(
                    "INPUT_CHANGED",
                    f"nilai {name} untuk {code} berubah setelah pleno dibuka",
                    f"the figures of {name} for {code} changed after the opening",
                )
    yield from _behind(book, now)


def _behind(book: Book, now: Inputs) -> Iterator[Alarm]:
    """Whether what stands behind ticks and typed values is what was sealed: the notes, and the bytes of the documents."""
    if not now.as_committed:
        yield _alarm(
            "DOCUMENT_CHANGED",
            "dokumen pemeriksaan administrasi bukan lagi yang ditetapkan di log sebelum wawancara",
            "the documents of the administrative check are not those that were committed to before the interviews",
        )
    today = {(post.code, one.nip): one.behind for post in now.posts for one in post.entrants}
    for code, table in book.tables.items():
        for one in table.entrants:
            changed = {what for post, nip, what in now.changed if (post, nip) == (code, one.nip)}
            yield from _basis(table, one, today.get((code, one.nip), {}), changed)


def _basis(table: PostTable, who: Entrant, now: Mapping[str, Behind], changed: set[str]) -> Iterator[Alarm]:
    for what, sealed in who.behind.items():
        kind, _sep, number = what.partition(":")
        about = (
            (f"persyaratan {number}", f"requirement {number}")
            if number
            else (table.places.get(kind, kind),) * 2
        )
        found = now.get(what)
        if found is None or found.files != sealed.files or what in changed:
            yield _alarm(
                "DOCUMENT_CHANGED",
                f"dokumen di belakang {about[0]} milik {who.name} bukan lagi yang disegel",
                f"the document behind {about[1]} of {who.name} is not the one that was sealed",
            )
        elif found.record != sealed.record:
            yield _alarm(
                "BASIS_CHANGED",
                f"yang dicatat untuk {about[0]} milik {who.name} berubah setelah disegel",
                f"what was noted for {about[1]} of {who.name} changed after it was sealed",
            )


def _figures(rows: Sequence[dict[str, Json]]) -> dict[str, bytes]:
    """Each candidate's own figures; his rank follows from those of others too."""
    return {str(row["nip"]): canonical({**row, "rank": None, "behind": None}) for row in rows}


def _other_leaf() -> Alarm:
    return _alarm(
        "LEAF_DIFFERS",
        "pleno di log berbeda dari berita acara ini",
        "the plenary in the log differs from these minutes",
    )


def _alarm(code: str, indonesian: str, english: str) -> Alarm:
    return Alarm(code, indonesian, english)
