"""Reads of the days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from takar.attendance.books import Book, book_of
from takar.attendance.domain.complete import Completeness, completeness, tools_done
from takar.attendance.domain.days import Status, Trouble, troubles
from takar.attendance.domain.facts import Signed
from takar.attendance.domain.outs import CONFIRMED, out_of, person_days, rebooked
from takar.attendance.domain.sheet import Sheet, missing, sheet_of
from takar.attendance.domain.views import BatchToday, IncidentView, Presence, SignatureView
from takar.attendance.models import Closing
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import batches_of, batches_on, places_of_person, tools_of
from takar.standards.public import COMPETENCY_CODES


def presence_of(batch: str) -> tuple[Presence, ...]:
    """Everybody who has or had a place in the batch, by number; () for an unknown one."""
    book = book_of(batch)
    return () if isinstance(book, Refusal) else presences(book)


def presences(book: Book) -> tuple[Presence, ...]:
    state, rules = book.state, book.rules
    incidents = {day: troubles(state, day) for day in rules.days}
    people = sorted(rules.people.values(), key=lambda one: (one.number, one.name, one.nip))
    return tuple(
        Presence(
            one,
            person_days(state, rules, one.nip, incidents),
            out_of(state, rules, one.nip),
            rebooked(state, one.nip),
        )
        for one in people
        if not one.gone or state.of_person.get(one.nip)
    )


def day_sheet(batch: str, day: int, activity: int | None = None) -> Sheet | Refusal:
    """The sheet of a day, or of one of its activities, as it stands now: for the papers. Refuses as `book_of` does."""
    book = book_of(batch)
    return book if isinstance(book, Refusal) else sheet_of(book.state, book.rules, day, activity)


def day_counts(batch: str, day: int) -> Mapping[str, int]:
    """How many people by status on day `day` (1, 2, 3); every status is there. Nothing for an unknown batch."""
    book = book_of(batch)
    if isinstance(book, Refusal):
        return {status.value: 0 for status in Status}
    return sheet_of(book.state, book.rules, day).counts


def incidents_of(batch: str) -> tuple[IncidentView, ...]:
    """Incidents that count, in the order in which they were noted."""
    book = book_of(batch)
    if isinstance(book, Refusal):
        return ()
    return tuple(incident_view(book, one) for one in troubles(book.state))


def incident_view(book: Book, one: Trouble) -> IncidentView:
    fact = one.fact
    numbers = tuple(book.rules.people[nip].number for nip in fact.nips if nip in book.rules.people)
    return IncidentView(
        entry=one.entry.ordinal,
        day=one.entry.day,
        cause=fact.cause,
        note=fact.note,
        whom=fact.whom,
        room=fact.room,
        group=fact.group,
        numbers=numbers,
        starts=one.starts,
        until=one.until,
        lost=one.lost,
        by=one.entry.by,
    )


def signatures_of(batch: str) -> tuple[SignatureView, ...]:
    """Every signature of the batch, with what became of its sheet since."""
    book = book_of(batch)
    return () if isinstance(book, Refusal) else signature_views(book)


def signature_views(book: Book) -> tuple[SignatureView, ...]:
    logged = dict(Closing.objects.filter(batch=book.batch.id).values_list("signature", "index"))
    found = []
    for (day, activity), entries in book.state.signed.items():
        sheet = sheet_of(book.state, book.rules, day, activity)
        for entry in entries:
            fact = entry.fact
            assert isinstance(fact, Signed)
            found.append(
                SignatureView(
                    day=day,
                    activity=activity,
                    by=entry.by,
                    name=fact.name,
                    at=entry.moment,
                    changed=fact.sheet != sheet.digest,
                    corrections=sum(one.ordinal > entry.ordinal for one in sheet.corrections),
                    log_index=logged.get(entry.ordinal),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.day, one.at)))


def batches_today(day: date, *, now: datetime | None = None) -> tuple[BatchToday, ...]:
    """The batches that have a day on this date, with how it goes."""
    found = []
    for view in batches_on(day):
        book = book_of(view.id)
        if isinstance(book, Refusal):
            continue
        ordinal = book.day_on(day)
        assert ordinal is not None
        sheet = sheet_of(book.state, book.rules, ordinal)
        found.append(
            BatchToday(
                batch=view.id,
                number=view.number,
                programme=view.programme,
                title=book.programme.title,
                day=ordinal,
                date=day,
                counts=sheet.counts,
                missing=len(missing(sheet, now or utc_now())),
                open_incidents=sum(one.until is None for one in sheet.incidents),
                signed=bool(sheet.signatures),
            )
        )
    return tuple(found)


def is_complete(nip: str, programme: str, *, clock: Clock = utc_now) -> Completeness:
    """What a person still lacks for a final result of a programme, over all his batches of it.

    A batch that he is out of counts for nothing. Nothing planned, or no matrix: everything is missing.
    """
    return _Done(programme, clock()).of(nip)


def incomplete(
    *, batch: str | None = None, programme: str | None = None, clock: Clock = utc_now
) -> tuple[Completeness, ...]:
    """Who of a batch, or of all batches of a programme, lacks something for a final result; by number.

    Who is out and confirmed is not asked for in the batch he fell out of; he is where he repeats.
    """
    wanted = [batch] if batch else [one.id for one in batches_of(programme or "")]
    lacking: dict[str, Completeness] = {}
    known: dict[str, _Done] = {}
    for id in wanted:
        book = book_of(id)
        if isinstance(book, Refusal):
            continue
        done = known.setdefault(book.programme.id, _Done(book.programme.id, clock()))
        done.books[id] = book
        found = (done.of(nip) for nip in _awaited(book))
        lacking |= {one.nip: one for one in found if not one.complete}
    return tuple(lacking.values())


class _Done:
    """What people have done in a programme; each book is read once."""

    def __init__(self, programme: str, now: datetime) -> None:
        self.programme, self.now = programme, now
        self.books: dict[str, Book | Refusal] = {}
        self.batches = {one.id for one in batches_of(programme)}
        self.matrix = tools_of(programme)

    def of(self, nip: str) -> Completeness:
        done: set[str] = set()
        name = number = ""
        for place in places_of_person(nip):
            if place.batch not in self.batches:
                continue
            if place.batch not in self.books:
                self.books[place.batch] = book_of(place.batch)
            book = self.books[place.batch]
            name, number = place.name, place.number
            done |= (
                frozenset()
                if isinstance(book, Refusal)
                else tools_done(book.state, book.rules, nip, self.now)
            )
        return completeness(
            nip, self.programme, done, self.matrix, COMPETENCY_CODES, name=name, number=number
        )


def _awaited(book: Book) -> list[str]:
    people = sorted(book.rules.people.values(), key=lambda one: (one.number, one.name))
    return [one.nip for one in people if not one.gone and not _is_out(book, one.nip)]


def _is_out(book: Book, nip: str) -> bool:
    out = out_of(book.state, book.rules, nip)
    return out is not None and out.status == CONFIRMED
