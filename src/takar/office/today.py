"""What there is to do today, for one user: facts gathered from the contexts, each only for who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from takar.accounts.public import Ability, User, recent_changes
from takar.assessments.public import AssessmentView, SessionView, assessments, sessions_of_opened
from takar.attendance.public import BatchToday, batches_today
from takar.jobs.public import Job, unfinished_jobs
from takar.kernel.clock import ZONES, day_in
from takar.office.waiting import panels, raters, staff
from takar.office.waiting.line import Waiting
from takar.people.public import count_people
from takar.programmes.public import ProgrammeView, programmes


@dataclass(frozen=True, slots=True)
class Today:
    """Empty parts are not shown. `waiting`: what only he can do; `sessions`, `batches`: today's."""

    batches: tuple[BatchToday, ...] = ()
    programmes: tuple[ProgrammeView, ...] = ()
    sessions: tuple[SessionView, ...] = ()
    coming: tuple[SessionView, ...] = ()
    drafts: tuple[AssessmentView, ...] = ()
    running: tuple[AssessmentView, ...] = ()
    jobs: tuple[Job, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    trail: tuple[Any, ...] = ()
    users: tuple[User, ...] = ()
    people: int | None = None
    first_steps: bool = False

    @property
    def quiet(self) -> bool:
        """Nothing of all this waits for the user."""
        return not any((self.batches, self.programmes, self.sessions, self.coming, self.drafts, self.running, self.jobs,
                        self.waiting, self.trail, self.users, self.first_steps))  # fmt: skip


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
        waiting=tuple(_waiting(user, now)),
        trail=tuple(recent_changes(8)) if user.may(Ability.READ_TRAIL) else (),
        users=_never_signed_in() if user.may(Ability.MANAGE_USERS) else (),
        people=count_people() if user.may(Ability.READ_PEOPLE) else None,
        first_steps=manages and not known,
    )


def _waiting(user: User, now: datetime) -> Iterable[Waiting]:
    """What only this user can do now: first what others wait for."""
    yield from panels.of_plenaries(user, now)
    yield from raters.of_rater(user, now)
    yield from panels.of_selections(user, now)
    yield from staff.of_approvals(user)
    yield from panels.of_placement(user)
    yield from staff.of_days(user, now)
    yield from staff.of_items(user)
    yield from staff.of_audits(user)


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
