"""What stands behind ticks and typed values: what was noted of them, and the bytes of their documents.

The digests go under seal (commitment, component leaves, table of the plenary), so that a document that is exchanged later is
found, whoever exchanged it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from takar.kernel.canonical import canonical, digest
from takar.ledger.public import tree_root
from takar.selection.actions.keep_document import document_path
from takar.selection.domain.candidacy import Tick
from takar.selection.domain.values import CandidateView
from takar.selection.domain.words import Sentence
from takar.selection.models import ComponentEntry, Document
from takar.selection.queries import candidates

REQUIREMENT = "requirement:"


@dataclass(frozen=True, slots=True)
class Behind:
    """`record`: digest (64 hex) of what was noted; `files`: SHA-256 (hex) of each document as it was uploaded.

    `titles`: what the documents are called.
    """

    record: str
    files: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def behind(key: str) -> dict[tuple[str, str], dict[str, Behind]]:
    """(post, NIP) -> what -> what is behind it. What: "requirement:<number>" of a tick, or the code of a component."""
    people = candidates(key)
    documents = {row.name: row for row in Document.objects.filter(candidate__selection=key)}
    entries = _newest(key)
    return {
        (one.post, one.nip): {
            **{f"{REQUIREMENT}{number}": _tick(tick, documents) for number, tick in one.state.ticks.items()},
            **{code: _entry(row, documents) for code, row in entries.get(one.key, {}).items()},
        }
        for one in people
    }


def checked_root(key: str) -> str:
    """RFC 6962 root (hex) over the documents behind the administrative check: what the commitment names."""
    rows = [
        canonical({"post": post, "nip": nip, "what": what, "files": list(one.files)})
        for (post, nip), found in sorted(behind(key).items())
        for what, one in sorted(found.items())
        if what.startswith(REQUIREMENT) and one.files
    ]
    return tree_root(rows).hex()


def bytes_now(key: str) -> dict[str, str]:
    """SHA-256 at the upload -> SHA-256 of the same files now, of those where it differs; "" for a file that is gone."""
    found = {}
    for row in Document.objects.filter(candidate__selection=key):
        now = _digest_of(row.name)
        if now != row.sha256:
            found[row.sha256] = now
    return found


def exchanged(key: str) -> tuple[Sentence, ...]:
    """Documents behind a tick or value whose bytes are no longer those that were uploaded."""
    changed = bytes_now(key)
    if not changed:
        return ()
    people = {(one.post, one.nip): one for one in candidates(key)}
    return tuple(
        _sentence(people[whose], title)
        for whose, found in behind(key).items()
        for one in found.values()
        for file, title in zip(one.files, one.titles, strict=True)
        if file in changed
    )


def _sentence(who: CandidateView, title: str) -> Sentence:
    return Sentence(
        "DOCUMENT_EXCHANGED",
        f"berkas “{title}” milik {who.name} bukan lagi yang diunggah; unggah lagi dari sumbernya dan tandai atau masukkan ulang",
        f"the file “{title}” of {who.name} is not the one that was uploaded; upload it from its source and tick or enter anew",
    )


def _tick(tick: Tick, documents: Mapping[str, Document]) -> Behind:
    return _made(digest({**asdict(tick), "verdict": str(tick.verdict)}), [tick.document], documents)


def _entry(row: ComponentEntry, documents: Mapping[str, Document]) -> Behind:
    noted = {
        "source": row.source,
        "reference": row.reference,
        "detail": row.detail,
        "by": row.by,
        "confirmed_by": row.confirmed_by,
    }
    return _made(
        digest(noted), [str(part.get("document", "")) for part in row.detail.get("parts", ())], documents
    )


def _made(record: str, names: list[str], documents: Mapping[str, Document]) -> Behind:
    found = [documents[name] for name in names if name in documents]
    return Behind(record, tuple(one.sha256 for one in found), tuple(one.title for one in found))


def _newest(key: str) -> dict[int, dict[str, ComponentEntry]]:
    found: dict[int, dict[str, ComponentEntry]] = defaultdict(dict)
    for row in ComponentEntry.objects.filter(candidate__selection=key).order_by("id"):
        found[row.candidate_id][row.component] = row
    return found


def _digest_of(name: str) -> str:
    path = document_path(name)
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
