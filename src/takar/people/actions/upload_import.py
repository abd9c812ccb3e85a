from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.models import Import, ImportState

MOST_MEGABYTES = 300
_KEPT_FOR = timedelta(days=14)


def too_big() -> Refusal:
    return Refusal(
        "FILE_TOO_BIG",
        f"Berkas lebih besar dari {MOST_MEGABYTES} MB. Pecah menjadi beberapa berkas, misalnya per perangkat daerah.",
        f"The file is larger than {MOST_MEGABYTES} MB. Split it into several files, for instance one per unit.",
    )


def upload_import(
    name: str, chunks: Iterable[bytes], *, actor: str, agency: str = "", clock: Clock = utc_now
) -> Import | Refusal:
    """Keep the file under a random name until it is applied or discarded, at most 14 days."""
    forget_old_files(clock)
    stored = secrets.token_hex(16)
    size, digest = 0, hashlib.sha256()
    path = stored_path(stored)
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_MEGABYTES * 2**20:
                break
            digest.update(chunk)
            file.write(chunk)
    if size > MOST_MEGABYTES * 2**20:
        path.unlink()
        return too_big()
    return Import.objects.create(
        file_name=Path(name.replace("\\", "/")).name[-200:],
        stored_name=stored,
        size=size,
        sha256=digest.hexdigest(),
        agency=" ".join(agency.split())[:200],
        uploaded_by=actor,
        uploaded_at=clock(),
    )


def stored_path(stored_name: str) -> Path:
    folder: Path = settings.TAKAR.files / "people"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / stored_name


def forget_file(source: Import) -> None:
    """An uploaded list carries more than we may keep (religion, NIK), so it goes as soon as it is used."""
    if source.stored_name:
        stored_path(source.stored_name).unlink(missing_ok=True)
        Import.objects.filter(pk=source.pk).update(stored_name="")
        source.stored_name = ""


def forget_old_files(clock: Clock) -> None:
    open_states = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)
    old = Import.objects.filter(
        state__in=open_states, uploaded_at__lt=clock() - _KEPT_FOR, stored_name__gt=""
    )
    for source in old:
        with transaction.atomic():
            source.rows.all().delete()
            Import.objects.filter(pk=source.pk).update(state=ImportState.DISCARDED)
        forget_file(source)
