"""POST /api/login: participant number or NIP, and the session's PIN."""

from __future__ import annotations

from takar.delivery.public import SittingState, commands
from takar.gateway import wire
from takar.gateway.hall import Place
from takar.gateway.http import JSON_HEADERS, Response, answer, encode, refuse
from takar.gateway.refusals import DEVICE_INVALID, LOGIN_NEEDED, login_throttled, login_wrong
from takar.gateway.service import Asker, Request, Service
from takar.gateway.ticker import tell_presence
from takar.gateway.tickets import Ticket
from takar.gateway.tokens import DEVICE, Token, no_cookie, set_cookie
from takar.gateway.views import view
from takar.kernel.identity import normalised
from takar.kernel.refusals import Refusal


async def login(service: Service, request: Request) -> Response:
    body = wire.login(request.body)
    if not DEVICE.fullmatch(body.device) or body.device == "server":
        return refuse(DEVICE_INVALID)
    found = await identify(service, normalised(body.identity), body.pin)
    if isinstance(found, Refusal):
        return refuse(found)
    ticket, sitting = found
    place = service.hall.place(sitting)
    state = await enter(service, place, body.device)
    if isinstance(state, Refusal):
        return refuse(state)
    place.seen_ms, place.device, place.address = service.now_ms(), body.device, request.address
    token = Token(sitting, state.epoch, body.device)
    cookie = set_cookie(service.tokens.make(token), request.secure)
    shown = view(state, service.hall.rules(place), ticket, token.device, token.epoch, service.now_ms())
    return Response(encode(shown), headers=[*JSON_HEADERS, ("set-cookie", cookie)])


async def identify(service: Service, identity: str, pin: str) -> tuple[Ticket, str] | Refusal:
    """The sitting that identity and PIN open; each wrong try counts for this participant only."""
    now = service.now_ms()
    candidates = service.board.find(identity, now)
    who = candidates[0][1] if candidates else identity
    wait = service.throttle.wait_ms(who, now)
    if wait:
        return login_throttled(-(-wait // 1000))
    # Counted before it is checked: a hundred tries at once are a hundred tries.
    left = service.throttle.failed(who, now)
    for ticket, sitting in candidates:
        if await service.pins.fits(ticket, pin):
            service.throttle.forget(who)
            return ticket, sitting
    return login_wrong(left) if left else login_throttled(service.throttle.wait_ms(who, now) // 1000)


async def enter(service: Service, place: Place, device: str) -> SittingState | Refusal:
    """Take the seat. Always from a fresh reading: another gateway may have written meanwhile."""
    place.state = None
    await service.hall.open(place)
    seen = await service.last_seen(place)
    return await service.hall.act(place, commands.Enter(service.now_ms(), device, seen))


async def state(service: Service, request: Request) -> Response:
    """GET /api/state"""
    asker = service.asker(request)
    if isinstance(asker, Refusal):
        return refuse(asker)
    found = await service.hall.look(asker.place)
    if not found.opened:
        return refuse(LOGIN_NEEDED)
    token = asker.token
    shown = view(found, asker.rules, asker.ticket, token.device, token.epoch, service.now_ms())
    return answer(shown)


async def leave(service: Service, request: Request) -> Response:
    """POST /api/leave: "that is not me". Forgets the cookie and frees the seat; never refused."""
    asker = service.asker(request)
    if isinstance(asker, Asker):
        await vacate(service, asker)
    return Response(encode({}), headers=[*JSON_HEADERS, ("set-cookie", no_cookie(request.secure))])


async def vacate(service: Service, asker: Asker) -> None:
    """Nobody was seen here last: the right machine need not wait until this one counts as silent."""
    place, token = asker.place, asker.token
    state = await service.hall.look(place)
    if (state.device, state.epoch) == (token.device, token.epoch):
        place.seen_ms, place.device = service.now_ms(), ""
        await tell_presence(service)
