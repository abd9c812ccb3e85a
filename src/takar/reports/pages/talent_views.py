"""Downloads of a talent map's papers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, record_change, requires
from takar.kernel.clock import utc_now
from takar.reports.pages.sending import send
from takar.reports.talent import map_report, person_report
from takar.talent.public import TalentMap, finished


@requires(Ability.READ_TALENT)
def talent_map(request: HttpRequest, number: int) -> HttpResponseBase:
    drawn = _map(number)
    return send(request, f"talent_map:{number}", map_report(drawn, utc_now()))


@requires(Ability.READ_TALENT)
def talent_person(request: HttpRequest, number: int, nip: str) -> HttpResponseBase:
    """The sheet that a person may ask for; staff hand it over, and the trail says who printed it."""
    drawn = _map(number)
    report = person_report(drawn, nip, utc_now())
    if report is None:
        raise Http404
    record_change(request.user.get_username(), "talent.sheet", f"person:{nip}", after={"map": number})
    return send(request, f"person:{nip}", report)


def _map(number: int) -> TalentMap:
    found = finished(number)
    if found is None:
        raise Http404
    return found
