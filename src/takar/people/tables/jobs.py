"""Previews and recording of lists in the background, for any context that has lists."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import reverse
from django.utils.timezone import localdate

from takar.jobs.public import Job, Progress, enqueue, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.people.models import ImportState, TableImport
from takar.people.tables.applying import TABLE_OUTDATED, apply_table
from takar.people.tables.listing import TableList
from takar.people.tables.previewing import preview_table

_MAY_PREVIEW = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)


def register_table_jobs(context: str, lists: Mapping[str, TableList]) -> None:
    """Call it in `<context>/jobs.py`. `lists` by kind's code; pages are `<context>:preview`."""

    @handler(f"{context}.preview")
    def preview(payload: dict[str, Json], progress: Progress) -> dict[str, Json]:
        """A refused file is no failure of the job: the page that follows shows the refusal."""
        source = _source(payload)
        if source.state in _MAY_PREVIEW and source.stored_name:
            preview_table(lists[source.kind], source, localdate(), progress)
        return _next(context, source)

    @handler(f"{context}.apply")
    def apply(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
        source = _source(payload)
        if source.state == ImportState.APPLIED:
            return _next(context, source)
        # Told while rows are made ready; one transaction holds everything, so nothing can be written in between.
        refusal = apply_table(
            lists[source.kind],
            source,
            actor=str(payload["actor"]),
            reason=str(payload["reason"]),
            progress=progress,
        )
        return _next(context, source) if refusal in (None, TABLE_OUTDATED) else refusal


def start_table_job(context: str, step: str, source: TableImport, *, actor: str, reason: str = "") -> Job:
    """`step` is "preview" or "apply"."""
    payload: dict[str, Json] = {"import": source.pk, "actor": actor, "reason": reason}
    verb = "Membaca" if step == "preview" else "Mencatat"
    job = enqueue(f"{context}.{step}", payload, actor=actor, title=f"{verb} {source.file_name}"[:200])
    TableImport.objects.filter(pk=source.pk).update(job=job.pk)
    return job


def _source(payload: dict[str, Json]) -> TableImport:
    return TableImport.objects.get(pk=int(str(payload["import"])))


def _next(context: str, source: TableImport) -> dict[str, Json]:
    return {"next": reverse(f"{context}:preview", args=[source.pk])}
