"""Keep a file that proves why somebody was absent: checked, small, out of reach of the web server."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from django.conf import settings

from takar.attendance.models import Document
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

MOST_BYTES = 5 * 2**20
# What a file begins with, its extension and its media type. Nothing else is kept, whatever it is called.
_KINDS = (
    (b"%PDF-", ".pdf", "application/pdf"),
    (b"\xff\xd8\xff", ".jpg", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", ".png", "image/png"),
)


def keep_document(
    original: str, data: bytes, *, batch: str, nip: str, actor: str, clock: Clock = utc_now
) -> Document | Refusal:
    """Keep the file under a random name. Refuses DOCUMENT_TOO_BIG, DOCUMENT_KIND."""
    if len(data) > MOST_BYTES:
        return too_big()
    kind = next((one for one in _KINDS if data.startswith(one[0])), None)
    if kind is None:
        return _unknown_kind()
    name = secrets.token_hex(16) + kind[1]
    path = document_path(name)
    with path.open("xb") as file:
        file.write(data)
    path.chmod(0o600)
    return Document.objects.create(
        name=name,
        original=Path(original.replace("\\", "/")).name[-200:] or name,
        media_type=kind[2],
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        batch=batch,
        nip=nip,
        kept_by=actor,
        kept_at=clock(),
    )


def forget_document(document: Document) -> None:
    """For a file whose absence was refused."""
    document_path(document.name).unlink(missing_ok=True)
    document.delete()


def document_path(name: str) -> Path:
    folder: Path = settings.TAKAR.files / "attendance"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / name


def too_big() -> Refusal:
    return Refusal(
        "DOCUMENT_TOO_BIG",
        f"Berkas lebih besar dari {MOST_BYTES // 2**20} MB. Foto ulang dengan ukuran lebih kecil, atau simpan sebagai PDF.",
        f"The file is larger than {MOST_BYTES // 2**20} MB. Photograph it again in a smaller size, or save it as PDF.",
    )


def _unknown_kind() -> Refusal:
    return Refusal(
        "DOCUMENT_KIND",
        "Berkas bukan PDF, JPG, atau PNG. Simpan ulang dalam salah satu bentuk itu, lalu unggah lagi.",
        "The file is not a PDF, JPG or PNG. Save it in one of these forms and upload it again.",
    )
