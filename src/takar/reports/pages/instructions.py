"""Instructions of an exercise as PDF: from the library for who writes it, from a round for who organises it."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase

from takar.accounts.public import Ability, requires
from takar.exercises.public import exercise, round_of
from takar.reports.instructions import Reader, exercise_instructions
from takar.reports.pages.sending import send

READERS = ("peserta", "asesor")


@requires(Ability.WRITE_EXERCISES)
def of_library(request: HttpRequest, code: str, reader: str) -> HttpResponseBase:
    """The newest version, or ?versi=."""
    version = request.GET.get("versi", "")
    return _sent(request, code, int(version) if version.isdecimal() else None, reader)


@requires(Ability.MANAGE_ROUNDS)
def of_round(request: HttpRequest, owner: str, code: str, reader: str) -> HttpResponseBase:
    """The version that the round committed to."""
    view = round_of(owner)
    used: dict[str, Any] = {
        one["code"]: one["form"].get("exercise", {}) for one in (view.rules["instruments"] if view else [])
    }
    if code not in used or not used[code]:
        raise Http404
    return _sent(request, used[code]["code"], int(used[code]["version"]), reader)


def _sent(request: HttpRequest, code: str, version: int | None, reader: str) -> HttpResponseBase:
    found = exercise(code, version)
    if found is None or reader not in READERS:
        raise Http404
    return send(request, f"exercise:{code}", exercise_instructions(found, cast(Reader, reader)))
