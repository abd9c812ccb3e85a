"""Pages on which staff follow their own long work. Everyone signed in sees only what they started."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from takar.jobs.actions.cancel_job import cancel_job
from takar.jobs.models import Job
from takar.jobs.queries import nobody_works, recent_jobs
from takar.kernel.clock import utc_now


def own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Any signed-in user, for the jobs that he started."""

    @wraps(view)
    def locked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    locked.signed_in = True  # type: ignore[attr-defined]
    guarded: Callable[..., HttpResponseBase] = login_required(locked)
    return guarded


@own
def jobs(request: HttpRequest) -> HttpResponse:
    return render(request, "jobs/jobs.html", {"jobs": recent_jobs(request.user.get_username())})


@own
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    return render(request, "jobs/job.html", _context(request, job_id))


@own
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """The part that refreshes itself; when the job is done the browser goes on to `result["next"]`.

    Not to a file: a download leaves the page where it is, asking again every second and downloading each time.
    """
    context = _context(request, job_id)
    response = render(request, "jobs/_progress.html", context)
    result = context["job"].result
    following = None if result.get("file") else result.get("next")
    if context["job"].state == "done" and following:
        response["HX-Redirect"] = following
    return response


@own
@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    refusal = cancel_job(_own_job(request, job_id).pk)
    if refusal:
        messages.error(request, refusal.sentence(get_language() or "id"))
    return redirect("jobs:job", job_id)


def _own_job(request: HttpRequest, job_id: int) -> Job:
    return get_object_or_404(Job, pk=job_id, actor=request.user.get_username())


def _context(request: HttpRequest, job_id: int) -> dict[str, Any]:
    found = _own_job(request, job_id)
    error = found.error or {}
    language = get_language() or "id"
    sentence = error.get("en" if language.startswith("en") else "id", "")
    return {"job": found, "sentence": sentence, "nobody_works": nobody_works(found, utc_now())}
