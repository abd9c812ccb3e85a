"""Every report of an assessment into one folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from takar.accounts.public import record_change
from takar.assessments import public as assessments
from takar.kernel.refusals import Refusal
from takar.reports import queries
from takar.reports.report import Report
from takar.scoring import public as scoring


@dataclass(frozen=True, slots=True)
class Written:
    """How many files stand in `folder`, and what could not be made and why."""

    folder: Path
    files: int
    refused: tuple[tuple[str, Refusal], ...]


def write_reports(
    assessment_id: str,
    folder: Path,
    *,
    actor: str,
    made_at: datetime,
    progress: Callable[[int, int | None], None],
) -> Written:
    """Individual reports, recap, attendance lists and event card of one assessment.

    A file appears only when it is complete; running again replaces files one by one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sittings = scoring.sealed_sittings(assessment_id)
    sessions = assessments.sessions_of(assessment_id)
    makers: list[tuple[str, Callable[[], Report | Refusal]]] = [
        ("kartu acara", lambda: queries.card(assessment_id, made_at)),
        ("rekap", lambda: queries.recap(assessment_id)),
        *((s.title, lambda s=s: queries.attendance(s.id, made_at)) for s in sessions),
        *((sitting, lambda x=sitting: queries.individual(x, made_at)) for sitting in sittings),
    ]
    refused = []
    for done, (what, make) in enumerate(makers, start=1):
        report = make()
        if isinstance(report, Refusal):
            refused.append((what, report))
        else:
            _write(folder / report.name, report.body)
        progress(done, len(makers))
    record_change(
        actor, "reports.write", f"assessment:{assessment_id}", after={"files": len(makers) - len(refused)}
    )
    return Written(folder, len(makers) - len(refused), tuple(refused))


def _write(path: Path, body: bytes) -> None:
    unfinished = path.with_suffix(".tmp")
    unfinished.write_bytes(body)
    unfinished.replace(path)
