"""What waits for a rater and for a lead: for the first page. Of others' sheets only that the last one is locked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings

from takar.accounts.public import Ability, Role, User, signing_key_of
from takar.exercises.audit.keeping import audits
from takar.exercises.meeting.listing import meetings_of
from takar.exercises.meeting.models import Meeting
from takar.exercises.models import Round, Sheet, Subject
from takar.exercises.paper.models import PaperEntry
from takar.exercises.paper.reading import paper_lines
from takar.exercises.storage import locked_people, own_progress
from takar.exercises.training.cases import current_cases, licence_of, licence_rules
from takar.kernel.clock import ZONES, day_in
from takar.kernel.refusals import Refusal

_DAYS_AHEAD = 7


@dataclass(frozen=True, slots=True)
class RaterDuties:
    """`licence`: "" where none is asked of him or all is well, else none | over | soon; `late`, `today`, `coming`: open sheets
    of earlier days, of today (and those without a time), of the next seven days; `meetings`: (round, NIP, name), unfinished."""

    signing_key: bool
    licence: str
    late: int
    today: int
    first: datetime | None
    coming: int
    meetings: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class RoundDuty:
    """`people` of a round about whom something can be done now."""

    owner: str
    title: str
    people: int


def rater_duties(user: User, now: datetime) -> RaterDuties:
    """For whoever may rate."""
    late, today, coming = _open_sheets(user.username, now)
    return RaterDuties(
        signing_key=signing_key_of(user) is not None,
        licence=_licence(user, now),
        late=len(late),
        today=len(today),
        first=min((one.starts for one in today if one.starts), default=None),
        coming=len(coming),
        meetings=tuple((one.owner, one.nip, one.name) for one in meetings_of(user.username) if not one.final),
    )


def meetings_to_open() -> tuple[RoundDuty, ...]:
    """For a lead: rounds with people of whom every sheet is locked and whose meeting nobody has opened.

    Selections have no assessor meeting: their interviews go to the plenary.
    """
    found = []
    met = set(Meeting.objects.values_list("subject", flat=True))
    for row in Round.objects.filter(index__isnull=False).order_by("made_at"):
        if "integration" not in row.rules:
            continue
        people = {
            nip for pk, nip in Subject.objects.filter(round=row).values_list("pk", "nip") if pk not in met
        }
        ready = people & locked_people(row.owner) if people else set()
        if ready:
            found.append(RoundDuty(row.owner, row.title, len(ready)))
    return tuple(found)


def paper_duties(user: User) -> tuple[RoundDuty, ...]:
    """Paper forms that one person has typed and that wait for another, or that two typed differently."""
    found = []
    rounds = Round.objects.filter(pk__in=PaperEntry.objects.values("sheet__round"))
    for row in rounds.order_by("made_at"):
        lines = paper_lines(row.owner, user)
        if isinstance(lines, Refusal):
            continue
        waiting = [
            one for one in lines if one.standing == "differs" or (one.standing == "once" and not one.mine)
        ]
        if waiting:
            found.append(RoundDuty(row.owner, row.title, len(waiting)))
    return tuple(found)


def rounds_never_audited() -> int:
    """Rounds in the log that nobody has audited."""
    return len(set(Round.objects.filter(index__isnull=False).values_list("pk", flat=True)) - set(audits()))


def needs_cases(user: User) -> bool:
    """Whether raters cannot train because nobody has published a case, and this user may."""
    return user.may(Ability.READ_RATER_QUALITY) and user.may(Ability.INTEGRATE) and not current_cases()


def _licence(user: User, now: datetime) -> str:
    """Panel members rate without an assessor's licence; without cases there is nothing to train on."""
    if not {Role.ASSESSOR, Role.LEAD_ASSESSOR} & set(user.roles) or not current_cases():
        return ""
    day = day_in(settings.TAKAR.zone, now)
    mine = licence_of(user.username, day)
    if mine is None:
        return "none"
    if not mine.valid(day):
        return "over"
    return "soon" if mine.expiring(day, licence_rules(day).warn_days) else ""


def _open_sheets(rater: str, now: datetime) -> tuple[list[Sheet], list[Sheet], list[Sheet]]:
    """(earlier days, today, the next days): the rater's own, not locked, of rounds that are in the log."""
    rows = list(Sheet.objects.filter(rater=rater, withdrawn_at=None, round__index__isnull=False))
    progress = own_progress(rater, [row.pk for row in rows])
    open_ = [row for row in rows if not progress[row.pk].locked]
    midnight = _midnight(now)
    tomorrow, end = midnight + timedelta(days=1), midnight + timedelta(days=_DAYS_AHEAD)
    late = [row for row in open_ if row.starts and row.starts < midnight]
    today = [row for row in open_ if row.starts is None or midnight <= row.starts < tomorrow]
    return late, today, [row for row in open_ if row.starts and tomorrow <= row.starts < end]


def _midnight(now: datetime) -> datetime:
    zone = settings.TAKAR.zone
    return datetime.combine(day_in(zone, now), time(), ZONES[zone])
