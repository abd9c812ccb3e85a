"""Receive a candidate's objection: his words and document are kept, their digest stands in the event and in the log."""

from __future__ import annotations

import hashlib

from django.db import transaction

from takar.kernel.canonical import digest
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, afterwards, keep
from takar.plenary.actions.log_leaves import log_leaves
from takar.plenary.domain import refusals as no
from takar.plenary.domain.events import Objected
from takar.plenary.models import Objection

LARGEST = 5 * 1024 * 1024
TOO_LARGE = Refusal(
    "OBJECTION_DOCUMENT_TOO_LARGE",
    "Dokumen keberatan paling besar 5 MiB. Pindai ulang dengan resolusi lebih rendah.",
    "A document of an objection has at most 5 MiB. Scan it again at a lower resolution.",
)


def file_objection(
    plenary: str,
    nip: str,
    post: str,
    text: str,
    *,
    document: bytes = b"",
    document_name: str = "",
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses OBJECTION_LATE with the last day, PLENARY_NOT_RELEASED, PLENARY_POST_UNKNOWN, PLENARY_REASON_MISSING.

    Call it outside of a transaction.
    """
    if not text.strip():
        return no.REASON
    if len(document) > LARGEST:
        return TOO_LARGE
    found = objection_digest(text, document)
    name = objection_id(plenary, request)
    objected = Objected(name, nip, post, actor, found)
    with transaction.atomic():
        kept = keep(
            plenary,
            lambda book, now: afterwards(book).object(objected, now),
            request=request,
            actor=actor,
            action="plenary.object",
            clock=clock,
        )
        if not isinstance(kept, Refusal) and kept.events:
            Objection.objects.create(
                id=name, plenary_id=plenary, nip=nip, post=post, text=text.strip(), document=document,
                document_name=document_name[:200], digest=found, received_by=actor, received_at=clock(),
            )  # fmt: skip
    if not isinstance(kept, Refusal):
        log_leaves(plenary, clock=clock)
    return kept


def objection_digest(text: str, document: bytes) -> str:
    """SHA-256 over the canonical text and the document's own digest."""
    return digest({"text": text.strip(), "document": hashlib.sha256(document).hexdigest()})


def objection_id(plenary: str, request: str) -> str:
    return hashlib.sha256(f"{plenary}/{request}".encode()).hexdigest()[:24]
