"""The outcome that the worker wrote, the receipt, and "sudah saya lihat"."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import msgspec

from takar.delivery.public import commands, not_submitted
from takar.gateway.http import JSON_HEADERS, Response, answer, encode, refuse
from takar.gateway.refusals import RECEIPT_NOT_READY
from takar.gateway.service import Request, Service
from takar.gateway.tokens import no_cookie
from takar.kernel.refusals import Refusal

_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]{1,80}")


async def result(service: Service, request: Request) -> Response:
    """GET /api/result: 202 while the worker scores, then the outcome as it was written."""
    body = await _outcome(service, request)
    if isinstance(body, Refusal):
        return refuse(body)
    return Response(body.encode()) if body else answer({"state": "scoring"}, 202)


async def receipt(service: Service, request: Request) -> Response:
    """GET /api/receipt: the .tlog-proof file."""
    body = await _outcome(service, request)
    if isinstance(body, Refusal):
        return refuse(body)
    outcome: dict[str, Any] = msgspec.json.decode(body) if body else {}
    name = outcome.get("receipt_name", "")
    if not outcome.get("receipt") or not _PLAIN_NAME.fullmatch(name):
        return refuse(RECEIPT_NOT_READY)
    headers = [
        *JSON_HEADERS[1:],
        ("content-type", "text/plain; charset=utf-8"),
        ("content-disposition", f'attachment; filename="{name}"'),
    ]
    return Response(outcome["receipt"].encode(), headers=headers)


async def acknowledge(service: Service, request: Request) -> Response:
    """POST /api/acknowledge: the sitting is over for this machine, so it is signed out as well."""
    asker = service.asker(request)
    if isinstance(asker, Refusal):
        return refuse(asker)
    command = commands.Acknowledge(service.now_ms(), asker.token.device)
    state = await service.hall.act(asker.place, command)
    if isinstance(state, Refusal):
        return refuse(state)
    headers = [*JSON_HEADERS, ("set-cookie", no_cookie(request.secure))]
    return Response(encode({"acknowledged_ms": state.acknowledged_ms}), headers=headers)


async def _outcome(service: Service, request: Request) -> str | Refusal:
    """The outcome's JSON text, "" while there is none."""
    asker = service.asker(request)
    if isinstance(asker, Refusal):
        return asker
    state = await service.hall.look(asker.place)
    if state.submitted_ms is None:
        return not_submitted()
    row = await asyncio.to_thread(service.journal.outcome, state.sitting)
    return row.body if row else ""
