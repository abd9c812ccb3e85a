"""Answers of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from takar.kernel.readers import Reader
from takar.kernel.refusals import Refusal
from takar.office.api.keys import key_of, note_use, within_limit
from takar.office.api.openapi import MOST_ROWS, USUAL_ROWS, openapi
from takar.office.api.refusals import KEY_MISSING, READER_UNKNOWN, query_wrong, scope_missing
from takar.office.api.registry import READERS
from takar.office.models import ApiKey

_STATUS = {
    "API_KEY_MISSING": 401,
    "API_KEY_WRONG": 401,
    "API_SCOPE_MISSING": 403,
    "API_LIST_UNKNOWN": 404,
    "API_QUERY_WRONG": 400,
    "API_TOO_MANY_REQUESTS": 429,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Names of all lists, their scopes and their description; needs no key, tells nothing about anybody."""
    lists = [
        {"name": one.name, "scope": one.scope, "id": one.id, "en": one.en, "href": f"/api/v1/{one.name}"}
        for one in READERS.values()
    ]
    return _json({"lists": lists, "openapi": "/api/v1/openapi.json"})


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    return _json(openapi(f"{request.scheme}://{request.get_host()}"))


@require_safe
def read(request: HttpRequest, name: str) -> HttpResponse:
    """One page of a list. Every request with a known key is on record, also a refused one."""
    key = _key(request)
    if isinstance(key, Refusal):
        return _refused(key)
    answer = _answer(request, name, key)
    if isinstance(answer, Refusal):
        status, rows, response = _STATUS[answer.code], 0, _refused(answer)
    else:
        status, rows, response = 200, len(answer["data"]), _json(answer)
    query = request.META.get("QUERY_STRING", "")
    note_use(key, name, query, status, rows, request.META.get("REMOTE_ADDR", ""))
    return response


def _key(request: HttpRequest) -> ApiKey | Refusal:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not secret.strip():
        return KEY_MISSING
    return key_of(secret.strip())


def _answer(request: HttpRequest, name: str, key: ApiKey) -> dict[str, Any] | Refusal:
    refusal = within_limit(key)
    if refusal:
        return refusal
    reader = READERS.get(name)
    if reader is None:
        return READER_UNKNOWN
    if reader.scope not in key.scopes:
        return scope_missing(reader.scope)
    asked = _asked(request, reader)
    if isinstance(asked, Refusal):
        return asked
    return _page(reader, *asked)


def _asked(request: HttpRequest, reader: Reader) -> tuple[str, int, dict[str, str]] | Refusal:
    told = {name: str(value) for name, value in request.GET.items()}
    after, limit = told.pop("after", ""), told.pop("limit", str(USUAL_ROWS))
    wrong = next((name for name in told if name not in reader.filters), "")
    if wrong:
        return query_wrong(wrong)
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST_ROWS:
        return query_wrong("limit")
    if reader.key == "id" and after and not (after.isdecimal() and len(after) < 19):
        return query_wrong("after")
    return after, int(limit), told


def _page(reader: Reader, after: str, limit: int, where: Mapping[str, str]) -> dict[str, Any]:
    rows = reader.rows(after, limit, where)
    following = None
    if len(rows) == limit:
        query = urlencode({**where, "limit": limit, "after": rows[-1][reader.key]})
        following = f"/api/v1/{reader.name}?{query}"
    return {"data": list(rows), "count": reader.count(where), "next": following}


def _json(body: Any, status: int = 200) -> JsonResponse:
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def _refused(refusal: Refusal) -> JsonResponse:
    response = _json(refusal.as_json(), _STATUS[refusal.code])
    if response.status_code == 401:
        response["WWW-Authenticate"] = 'Bearer realm="takar"'
    if response.status_code == 429:
        response["Retry-After"] = "60"
    return response
