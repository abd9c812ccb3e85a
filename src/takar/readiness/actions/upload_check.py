from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.readiness.actions.empty_check import empty_old_checks
from takar.readiness.catalogue import requirement_in_force
from takar.readiness.models import Check
from takar.readiness.storage import file_name, store


def upload_check(
    name: str,
    chunks: Iterable[bytes],
    *,
    actor: str,
    as_of: date,
    note: str = "",
    compare_units: bool = False,
    clock: Clock = utc_now,
) -> Check | Refusal:
    """Keep the file until it is checked. `as_of` is the day by which "too old" and "in the future" are told."""
    empty_old_checks(clock)
    stored = store(chunks)
    if isinstance(stored, Refusal):
        return stored
    requirement = requirement_in_force()
    return Check.objects.create(
        file_name=file_name(name),
        stored_name=stored.name,
        size=stored.size,
        sha256=stored.sha256,
        note=" ".join(note.split())[:200],
        compare_units=compare_units,
        as_of=as_of,
        uploaded_by=actor,
        uploaded_at=clock(),
        requirement=requirement.code,
        version=requirement.version,
    )
