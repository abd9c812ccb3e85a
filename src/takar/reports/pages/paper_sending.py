"""What every view of a paper does: find the batch, make the paper, send it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, User, record_change
from takar.kernel.refusals import Refusal
from takar.planning.public import ActivityView
from takar.reports.pages.sending import refuse, send
from takar.reports.paper.batch_file import BatchFile, open_batch
from takar.reports.paper.queries import Made
from takar.reports.paper.wording import PAPERS
from takar.reports.report import PACK_NOT_FOUND


def of_batch(request: HttpRequest, batch: str, make: Callable[[BatchFile], Made]) -> HttpResponseBase:
    """A paper of a batch of an adopted plan."""
    file = open_batch(batch)
    return send(request, f"batch:{batch}", file if isinstance(file, Refusal) else make(file))


def of_day(request: HttpRequest, batch: str, day: int, make: Callable[[BatchFile], Made]) -> HttpResponseBase:
    def made(file: BatchFile) -> Made:
        known = file.day(day)
        return known if isinstance(known, Refusal) else make(file)

    return of_batch(request, batch, made)


def of_activity(
    request: HttpRequest, batch: str, activity: int, make: Callable[[BatchFile, ActivityView], Made]
) -> HttpResponseBase:
    def made(file: BatchFile) -> Made:
        found = file.activity(activity)
        return found if isinstance(found, Refusal) else make(file, found)

    return of_batch(request, batch, made)


def of_programme(request: HttpRequest, programme: str, made: Made) -> HttpResponseBase:
    return send(request, f"programme:{programme}", made)


def archive(request: HttpRequest, path: Path, subject: str) -> HttpResponseBase:
    if not path.exists():
        return refuse(request, PACK_NOT_FOUND)
    record_change(request.user.get_username(), "reports.download", subject, after=path.name)
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


def paper_of(request: HttpRequest) -> str:
    wanted = request.GET.get("kertas") or request.POST.get("kertas", "")
    return wanted if wanted in PAPERS else PAPERS[0]


def paper_choice(request: HttpRequest) -> dict[str, object]:
    """The chosen paper, and what every link of the page carries for it."""
    paper = paper_of(request)
    return {"paper": paper, "with_paper": f"?kertas={paper}" if paper != PAPERS[0] else ""}


def may(request: HttpRequest, ability: Ability) -> bool:
    user = request.user
    return isinstance(user, User) and user.may(ability)
