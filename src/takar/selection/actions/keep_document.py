"""Keep a candidate's file: checked, of bounded size, out of reach of the web server."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.selection.domain import refusals as no
from takar.selection.models import Candidate, Document

MOST_BYTES = 10 * 2**20
# What a file begins with, its extension and its media type. Nothing else is kept, whatever it is called.
_KINDS = (
    (b"%PDF-", ".pdf", "application/pdf"),
    (b"\xff\xd8\xff", ".jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", ".png", "image/png"),
)


def keep_document(
    key: str,
    number: int,
    title: str,
    original: str,
    data: bytes,
    actor: str,
    *,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> Document | Refusal:
    """Keep the file under a random name. Refuses CANDIDATE_UNKNOWN, DOCUMENT_TOO_BIG, DOCUMENT_KIND, SELECTION_FIELD_MISSING."""
    row = Candidate.objects.filter(pk=number, selection=key).first()
    if row is None:
        return no.CANDIDATE_UNKNOWN
    if not title.strip():
        return no.field_missing("nama dokumen", "name of the document")
    if len(data) > MOST_BYTES:
        return TOO_BIG
    kind = next((one for one in _KINDS if data.startswith(one[0])), None)
    if kind is None:
        return UNKNOWN_KIND
    name = random_bytes(16).hex() + kind[1]
    path = document_path(name)
    with path.open("xb") as file:
        file.write(data)
    path.chmod(0o600)
    with transaction.atomic():
        kept = Document.objects.create(
            name=name,
            candidate=row,
            title=title.strip()[:200],
            original=Path(original.replace("\\", "/")).name[-200:] or name,
            media_type=kind[2],
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            kept_by=actor,
            kept_at=clock(),
        )
        record_change(
            actor, "selection.document", f"candidate:{row.pk}",
            after={"title": kept.title, "sha256": kept.sha256, "size": kept.size}, clock=clock,
        )  # fmt: skip
    return kept


def document_path(name: str) -> Path:
    folder: Path = settings.TAKAR.files / "selection"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / name


TOO_BIG = Refusal(
    "DOCUMENT_TOO_BIG",
    f"Berkas lebih besar dari {MOST_BYTES // 2**20} MB. Simpan ulang dengan ukuran lebih kecil, lalu unggah lagi.",
    f"The file is larger than {MOST_BYTES // 2**20} MB. Save it in a smaller size and upload it again.",
)
UNKNOWN_KIND = Refusal(
    "DOCUMENT_KIND",
    "Berkas bukan PDF, JPG, atau PNG. Simpan ulang dalam salah satu bentuk itu, lalu unggah lagi.",
    "The file is not a PDF, JPG or PNG. Save it in one of these forms and upload it again.",
)
