"""Keeping an uploaded list until it is applied or discarded, at most 14 days."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.models import ImportState, TableImport
from takar.people.tables.listing import TableList

MOST_MEGABYTES = 100
_KEPT_FOR = timedelta(days=14)
_OPEN = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)

TABLE_NOT_OPEN = Refusal(
    "TABLE_IMPORT_NOT_OPEN",
    "Impor ini sudah diterapkan atau dibatalkan. Unggah berkasnya lagi untuk memulai impor baru.",
    "This import was already applied or discarded. Upload the file again to start a new import.",
)


def upload_table(
    wanted: TableList, name: str, chunks: Iterable[bytes], *, actor: str, clock: Clock = utc_now
) -> TableImport | Refusal:
    """Keep the file under a random name. Refuses TABLE_FILE_TOO_BIG."""
    _forget_old_files(clock)
    body = b"".join(_up_to(chunks, MOST_MEGABYTES * 2**20 + 1))
    if len(body) > MOST_MEGABYTES * 2**20:
        return _too_big()
    stored = secrets.token_hex(16)
    stored_table(stored).write_bytes(body)
    return TableImport.objects.create(
        kind=wanted.kind.code,
        file_name=Path(name.replace("\\", "/")).name[-200:],
        stored_name=stored,
        sha256=hashlib.sha256(body).hexdigest(),
        uploaded_by=actor,
        uploaded_at=clock(),
    )


def discard_table(source: TableImport, *, actor: str) -> Refusal | None:
    """Forget the file and its preview; nothing on record changes. Refuses TABLE_IMPORT_NOT_OPEN."""
    with transaction.atomic():
        if not TableImport.objects.filter(pk=source.pk, state__in=_OPEN).update(state=ImportState.DISCARDED):
            return TABLE_NOT_OPEN
        source.rows.all().delete()
        record_change(actor, "table.discard", f"table-import:{source.pk}", reason=source.file_name)
    forget_table(source)
    return None


def stored_table(stored_name: str) -> Path:
    folder: Path = settings.TAKAR.files / "tables"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / stored_name


def forget_table(source: TableImport) -> None:
    """The rows are kept, the file is not: it may hold more than we may keep."""
    if source.stored_name:
        stored_table(source.stored_name).unlink(missing_ok=True)
        TableImport.objects.filter(pk=source.pk).update(stored_name="")
        source.stored_name = ""


def _up_to(chunks: Iterable[bytes], most: int) -> Iterable[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        yield chunk
        if size >= most:
            return


def _forget_old_files(clock: Clock) -> None:
    old = TableImport.objects.filter(state__in=_OPEN, uploaded_at__lt=clock() - _KEPT_FOR, stored_name__gt="")
    for source in old:
        TableImport.objects.filter(pk=source.pk).update(state=ImportState.DISCARDED)
        source.rows.all().delete()
        forget_table(source)


def _too_big() -> Refusal:
    return Refusal(
        "TABLE_FILE_TOO_BIG",
        f"Berkas lebih besar dari {MOST_MEGABYTES} MB. Pecah menjadi beberapa berkas, misalnya per tahun.",
        f"The file is larger than {MOST_MEGABYTES} MB. Split it into several files, for instance one per year.",
    )
