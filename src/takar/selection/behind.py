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

    `names`, `titles`: how the documents are kept and what they are called.
    """

    record: str
    files: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
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


def checked_root(bases: Mapping[tuple[str, str], Mapping[str, Behind]]) -> str:
    """RFC 6962 root (hex) over the documents behind the administrative check: what the commitment names. `bases`: of `behind`."""
    rows = [
        canonical({"post": post, "nip": nip, "what": what, "files": list(one.files)})
        for (post, nip), found in sorted(bases.items())
        for what, one in sorted(found.items())
        if what.startswith(REQUIREMENT) and one.files
    ]
    return tree_root(rows).hex()


def changed_files(key: str) -> frozenset[str]:
    """Names of documents that are gone or whose bytes are not those of the recorded digest."""
    rows = Document.objects.filter(candidate__selection=key)
    return frozenset(row.name for row in rows if _digest_of(row.name) != row.sha256)


def exchanged(key: str) -> tuple[Sentence, ...]:
    """Documents behind a tick or value whose bytes are no longer those that were uploaded."""
    changed = changed_files(key)
    if not changed:
        return ()
    people = {(one.post, one.nip): one for one in candidates(key)}
    return tuple(
        _sentence(people[whose], title)
        for whose, found in behind(key).items()
        for one in found.values()
        for name, title in zip(one.names, one.titles, strict=True)
        if name in changed
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
    return Behind(
        record,
        tuple(one.sha256 for one in found),
        tuple(one.name for one in found),
        tuple(one.title for one in found),
    )


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
