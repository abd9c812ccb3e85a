"""Downloads of a plenary's papers: minutes, table, letters to candidates."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, User, requires
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal
from takar.reports.pages.sending import send
from takar.reports.plenary.file import PlenaryFile, open_file
from takar.reports.plenary.letter import letter as make_letter
from takar.reports.plenary.minutes import minutes as make_minutes
from takar.reports.plenary.workbook import workbook
from takar.reports.report import PDF, XLSX, Report, slug


@requires(Ability.READ_SELECTIONS)
def minutes(request: HttpRequest, plenary: str) -> HttpResponseBase:
    return _send(
        request, plenary, "berita acara", lambda file: _named(file, "berita-acara-pleno", make_minutes(file))
    )


@requires(Ability.READ_SELECTIONS)
def table(request: HttpRequest, plenary: str) -> HttpResponseBase:
    return _send(
        request,
        plenary,
        "tabel",
        lambda file: Report(_name(file, "tabel-pleno", "xlsx"), XLSX, workbook(file)),
    )


@requires(Ability.RUN_PLENARY)
def letter(request: HttpRequest, plenary: str, post: str, who: str) -> HttpResponseBase:
    def made(file: PlenaryFile) -> Report | Refusal:
        body = make_letter(file, post, who)
        return body if isinstance(body, Refusal) else _named(file, f"hasil-{slug(who)}", body)

    return _send(request, plenary, f"surat {post}/{who}", made)


def _send(
    request: HttpRequest, plenary: str, what: str, make: Callable[[PlenaryFile], Report | Refusal]
) -> HttpResponseBase:
    file = open_file(plenary, cast(User, request.user), what, utc_now())
    return send(request, f"plenary:{plenary}", file if isinstance(file, Refusal) else make(file))


def _named(file: PlenaryFile, kind: str, body: bytes) -> Report:
    return Report(_name(file, kind, "pdf"), PDF, body)


def _name(file: PlenaryFile, kind: str, ending: str) -> str:
    return f"{kind}-{slug(file.selection.title)}.{ending}"
