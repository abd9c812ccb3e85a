"""What there is to do today, for one user: facts gathered from the contexts, each only for who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from takar.accounts.public import Ability, User, decidable_by, recent_changes
from takar.assessments.public import AssessmentView, SessionView, assessments, sessions_of_opened
from takar.attendance.public import BatchToday, batches_today
from takar.exercises.public import waiting_for_rater
from takar.items.public import stock
from takar.jobs.public import Job, unfinished_jobs
from takar.kernel.clock import ZONES, day_in
from takar.people.public import count_people
from takar.programmes.public import ProgrammeView, programmes


@dataclass(frozen=True, slots=True)
class Today:
    """Empty parts are not shown. `sessions` and `batches` today's, `coming` the next ones, `first_steps` when all is new."""

    batches: tuple[BatchToday, ...] = ()
    programmes: tuple[ProgrammeView, ...] = ()
    sessions: tuple[SessionView, ...] = ()
    coming: tuple[SessionView, ...] = ()
    drafts: tuple[AssessmentView, ...] = ()
    running: tuple[AssessmentView, ...] = ()
    jobs: tuple[Job, ...] = ()
    items_waiting: int = 0
    approvals: int = 0
    paper_sheets: int = 0
    trail: tuple[Any, ...] = ()
    users: tuple[User, ...] = ()
    people: int | None = None
    first_steps: bool = False

    @property
    def quiet(self) -> bool:
        """Nothing of all this waits for the user."""
        return not any((self.batches, self.programmes, self.sessions, self.coming, self.drafts, self.running, self.jobs,
                        self.items_waiting, self.approvals, self.paper_sheets, self.trail, self.users,
                        self.first_steps))  # fmt: skip


def today_of(user: User, now: datetime) -> Today:
    sessions = _sessions(user, now)
    known = assessments() if user.may(Ability.READ_ASSESSMENTS) else ()
    manages = user.may(Ability.MANAGE_ASSESSMENTS)
    return Today(
        batches=batches_today(_here(now), now=now) if user.may(Ability.READ_ATTENDANCE) else (),
        programmes=_running(user),
        sessions=tuple(s for s in sessions if _is_today(s, now)),
        coming=tuple(s for s in sessions if not _is_today(s, now))[:5],
        drafts=tuple(a for a in known if a.status == "draft") if manages else (),
        running=tuple(a for a in known if a.status == "open"),
        jobs=tuple(unfinished_jobs(user.username)),
        items_waiting=sum(s.draft for s in stock()) if user.may(Ability.WRITE_ITEMS) else 0,
        approvals=decidable_by(user) if user.may(Ability.APPROVE_CHANGES) else 0,
        paper_sheets=len(waiting_for_rater(user.username)) if user.may(Ability.RATE) else 0,
        trail=tuple(recent_changes(8)) if user.may(Ability.READ_TRAIL) else (),
        users=_never_signed_in() if user.may(Ability.MANAGE_USERS) else (),
        people=count_people() if user.may(Ability.READ_PEOPLE) else None,
        first_steps=manages and not known,
    )


def _here(now: datetime) -> date:
    return day_in(settings.TAKAR.zone, now)


def _running(user: User) -> tuple[ProgrammeView, ...]:
    if not user.may(Ability.READ_PLANS):
        return ()
    return tuple(one for one in programmes() if one.status != "done")[:5]


def _sessions(user: User, now: datetime) -> tuple[SessionView, ...]:
    """Not yet over, in the order in which they open."""
    if not user.may(Ability.WATCH_SEATS):
        return ()
    return tuple(sorted((s for s in sessions_of_opened() if s.closes >= now), key=lambda s: s.opens))


def _is_today(session: SessionView, now: datetime) -> bool:
    zone = ZONES[session.assessment.zone]
    return session.opens.astimezone(zone).date() <= now.astimezone(zone).date()


def _never_signed_in() -> tuple[User, ...]:
    return tuple(User.objects.filter(last_login=None, is_active=True).order_by("username")[:20])
