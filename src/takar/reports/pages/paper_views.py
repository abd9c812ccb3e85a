"""Pages that lead to the papers of batches and programmes, and packs of them."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.assessments.public import evidence_log
from takar.jobs.public import enqueue
from takar.kernel.canonical import Json
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import batches_of, batches_on
from takar.programmes import public as programmes
from takar.reports.pages.paper_sending import archive, may, paper_choice, paper_of
from takar.reports.pages.sending import refuse
from takar.reports.paper import queries
from takar.reports.paper.archives import day_archive, programme_archive
from takar.reports.paper.assessors import services_of
from takar.reports.paper.batch_file import batch_title, open_batch
from takar.reports.paper.root_check import check_root

_BEFORE, _AFTER = timedelta(days=7), timedelta(days=21)


@requires(Ability.READ_ATTENDANCE)
def days(request: HttpRequest) -> HttpResponseBase:
    """Batch days around today, whose papers are printed now."""
    today = day_in("WIB", utc_now())
    shown = [_day_row(day, today) for day in _dates(today)]
    rows = [row for rows in shown for row in rows]
    return render(
        request, "reports/paper/days.html", {"rows": rows, "may_plan": may(request, Ability.READ_PLANS)}
    )


def _dates(today: date) -> list[date]:
    first = today - _BEFORE
    return [first + timedelta(days=n) for n in range((_BEFORE + _AFTER).days + 1)]


def _day_row(day: date, today: date) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for one in batches_on(day):
        programme = programmes.programme(one.programme)
        ordinal = next(d.ordinal for d in one.days if d.day == day)
        title = batch_title(one, programme) if programme else str(one.number)
        found.append(
            {
                "batch": one,
                "programme": programme,
                "title": title,
                "ordinal": ordinal,
                "day": day,
                "today": day == today,
            }
        )
    return found


@requires(Ability.READ_ATTENDANCE)
def day(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    """Everything that is printed for one day of a batch."""
    file = open_batch(batch)
    if isinstance(file, Refusal):
        return refuse(request, file)
    known = file.day(day)
    if isinstance(known, Refusal):
        return refuse(request, known)
    context = {
        "file": file,
        "ordinal": day,
        "day": known,
        "activities": [one for one in file.activities if one.day == day],
        "archive": day_archive(batch, day).exists(),
        "repeating": [one for one in (*file.freed, *file.places) if one.repeats or one.freed],
        **paper_choice(request),
    }
    return render(request, "reports/paper/day.html", context)


@requires(Ability.READ_PLANS)
def programmes_page(request: HttpRequest) -> HttpResponseBase:
    """Programmes with adopted plans."""
    rows = [{"programme": one, "batches": len(batches_of(one.id))} for one in programmes.programmes()]
    return render(request, "reports/paper/programmes.html", {"rows": rows})


@requires(Ability.READ_PLANS)
def programme(request: HttpRequest, programme: str) -> HttpResponseBase:
    """Every paper of a programme, its batches and its assessors."""
    found = queries.files_of(programme)
    if isinstance(found, Refusal):
        return refuse(request, found)
    context = {
        "programme": found[0],
        "files": found[1],
        "services": services_of(found[1]),
        "archive": programme_archive(programme).exists(),
        "may_attend": may(request, Ability.READ_ATTENDANCE),
        **paper_choice(request),
    }
    return render(request, "reports/paper/programme.html", context)


@requires(Ability.READ_PLANS)
def batch(request: HttpRequest, batch: str) -> HttpResponseBase:
    """Every paper of a batch and of each person in it."""
    file = open_batch(batch)
    if isinstance(file, Refusal):
        return refuse(request, file)
    context = {"file": file, "may_attend": may(request, Ability.READ_ATTENDANCE), **paper_choice(request)}
    return render(request, "reports/paper/batch.html", context)


@require_POST
@requires(Ability.READ_ATTENDANCE)
def write_pack(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    actor = request.user.get_username()
    payload: dict[str, Json] = {"batch": batch, "day": day, "paper": paper_of(request), "actor": actor}
    job = enqueue("reports.day_pack", payload, actor=actor, title=gettext("Menyusun paket cetakan satu hari"))
    return redirect("jobs:job", job.id)


@requires(Ability.READ_ATTENDANCE)
def pack_file(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    return archive(request, day_archive(batch, day), f"batch:{batch}")


@requires(Ability.READ_ATTENDANCE)
def root_words(request: HttpRequest) -> HttpResponseBase:
    """Whether the words on a paper are the log's root at that many entries."""
    asked = request.GET.get("banyak", ""), request.GET.get("kata", "")
    verdict = check_root(evidence_log(), *asked) if any(asked) else None
    context = {"size": asked[0], "words": asked[1], "verdict": verdict}
    return render(request, "reports/paper/root_words.html", context)


@require_POST
@requires(Ability.READ_PLANS)
def write_programme(request: HttpRequest, programme: str) -> HttpResponseBase:
    actor = request.user.get_username()
    payload: dict[str, Json] = {"programme": programme, "paper": paper_of(request), "actor": actor}
    job = enqueue(
        "reports.programme_papers", payload, actor=actor, title=gettext("Menyusun cetakan satu program")
    )
    return redirect("jobs:job", job.id)


@requires(Ability.READ_PLANS)
def programme_file(request: HttpRequest, programme: str) -> HttpResponseBase:
    return archive(request, programme_archive(programme), f"programme:{programme}")
