"""Long work of the reports: all reports of an assessment, all papers of a day or a programme, as one ZIP."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from takar.jobs.public import Progress, handler
from takar.kernel.canonical import Json
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal
from takar.reports.actions.write_paper import Pack, write_day_pack, write_programme_papers
from takar.reports.actions.write_reports import write_reports


def archive_of(assessment_id: str) -> Path:
    folder: Path = settings.TAKAR.files / "reports"
    return folder / f"{assessment_id}.zip"


@handler("reports.write")
def write_all(payload: dict[str, Any], progress: Progress) -> dict[str, Json]:
    assessment_id = payload["assessment"]
    archive = archive_of(assessment_id)
    written = write_reports(
        assessment_id,
        archive.with_suffix(""),
        actor=payload["actor"],
        made_at=utc_now(),
        progress=lambda done, total: progress(done, total),
    )
    _zip(written.folder, archive)
    return {
        "next": reverse("reports:archive", args=[assessment_id]),
        "label": gettext("Unduh semua laporan (ZIP)"),
        "file": True,
        "files": written.files,
    }


@handler("reports.day_pack")
def write_pack_of_day(payload: dict[str, Any], progress: Progress) -> dict[str, Json] | Refusal:
    batch, day = payload["batch"], payload["day"]
    written = write_day_pack(
        batch,
        day,
        paper=payload["paper"],
        actor=payload["actor"],
        made_at=utc_now(),
        progress=lambda done, total: progress(done, total),
    )
    return _finished(written, reverse("paper:pack_file", args=[batch, day]))


@handler("reports.programme_papers")
def write_papers_of_programme(payload: dict[str, Any], progress: Progress) -> dict[str, Json] | Refusal:
    programme = payload["programme"]
    written = write_programme_papers(
        programme,
        paper=payload["paper"],
        actor=payload["actor"],
        made_at=utc_now(),
        progress=lambda done, total: progress(done, total),
    )
    return _finished(written, reverse("paper:programme_file", args=[programme]))


def _finished(written: Pack | Refusal, address: str) -> dict[str, Json] | Refusal:
    if isinstance(written, Refusal):
        return written
    return {"next": address, "label": gettext("Unduh paket (ZIP)"), "file": True, "files": written.files}


def _zip(folder: Path, archive: Path) -> None:
    unfinished = archive.with_suffix(".tmp")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as bundle:
        for path in sorted(folder.iterdir()):
            bundle.write(path, path.name)
    unfinished.replace(archive)
