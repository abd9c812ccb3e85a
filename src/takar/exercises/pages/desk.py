"""The assessor's desk: one page that also opens without the network, and the worker that keeps it."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie

from takar.accounts.public import Ability, requires

_CAMERA = "camera=(self), microphone=(), geolocation=()"
_FOLDER = "exercises/desk"
_SHARED = ("office/mark.svg", "office/vendor/inter/inter-latin-wght-normal.woff2")


@requires(Ability.RATE)
@ensure_csrf_cookie
def desk(request: HttpRequest) -> HttpResponse:
    """The same bytes for everybody, so that the browser may keep them: no name, no token, no language."""
    response = HttpResponse(_shell())
    response["Permissions-Policy"] = _CAMERA
    return response


@requires(Ability.RATE)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; it lies here because its reach is its folder."""
    script = files("takar.exercises").joinpath("static", _FOLDER, "sw.js").read_text()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@requires(Ability.RATE)
def version(request: HttpRequest) -> JsonResponse:
    """Every file of the client with the SHA-256 of what it must hold."""
    response = JsonResponse({reverse("exercises:desk"): _hash(_shell().encode()), **_kept()})
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _shell() -> str:
    return render_to_string("exercises/desk.html")


@cache
def _kept() -> dict[str, str]:
    own = files("takar.exercises").joinpath("static", _FOLDER)
    found = {static(f"{_FOLDER}/{name}"): _hash(data) for name, data in _walk(own) if name != "sw.js"}
    for name in _SHARED:
        path = finders.find(name)
        assert isinstance(path, str)
        with open(path, "rb") as handle:
            found[static(name)] = _hash(handle.read())
    return found


def _walk(folder: Traversable, prefix: str = "") -> list[tuple[str, bytes]]:
    found = []
    for one in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{prefix}{one.name}"
        found += _walk(one, f"{name}/") if one.is_dir() else [(name, one.read_bytes())]
    return found


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
