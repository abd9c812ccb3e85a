"""POST /api/save: the answer is on disk before the answer goes back."""

from __future__ import annotations

from typing import Any

from takar.delivery.public import CLICK_REFUSALS, SittingState, commands, save_code
from takar.gateway import wire
from takar.gateway.http import Response, answer, refuse
from takar.gateway.service import Request, Service
from takar.gateway.views import clocks
from takar.kernel.refusals import Refusal


async def save(service: Service, request: Request) -> Response:
    body = wire.save(request.body)
    asker = service.asker(request, body.sitting, body.device)
    if isinstance(asker, Refusal):
        return refuse(asker)
    token, place = asker.token, asker.place
    received = service.now_ms()
    clicks = tuple(map(_click, body.events))
    state = await service.hall.act(place, commands.Save(received, token.device, token.epoch, clicks))
    if isinstance(state, Refusal):
        return refuse(state)
    return answer(
        {
            "acked": state.queues[token.device].contiguous if token.device in state.queues else 0,
            "received_ms": received,
            "server_ms": service.now_ms(),
            "code": save_code(state.chain),
            "refused": _refused(state, token.device, clicks),
            "superseded": token.epoch != state.epoch,
            **clocks(state, asker.rules),
        }
    )


def _click(body: wire.ClickBody) -> commands.Click:
    return commands.Click(body.seq, body.kind, body.item, body.value, wire.safe_ms(body.at_ms), body.epoch)


def _refused(state: SittingState, device: str, clicks: tuple[commands.Click, ...]) -> list[dict[str, Any]]:
    """Which of the clicks just sent do not count, also when this is their second journey."""
    uncounted = state.uncounted.get(device)
    if not uncounted:
        return []
    found = []
    for click in clicks:
        code = uncounted.get(click.seq)
        if code:
            refusal = CLICK_REFUSALS[code]
            found.append({"seq": click.seq, "code": code, "id": refusal.id, "en": refusal.en})
    return found
