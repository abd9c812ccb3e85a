"""Every paper of a day, or of a programme before it begins, into one ZIP."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from takar.accounts.public import record_change
from takar.kernel.refusals import Refusal
from takar.reports.paper import queries
from takar.reports.paper.archives import day_archive, programme_archive
from takar.reports.paper.batch_file import BatchFile, open_batch
from takar.reports.report import Report

Progress = Callable[[int, int | None], None]
Maker = Callable[[], Report | Refusal]


@dataclass(frozen=True, slots=True)
class Pack:
    """A finished ZIP: how many papers lie in it, and why others do not."""

    archive: Path
    files: int
    refused: tuple[Refusal, ...]


def write_day_pack(
    batch: str, day: int, *, paper: str, actor: str, made_at: datetime, progress: Progress
) -> Pack | Refusal:
    """Everything that is needed on a day of a batch: cards, doors, seats, lists to sign, and what was noted so far."""
    file = open_batch(batch)
    if isinstance(file, Refusal):
        return file
    known = file.day(day)
    if isinstance(known, Refusal):
        return known
    makers = _of_day(file, day, paper, made_at)
    return _write(day_archive(batch, day), makers, f"batch:{batch}", actor, progress)


def _of_day(file: BatchFile, day: int, paper: str, made_at: datetime) -> list[Maker]:
    activities = [one for one in file.activities if one.day == day and not one.nip]
    return [
        lambda: queries.card_sheet(file, "many", paper, made_at),
        lambda: queries.rooms(file, day, paper, made_at),
        lambda: queries.seats(file, day, paper, made_at),
        lambda: queries.blank_list(file, day, [], paper, made_at),
        *([lambda: queries.blank_list(file, day, activities, paper, made_at)] if activities else []),
        lambda: queries.filled_list(file, day, None, paper, made_at),
        lambda: queries.day_minutes(file, day, None, paper, made_at),
        lambda: queries.lists_of_batch(file),
        lambda: queries.recap_workbook_of_batch(file),
    ]


def write_programme_papers(
    programme: str, *, paper: str, actor: str, made_at: datetime, progress: Progress
) -> Pack | Refusal:
    """Letters, schedules, duties, lists and calendars of every batch of a programme."""
    found = queries.files_of(programme)
    if isinstance(found, Refusal):
        return found
    about, files = found
    makers: list[Maker] = [
        lambda: queries.programme_roster(programme, paper, made_at),
        lambda: queries.schedules(programme, None, paper, made_at),
        lambda: queries.duties(programme, None, paper, made_at),
        lambda: queries.lists_of_programme(programme),
    ]
    for file in files:
        makers += [
            lambda f=file: queries.invitation_letters(about, [f], paper, made_at),  # type: ignore[misc]
            lambda f=file: queries.card_sheet(f, "many", paper, made_at),  # type: ignore[misc]
            lambda f=file: queries.calendar_of_batch(f, made_at),  # type: ignore[misc]
        ]
    return _write(programme_archive(programme), makers, f"programme:{programme}", actor, progress)


def _write(archive: Path, makers: Sequence[Maker], subject: str, actor: str, progress: Progress) -> Pack:
    archive.parent.mkdir(parents=True, exist_ok=True)
    unfinished = archive.with_suffix(".tmp")
    refused: list[Refusal] = []
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as bundle:
        for done, make in enumerate(makers, start=1):
            report = make()
            if isinstance(report, Refusal):
                refused.append(report)
            else:
                bundle.writestr(report.name, report.body)
            progress(done, len(makers))
    unfinished.replace(archive)
    files = len(makers) - len(refused)
    record_change(actor, "reports.write", subject, after={"files": files})
    return Pack(archive, files, tuple(refused))
