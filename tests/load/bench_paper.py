"""How long papers take: the redo letter in the hall, a hundred invitations, the minutes of a full day."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

LETTERS = 100
REDO_LIMIT_S = 1.0


def run() -> list[str]:
    """Lines to print. The first paper of a process also loads the fonts, so it is timed by itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
    import django

    django.setup()
    from takar.reports.paper import letters, minutes
    from tests.reports import paper_sample as sample
    from tests.reports.attendance_sample import eventful

    batch = sample.file(25)
    crowd = sample.file(LETTERS)
    story = eventful(sample.file(60, long=True, groups=8), incidents=12)
    invited = [letters.Invited(sample.facts(one), one, crowd) for one in crowd.places]

    repetition = letters.Repetition(batch.places[0], batch.places[0], batch, batch, "Sakit")

    def redo() -> bytes:
        return letters.redo_letter(repetition, "a4", sample.NOW)

    first = _seconds(redo)
    return [
        f"redo letter: {_seconds(redo) * 1000:.0f} ms, the first of a process {first * 1000:.0f} ms (limit {REDO_LIMIT_S:.0f} s)",
        f"{LETTERS} invitations in one PDF: "
        f"{_seconds(lambda: letters.invitations(crowd.programme, invited, cover=True, paper='a4', made_at=sample.NOW)):.2f} s",
        f"minutes, 60 people with the longest names, 12 incidents: "
        f"{_seconds(lambda: minutes.minutes(story.file, story.record(), 'a4', sample.NOW)) * 1000:.0f} ms",
    ]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(*run(), sep="\n")
