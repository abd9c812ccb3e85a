"""What all scores of an assessment rest on: the log, and what event.commit committed to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings

from takar.assessments.public import (
    AssessmentView,
    OpeningView,
    commit_leaf,
    participants_in,
    roster_root,
    sessions_of,
    standard_label,
)
from takar.delivery.public import Journal, unseal
from takar.forms.public import SaltedKey, key_root, keys_of, sealed_form
from takar.items.public import entries_at
from takar.kernel.canonical import digest
from takar.ledger.public import Log, OfficeSigner, OfficeVerifier, fsck, monitor, rules_digest
from takar.scoring.domain.audit import Finding, mismatch, whole
from takar.scoring.domain.values import Name
from takar.standards.public import StandardNotFound, ruleset


def log_findings(log: Log) -> list[Finding]:
    """Every file of the log against its signed root, then the order of the leaves."""
    found = fsck(settings.TAKAR.ledger, log.key.vkey) or monitor(log)
    return [whole(one.code, "log", _at(one.index) + one.id, _at(one.index) + one.en) for one in found]


def commitment_findings(
    view: AssessmentView, opening: OpeningView, log: Log, journal: Journal
) -> list[Finding]:
    """The log's event.commit against the rules, the form, the keys, the roster and the tickets of today."""
    assert view.commit_index is not None
    recorded = log.leaf(view.commit_index)
    leaf = json.loads(recorded)
    found = list(_leaf_findings(view, recorded))
    found += _digests(leaf, view, opening)
    found += _keys(leaf, view)
    found += _roster(view, opening)
    found += _tickets(leaf, view, journal)
    return found


def _leaf_findings(view: AssessmentView, recorded: bytes) -> Iterator[Finding]:
    if (commit_leaf(view.id) or "").encode() != recorded:
        yield whole(
            "COMMIT_DIFFERS",
            "event.commit",
            f"Catatan #{view.commit_index} di log bukan catatan pembukaan yang disimpan kantor.",
            f"Leaf #{view.commit_index} of the log is not the opening that the office keeps.",
        )


def _digests(leaf: dict[str, Any], view: AssessmentView, opening: OpeningView) -> list[Finding]:
    form = sealed_form(view.form)
    now = {
        "form_root": digest(form.content) if form else "–",
        "cut_digest": rules_digest(opening.rules),
        "norm_digest": _ruleset_digest(view),
        "roster_root": roster_root(opening.roster),
    }
    return [
        mismatch("COMMITMENT_DIFFERS", "", name, {"office": value, "log": str(leaf.get(name))}, _NAMES[name])
        for name, value in now.items()
        if leaf.get(name) != value
    ]


def _ruleset_digest(view: AssessmentView) -> str:
    try:
        return ruleset(view.ruleset_code, view.ruleset_version).digest
    except (StandardNotFound, ValueError):
        return "–"


def _keys(leaf: dict[str, Any], view: AssessmentView) -> list[Finding]:
    """When the keys do not lead to the committed root, the item bank tells which key was changed."""
    try:
        keys = keys_of(view.form)
    except InvalidTag:
        return [
            whole(
                "KEYS_UNREADABLE",
                "key_root",
                "Kunci jawaban tersimpan rusak atau diganti: penyandiannya tidak cocok lagi.",
                "The stored answer keys are damaged or replaced: their encryption no longer fits.",
            )
        ]
    if key_root(keys) == leaf["key_root"]:
        return []
    values = {"office": key_root(keys), "log": str(leaf["key_root"])}
    return [mismatch("KEYS_DIFFER", "", "key_root", values, _NAMES["key_root"]), *_changed_keys(view, keys)]


def _changed_keys(view: AssessmentView, keys: tuple[SaltedKey, ...]) -> list[Finding]:
    form = sealed_form(view.form)
    assert form is not None
    items = [item for section in form.sections for item in section["items"]]  # type: ignore[union-attr]
    versions = [(str(item["id"]), int(item["version"])) for item in items]  # type: ignore[index,call-overload,arg-type]
    bank = {place[0]: entry.key for place, entry in entries_at(versions).items()}
    return [
        mismatch(
            "KEY_DIFFERS",
            "",
            f"key:{key.item}",
            {"office": _weights(key.weights), "bank": _weights(bank[key.item].weights)},
            Name(f"Kunci butir {key.item}", f"Key of item {key.item}"),
        )
        for key in keys
        if key.item in bank and dict(key.weights) != dict(bank[key.item].weights)
    ]


def _weights(weights: Any) -> str:
    return " ".join(f"{option}={weight}" for option, weight in sorted(weights.items()))


def _roster(view: AssessmentView, opening: OpeningView) -> list[Finding]:
    """The participants of today against the committed list; only seats and sessions may have moved."""
    committed = {entry["p"]: entry for entry in opening.roster}
    present = {one.pseudonym: one for one in participants_in(view.id)}
    found = []
    for p, entry in committed.items():
        one = present.get(p)
        values = {"nip": one.nip, "standard": standard_label(one), "number": one.number} if one else {}
        for field in ("number", "nip", "standard"):
            if values.get(field) != entry[field]:
                there = {"office": values.get(field, "–"), "log": entry[field]}
                found.append(mismatch("ROSTER_DIFFERS", entry["number"], field, there, _ROSTER[field]))
    extra = [one.number for p, one in present.items() if p not in committed]
    if extra:
        found.append(_added(extra))
    return found


def _added(numbers: list[str]) -> Finding:
    listed = ", ".join(numbers)
    return whole(
        "ROSTER_ADDED",
        "roster_root",
        f"Peserta {listed} tidak ada dalam daftar yang dicatat di log.",
        f"Participants {listed} are not on the list recorded in the log.",
    )


def _tickets(leaf: dict[str, Any], view: AssessmentView, journal: Journal) -> list[Finding]:
    verifier = OfficeVerifier.load(OfficeSigner.load(settings.TAKAR.keys).public_file)
    titles = {one.id: one.title for one in sessions_of(view.id)}
    found, newest = [], set()
    for ticket in journal.tickets():
        if ticket.session not in titles or ticket.session in newest:
            continue
        newest.add(ticket.session)
        content = unseal(ticket.body, verifier)
        if content is None or content["package"] != leaf["form_root"]:
            found.append(_bad_ticket(titles[ticket.session], ticket.version))
    package = journal.package(leaf["form_root"])
    if package is None or digest(json.loads(package)["content"]) != leaf["form_root"]:
        found.append(
            whole(
                "PACKAGE_DIFFERS",
                "form_root",
                "Naskah di basis data ujian bukan naskah yang dicatat di log.",
                "The form in the exam database is not the one recorded in the log.",
            )
        )
    return found


def _bad_ticket(title: str, version: int) -> Finding:
    return whole(
        "TICKET_DIFFERS",
        "ticket",
        f"Tiket {title} versi {version} di basis data ujian tidak ditandatangani kantor atau menunjuk naskah lain.",
        f"Ticket {title} version {version} in the exam database is not signed by the office or names another form.",
    )


def _at(index: int) -> str:
    return f"#{index}: " if index >= 0 else ""


_NAMES = {
    "form_root": Name("Sidik naskah soal", "Digest of the form"),
    "key_root": Name("Sidik kunci jawaban", "Digest of the answer keys"),
    "cut_digest": Name("Sidik aturan penilaian", "Digest of the rules"),
    "norm_digest": Name("Sidik naskah aturan", "Digest of the ruleset"),
    "roster_root": Name("Sidik daftar peserta", "Digest of the roster"),
}
_ROSTER = {
    "number": Name("Nomor peserta", "Number"),
    "nip": Name("NIP", "NIP"),
    "standard": Name("Standar jabatan", "Job standard"),
}
