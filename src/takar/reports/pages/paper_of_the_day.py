"""Papers that the day needs, for those who hold it: proctors too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, requires
from takar.kernel.clock import utc_now
from takar.reports.pages.paper_sending import of_activity, of_batch, of_day, of_programme, paper_of
from takar.reports.paper import queries
from takar.reports.paper.cards import Layout


@requires(Ability.READ_ATTENDANCE)
def cards(request: HttpRequest, batch: str) -> HttpResponseBase:
    layout: Layout = "one" if request.GET.get("tata") == "satu" else "many"
    return of_batch(
        request, batch, lambda file: queries.card_sheet(file, layout, paper_of(request), utc_now())
    )


@requires(Ability.READ_ATTENDANCE)
def card(request: HttpRequest, batch: str, place: int) -> HttpResponseBase:
    return of_batch(
        request, batch, lambda file: queries.card_sheet(file, "one", paper_of(request), utc_now(), place)
    )


@requires(Ability.READ_ATTENDANCE)
def rooms(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    return of_day(request, batch, day, lambda file: queries.rooms(file, day, paper_of(request), utc_now()))


@requires(Ability.READ_ATTENDANCE)
def seats(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    return of_day(request, batch, day, lambda file: queries.seats(file, day, paper_of(request), utc_now()))


@requires(Ability.READ_ATTENDANCE)
def blank(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    return of_day(
        request, batch, day, lambda file: queries.blank_list(file, day, [], paper_of(request), utc_now())
    )


@requires(Ability.READ_ATTENDANCE)
def blank_activities(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    """One list per activity of the day, in one file."""
    return of_day(
        request,
        batch,
        day,
        lambda file: queries.blank_list(
            file, day, [a for a in file.activities if a.day == day], paper_of(request), utc_now()
        ),
    )


@requires(Ability.READ_ATTENDANCE)
def blank_activity(request: HttpRequest, batch: str, day: int, activity: int) -> HttpResponseBase:
    return of_activity(
        request,
        batch,
        activity,
        lambda file, one: queries.blank_list(file, one.day, [one], paper_of(request), utc_now()),
    )


@requires(Ability.READ_ATTENDANCE)
def filled(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    return of_day(
        request, batch, day, lambda file: queries.filled_list(file, day, None, paper_of(request), utc_now())
    )


@requires(Ability.READ_ATTENDANCE)
def filled_activity(request: HttpRequest, batch: str, day: int, activity: int) -> HttpResponseBase:
    return of_activity(
        request,
        batch,
        activity,
        lambda file, one: queries.filled_list(file, one.day, one, paper_of(request), utc_now()),
    )


@requires(Ability.READ_ATTENDANCE)
def minutes(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    return of_day(
        request, batch, day, lambda file: queries.day_minutes(file, day, None, paper_of(request), utc_now())
    )


@requires(Ability.READ_ATTENDANCE)
def minutes_activity(request: HttpRequest, batch: str, day: int, activity: int) -> HttpResponseBase:
    return of_activity(
        request,
        batch,
        activity,
        lambda file, one: queries.day_minutes(file, one.day, one, paper_of(request), utc_now()),
    )


@requires(Ability.READ_ATTENDANCE)
def redo_letter(request: HttpRequest, batch: str, place: int) -> HttpResponseBase:
    return of_batch(
        request, batch, lambda file: queries.repeat_letter(file, place, paper_of(request), utc_now())
    )


@requires(Ability.READ_ATTENDANCE)
def recap(request: HttpRequest, batch: str) -> HttpResponseBase:
    return of_batch(request, batch, lambda file: queries.recap_of_batch(file, utc_now(), paper_of(request)))


@requires(Ability.READ_ATTENDANCE)
def recap_workbook(request: HttpRequest, batch: str) -> HttpResponseBase:
    return of_batch(request, batch, queries.recap_workbook_of_batch)


@requires(Ability.READ_ATTENDANCE)
def programme_recap(request: HttpRequest, programme: str) -> HttpResponseBase:
    return of_programme(
        request, programme, queries.recap_of_programme(programme, paper_of(request), utc_now())
    )


@requires(Ability.READ_ATTENDANCE)
def programme_recap_workbook(request: HttpRequest, programme: str) -> HttpResponseBase:
    return of_programme(request, programme, queries.recap_workbook_of_programme(programme))
