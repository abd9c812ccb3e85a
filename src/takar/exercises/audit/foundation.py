"""What all ratings of a round rest on: the rules, raters and people that were committed before, and the log itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from takar.exercises.domain.findings import ROUND, RatingFinding, Whose, differs, finding
from takar.exercises.domain.round_rules import form_for, instrument_of
from takar.exercises.models import ListedRater, Round, Sheet
from takar.exercises.rounds import commitment
from takar.exercises.storage.checking import logged_ratings, whose_sheet
from takar.exercises.storage.logging import due_leaves
from takar.kernel.canonical import digest
from takar.ledger.public import RATING_TYPE as RATING
from takar.ledger.public import LogReader, key_id, key_text, monitor, signed_by

Found = Iterator[RatingFinding]


def round_findings(row: Round, log: LogReader) -> list[RatingFinding]:
    """The log's event.commit against rules, raters and people of today."""
    assert row.index is not None
    recorded = log.leaf(row.index) if row.index < log.checkpoint().size else b"{}"
    leaf = json.loads(recorded)
    found = [] if recorded == row.leaf.encode() else [_commit(row)]
    if leaf.get("ev") != row.event:
        return found
    found += _weights(row.rules, leaf)
    found += _digests(row, leaf)
    found += _raters(row, leaf, log)
    return found + list(_sheets(row))


def _commit(row: Round) -> RatingFinding:
    return finding(
        "COMMIT_DIFFERS", ROUND, "event.commit",
        f"Catatan #{row.index} di log bukan penetapan putaran yang disimpan kantor",
        f"Leaf #{row.index} of the log is not the commitment that the office keeps",
    )  # fmt: skip


def _weights(rules: Mapping[str, Any], leaf: Mapping[str, Any]) -> Found:
    now = {one["code"]: one for one in commitment.components(rules)}
    then = {one["code"]: one for one in leaf["components"]}
    for code in sorted({*now, *then}):
        name = str((now.get(code) or then[code])["name"])
        values = {"office": now.get(code, {}).get("weight"), "log": then.get(code, {}).get("weight")}
        if values["office"] != values["log"]:
            yield differs(
                "WEIGHT_DIFFERS", ROUND, f"weight:{code}", (f"Bobot {name}", f"Weight of {name}"), values
            )


def _digests(row: Round, leaf: Mapping[str, Any]) -> Found:
    people = commitment.subject_entries(list(row.subjects.order_by("nip")))
    now = {
        "cut_digest": digest(row.rules),
        "form_root": commitment.form_root(row.rules),
        "roster_root": commitment.root_of(people),
        "key_root": commitment.root_of(commitment.rater_entries(commitment.first_raters(row))),
    }
    for name, value in now.items():
        if leaf.get(name) != value:
            yield differs(
                "COMMITMENT_DIFFERS", ROUND, name, _NAMES[name], {"office": value, "log": leaf.get(name)}
            )


_NAMES = {
    "cut_digest": ("Sidik aturan", "Digest of the rules"),
    "form_root": ("Sidik instrumen", "Digest of the instruments"),
    "roster_root": ("Sidik daftar peserta", "Digest of the participants"),
    "key_root": ("Sidik daftar penilai", "Digest of the raters"),
}


def _raters(row: Round, leaf: Mapping[str, Any], log: LogReader) -> Found:
    """Every rater the office lists has his key in the commitment or in a later `raters` leaf."""
    keys = set(leaf.get("keys", []))
    for _, text in log.leaves(row.index or 0):
        body = json.loads(text)
        if body["ev"] == row.event and body["t"] == "raters":
            keys |= set(body["keys"])
    for one in row.raters.all():
        if key_text(bytes.fromhex(one.public)) not in keys:
            yield finding(
                "RATER_UNLISTED", Whose("–", one.username), "raters",
                "kunci penilai ini tidak pernah ditetapkan di log", "this rater's key was never committed to in the log",
            )  # fmt: skip


def _sheets(row: Round) -> Found:
    """Sheets belong to the people, raters and instruments of the round, and ask what was committed."""
    people = {one.nip: one for one in row.subjects.all()}
    listed = set(row.raters.values_list("username", flat=True))
    for sheet in Sheet.objects.filter(round=row):
        whose, who = whose_sheet(sheet), people.get(sheet.nip)
        if who is None or (who.pseudonym, who.name) != (sheet.pseudonym, sheet.name):
            yield differs(
                "SHEET_OF_ANOTHER", whose, "subject", ("orang pada lembar", "person on the sheet"),
                {"sheet": f"{sheet.name} ({sheet.nip})", "office": f"{who.name} ({who.nip})" if who else ""},
            )  # fmt: skip
        if sheet.rater not in listed:
            yield finding(
                "RATER_UNLISTED", whose, "rater", "penilai tidak ditetapkan", "the rater is not listed"
            )
        instrument = instrument_of(row.rules, sheet.instrument)
        standard = who.standard if who else ""
        if instrument is None or form_for(row.rules, sheet.instrument, standard) != sheet.form:
            yield finding(
                "FORM_DIFFERS", whose, sheet.instrument,
                f"yang ditanyakan lembar {sheet.title} bukan yang ditetapkan",
                f"what sheet {sheet.title} asks is not what was committed",
            )  # fmt: skip


def log_findings(row: Round, log: LogReader) -> list[RatingFinding]:
    """What the log holds of this round: its rules kept, and every leaf known here."""
    mine = {index: json.loads(leaf) for index, leaf in log.leaves(row.index or 0)}
    mine = {index: body for index, body in mine.items() if body["ev"] == row.event}
    found = [
        finding(one.code, ROUND, "log", one.id.rstrip("."), one.en.rstrip("."))
        for one in monitor(log)
        if one.index in mine
    ]
    waiting = [one for one in due_leaves() if one.owner == row.owner]
    found += [
        finding(
            "RATING_NOT_LOGGED", whose_sheet(one.seal.sheet), one.key,
            "penilaian terkunci belum tercatat di log", "the locked rating is not in the log",
        )
        for one in waiting
    ]  # fmt: skip
    return found + list(_unknown(row, mine))


def _unknown(row: Round, mine: Mapping[int, Mapping[str, Any]]) -> Found:
    """Leaves that the database does not know (any more): deleted rows, an old backup, a seal replaced by another."""
    ratings, reopened = logged_ratings(row.owner)
    known = {*ratings, *reopened, row.index, *row.raters.values_list("index", flat=True)}
    known |= {one.index for one in row.leaves.all() if one.key.partition(":")[0] not in ("rating", "reopen")}
    numbers = {one.pseudonym: one.number or one.nip for one in row.subjects.all()}
    for index, body in mine.items():
        if index not in known:
            whose = Whose(numbers.get(body.get("p", ""), "–"), _rater(row, body))
            yield finding(
                "LEAF_UNKNOWN", whose, f"leaf:{index}",
                f"catatan #{index} ({body['t']}) ada di log tetapi tidak ada lagi di basis data kantor",
                f"leaf #{index} ({body['t']}) is in the log but no longer in the office database",
            )  # fmt: skip


def _rater(row: Round, body: Mapping[str, Any]) -> str:
    if body["t"] != "rating":
        return ""
    names = {key_id(bytes.fromhex(one.public)): one.username for one in ListedRater.objects.filter(round=row)}
    keys = [bytes.fromhex(one.public) for one in row.raters.all()]
    _, who = signed_by(body["dsse"], RATING, keys)
    return ", ".join(names[one] for one in sorted(who))
