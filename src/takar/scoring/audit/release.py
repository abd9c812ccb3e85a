"""Held results may be seen only after their release stands in the log."""

from __future__ import annotations

import json
from collections.abc import Iterable

from takar.assessments.public import AssessmentView
from takar.ledger.public import Log
from takar.scoring.domain.audit import Finding, whole
from takar.scoring.models import Outcome


def release_findings(
    view: AssessmentView, outcomes: Iterable[Outcome], log: Log, *, judged: bool = False
) -> list[Finding]:
    """One finding when results that the committed policy holds are shown and nobody has put that on record.

    `judged`: there is no machine score that could be held.
    """
    if view.visibility.when != "held" or judged or _released(view, log):
        return []
    shown = sum(one.status == Outcome.Status.SHOWN for one in outcomes)
    if not shown and view.released_at is None:
        return []
    return [
        whole(
            "RELEASE_UNLOGGED",
            "release",
            f"Hasil yang ditahan sudah dibuka ({shown} peserta), tetapi pengumumannya tidak ada di log.",
            f"Held results are open ({shown} participants), but their release is not in the log.",
        )
    ]


def _released(view: AssessmentView, log: Log) -> bool:
    bodies = (json.loads(leaf) for _, leaf in log.leaves(view.commit_index or 0))
    return any(body["t"] == "release" and body["ev"] == view.event for body in bodies)
