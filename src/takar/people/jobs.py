"""Imports in the background."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localdate

from takar.jobs.public import Job, Progress, enqueue, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.people.actions.apply_import import PREVIEW_OUTDATED, apply_import
from takar.people.actions.preview_import import preview_import
from takar.people.models import Import, ImportState

_MAY_PREVIEW = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)


def start_preview(source: Import, *, actor: str) -> Job:
    return _start("people.preview", source, actor, f"Membaca {source.file_name}")


def start_applying(source: Import, *, actor: str, reason: str) -> Job:
    return _start("people.apply", source, actor, f"Menerapkan {source.file_name}", reason=reason)


@handler("people.preview")
def preview(payload: dict[str, Json], progress: Progress) -> dict[str, Json]:
    """A refused file is no failure of the job: the page that follows shows the refusal."""
    source = _source(payload)
    if source.state in _MAY_PREVIEW and source.stored_name:
        preview_import(source, localdate(), progress)
    return _next(source)


@handler("people.apply")
def apply(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    source = _source(payload)
    if source.state == ImportState.APPLIED:
        return _next(source)
    refusal = apply_import(
        source, actor=str(payload["actor"]), reason=str(payload["reason"]), progress=progress
    )
    return _next(source) if refusal in (None, PREVIEW_OUTDATED) else refusal


def _start(kind: str, source: Import, actor: str, title: str, reason: str = "") -> Job:
    payload: dict[str, Json] = {"import": source.pk, "actor": actor, "reason": reason}
    job = enqueue(kind, payload, actor=actor, title=title[:200])
    Import.objects.filter(pk=source.pk).update(job=job.pk)
    return job


def _source(payload: dict[str, Json]) -> Import:
    return Import.objects.get(pk=int(str(payload["import"])))


def _next(source: Import) -> dict[str, Json]:
    return {"next": reverse("people:preview", args=[source.pk])}
