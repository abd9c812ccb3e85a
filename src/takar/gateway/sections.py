"""Start, sections, heartbeat, submission."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from takar.delivery.public import SittingState, commands, seat_taken_over
from takar.gateway import wire
from takar.gateway.http import JSON_HEADERS, Response, answer, refuse
from takar.gateway.refusals import BAD_REQUEST, SECTION_NOT_AVAILABLE
from takar.gateway.service import Asker, Request, Service
from takar.gateway.views import clocks, notice, view
from takar.kernel.ids import readable_code
from takar.kernel.refusals import Refusal

_NONCE = re.compile(r"[A-Za-z0-9-]{1,32}")
_OPEN = ("waiting", "ready")


async def start(service: Service, request: Request) -> Response:
    """POST /api/start. Without a nonce of the participant's own, the server draws one."""
    nonce = wire.start(request.body or b"{}").nonce or readable_code(os.urandom, 8)
    if not _NONCE.fullmatch(nonce):
        return refuse(BAD_REQUEST)
    asker = service.asker(request)
    return await _change(
        service, asker, lambda who: commands.Start(service.now_ms(), who.token.device, who.token.epoch, nonce)
    )


async def enter_section(service: Service, request: Request) -> Response:
    """POST /api/section"""
    body = wire.section(request.body)
    asker = service.asker(request, body.sitting, body.device)
    return await _change(
        service,
        asker,
        lambda who: commands.EnterSection(
            service.now_ms(), who.token.device, who.token.epoch, body.to, body.last_seq
        ),
    )


async def submit(service: Service, request: Request) -> Response:
    """POST /api/submit"""
    body = wire.device(request.body)
    asker = service.asker(request, body.sitting, body.device)
    return await _change(
        service,
        asker,
        lambda who: commands.Submit(service.now_ms(), who.token.device, who.token.epoch, body.last_seq),
    )


async def section(service: Service, request: Request) -> Response:
    """GET /api/section/{index}: items, without keys, of a section that is or was open."""
    asker = service.asker(request)
    if isinstance(asker, Refusal):
        return refuse(asker)
    index = request.path.rpartition("/")[2]
    state = await service.hall.look(asker.place)
    opened = -1 if state.section is None or state.submitted_ms is not None else state.section
    if not index.isascii() or not index.isdigit() or int(index[:4]) > opened:
        return refuse(SECTION_NOT_AVAILABLE)
    return Response(asker.ticket.form.bodies[int(index)], headers=JSON_HEADERS)


async def heartbeat(service: Service, request: Request) -> Response:
    """POST /api/heartbeat: the clock, the state, and what the proctor did."""
    body = wire.device(request.body)
    asker = service.asker(request, body.sitting, body.device)
    if isinstance(asker, Refusal):
        return refuse(asker)
    state = await service.hall.look(asker.place)
    if state.epoch != asker.token.epoch:
        return refuse(seat_taken_over())
    asker.place.last_seq = body.last_seq
    return answer(_beat(service, asker, state))


def _beat(service: Service, asker: Asker, state: SittingState) -> dict[str, object]:
    queue = state.queues.get(asker.token.device)
    return {
        "server_ms": service.now_ms(),
        "state": state.phase(asker.rules),
        "section": state.section,
        "acked": queue.contiguous if queue else 0,
        "notices": [notice(item) for item in state.notices],
        "seat": state.seat or asker.ticket.entries[state.sitting]["seat"],
        **clocks(state, asker.rules),
    }


async def _change(
    service: Service, asker: Asker | Refusal, command: Callable[[Asker], commands.Command]
) -> Response:
    if isinstance(asker, Refusal):
        return refuse(asker)
    state = await service.hall.act(asker.place, command(asker))
    if isinstance(state, Refusal):
        return refuse(state)
    token = asker.token
    return answer(view(state, asker.rules, asker.ticket, token.device, token.epoch, service.now_ms()))
