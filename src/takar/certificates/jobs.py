"""Imports of results in the background."""

from __future__ import annotations

from django.urls import reverse
from django.utils.timezone import localdate

from takar.certificates.actions.apply_results import apply_results
from takar.certificates.actions.preview_results import preview_results
from takar.certificates.models import CertificateImport, ImportState
from takar.certificates.refusals import OUTDATED
from takar.jobs.public import Job, Progress, enqueue, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

_MAY_PREVIEW = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)


def start_preview(source: CertificateImport, *, actor: str) -> Job:
    return _start("certificates.preview", source, actor, f"Membaca {source.file_name}")


def start_applying(source: CertificateImport, *, actor: str, reason: str) -> Job:
    return _start("certificates.apply", source, actor, f"Mencatat {source.file_name}", reason)


@handler("certificates.preview")
def preview(payload: dict[str, Json], progress: Progress) -> dict[str, Json]:
    """A refused file is no failure of the job: the page that follows shows the refusal."""
    source = _source(payload)
    if source.state in _MAY_PREVIEW and source.stored_name:
        preview_results(source, localdate(), progress)
    return _next(source)


@handler("certificates.apply")
def apply(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    source = _source(payload)
    if source.state == ImportState.APPLIED:
        return _next(source)
    # One transaction holds everything, so progress cannot be written in between.
    refusal = apply_results(source, actor=str(payload["actor"]), reason=str(payload["reason"]))
    return _next(source) if refusal in (None, OUTDATED) else refusal


def _start(kind: str, source: CertificateImport, actor: str, title: str, reason: str = "") -> Job:
    payload: dict[str, Json] = {"import": source.pk, "actor": actor, "reason": reason}
    job = enqueue(kind, payload, actor=actor, title=title[:200])
    CertificateImport.objects.filter(pk=source.pk).update(job=job.pk)
    return job


def _source(payload: dict[str, Json]) -> CertificateImport:
    return CertificateImport.objects.get(pk=int(str(payload["import"])))


def _next(source: CertificateImport) -> dict[str, Json]:
    return {"next": reverse("certificates:preview", args=[source.pk])}
