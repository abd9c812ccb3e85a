"""Letters, lists, calendars and assessors' papers, for those who plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, requires
from takar.kernel.clock import utc_now
from takar.reports.pages.paper_sending import of_batch, of_programme, paper_of
from takar.reports.paper import queries


@requires(Ability.READ_PLANS)
def invitations(request: HttpRequest, batch: str) -> HttpResponseBase:
    return of_batch(
        request,
        batch,
        lambda file: queries.invitation_letters(file.programme, [file], paper_of(request), utc_now()),
    )


@requires(Ability.READ_PLANS)
def invitation(request: HttpRequest, batch: str, place: int) -> HttpResponseBase:
    return of_batch(
        request, batch, lambda file: queries.invitation_letter(file, place, paper_of(request), utc_now())
    )


@requires(Ability.READ_PLANS)
def lists(request: HttpRequest, batch: str) -> HttpResponseBase:
    return of_batch(request, batch, queries.lists_of_batch)


@requires(Ability.READ_PLANS)
def calendar(request: HttpRequest, batch: str) -> HttpResponseBase:
    return of_batch(request, batch, lambda file: queries.calendar_of_batch(file, utc_now()))


@requires(Ability.READ_PLANS)
def person_calendar(request: HttpRequest, batch: str, place: int) -> HttpResponseBase:
    return of_batch(request, batch, lambda file: queries.calendar_of_person(file, place, utc_now()))


@requires(Ability.READ_PLANS)
def schedules(request: HttpRequest, programme: str) -> HttpResponseBase:
    return of_programme(request, programme, queries.schedules(programme, None, paper_of(request), utc_now()))


@requires(Ability.READ_PLANS)
def schedule(request: HttpRequest, programme: str, assessor: int) -> HttpResponseBase:
    return of_programme(
        request, programme, queries.schedules(programme, assessor, paper_of(request), utc_now())
    )


@requires(Ability.READ_PLANS)
def duties(request: HttpRequest, programme: str) -> HttpResponseBase:
    return of_programme(request, programme, queries.duties(programme, None, paper_of(request), utc_now()))


@requires(Ability.READ_PLANS)
def duty(request: HttpRequest, programme: str, assessor: int) -> HttpResponseBase:
    return of_programme(request, programme, queries.duties(programme, assessor, paper_of(request), utc_now()))


@requires(Ability.READ_PLANS)
def assessor_calendar(request: HttpRequest, programme: str, assessor: int) -> HttpResponseBase:
    return of_programme(request, programme, queries.calendar_of_assessor(programme, assessor, utc_now()))


@requires(Ability.READ_PLANS)
def roster(request: HttpRequest, programme: str) -> HttpResponseBase:
    return of_programme(request, programme, queries.programme_roster(programme, paper_of(request), utc_now()))


@requires(Ability.READ_PLANS)
def programme_lists(request: HttpRequest, programme: str) -> HttpResponseBase:
    return of_programme(request, programme, queries.lists_of_programme(programme))
