"""The way of an assessment as a row of steps: which are done, which is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from takar.assessments.domain.values import AssessmentView, SessionView

State = Literal["done", "now", "later"]
NAMES = ("draft", "participants", "sessions", "opened", "running", "closed")


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    state: State


def steps(
    view: AssessmentView, sessions: tuple[SessionView, ...], participants: int, seated: int, now: datetime
) -> list[Step]:
    """draft -> participants -> sessions -> opened -> running -> closed; exactly one is `now`, or all are done."""
    done = {
        "draft": bool(view.form),
        "participants": participants > 0,
        "sessions": bool(sessions) and seated == participants > 0,
        "opened": view.status != "draft",
        "running": view.status == "closed" or (view.status == "open" and _over(sessions, now)),
        "closed": view.status == "closed",
    }
    next_step = next((name for name in NAMES if not done[name]), "")
    return [Step(name, "now" if name == next_step else "done" if done[name] else "later") for name in NAMES]


def _over(sessions: tuple[SessionView, ...], now: datetime) -> bool:
    return all(one.closes < now for one in sessions)
