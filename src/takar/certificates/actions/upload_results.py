from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from takar.certificates.domain.entries import Defaults
from takar.certificates.models import CertificateImport, Handover, ImportState
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

MOST_MEGABYTES = 50
_KEPT_FOR = timedelta(days=14)


def upload_results(
    name: str,
    chunks: Iterable[bytes],
    *,
    actor: str,
    handover: Handover | None = None,
    defaults: Defaults | None = None,
    clock: Clock = utc_now,
) -> CertificateImport | Refusal:
    """Keep the file under a random name until it is applied or discarded, at most 14 days."""
    _forget_old_files(clock)
    body = b"".join(_up_to(chunks, MOST_MEGABYTES * 2**20 + 1))
    if len(body) > MOST_MEGABYTES * 2**20:
        return _too_big()
    stored = secrets.token_hex(16)
    stored_path(stored).write_bytes(body)
    return CertificateImport.objects.create(
        handover=handover,
        file_name=Path(name.replace("\\", "/")).name[-200:],
        stored_name=stored,
        sha256=hashlib.sha256(body).hexdigest(),
        uploaded_by=actor,
        uploaded_at=clock(),
        reading={"defaults": asdict(defaults or Defaults())},
    )


def stored_path(stored_name: str) -> Path:
    folder: Path = settings.TAKAR.files / "certificates"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / stored_name


def forget_file(source: CertificateImport) -> None:
    """The rows are kept, the file is not: it may hold more than we may keep."""
    if source.stored_name:
        stored_path(source.stored_name).unlink(missing_ok=True)
        CertificateImport.objects.filter(pk=source.pk).update(stored_name="")
        source.stored_name = ""


def _up_to(chunks: Iterable[bytes], most: int) -> Iterable[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield chunk
        if size >= most:
            return


def _forget_old_files(clock: Clock) -> None:
    open_states = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)
    for source in CertificateImport.objects.filter(
        state__in=open_states, uploaded_at__lt=clock() - _KEPT_FOR, stored_name__gt=""
    ):
        CertificateImport.objects.filter(pk=source.pk).update(state=ImportState.DISCARDED)
        source.rows.all().delete()
        forget_file(source)


def _too_big() -> Refusal:
    return Refusal(
        "RESULTS_FILE_TOO_BIG",
        f"Berkas lebih besar dari {MOST_MEGABYTES} MB. Pecah menjadi beberapa berkas, misalnya per tahun.",
        f"The file is larger than {MOST_MEGABYTES} MB. Split it into several files, for instance one per year.",
    )
