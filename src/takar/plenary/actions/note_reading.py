"""Note that somebody read a part of an outcome, or took it away as a file."""

from __future__ import annotations

import secrets

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes, readable_code
from takar.plenary.models import Reading


def note_reading(
    plenary: str,
    reader: str,
    what: str,
    *,
    download: bool = False,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> str:
    """The code that stands in the watermark of a download, "" for a page."""
    code = readable_code(random_bytes, 8) if download else ""
    with transaction.atomic():
        Reading.objects.create(plenary_id=plenary, reader=reader, what=what, code=code, at=clock())
        if download:
            record_change(
                reader,
                "plenary.download",
                f"plenary:{plenary}",
                after={"what": what, "code": code},
                clock=clock,
            )
    return code
