"""What the desk's client asks and sends. Every answer speaks of the asking rater's own sheets only."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, cast

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from takar.accounts.public import Ability, User, signing_key_of
from takar.attendance.public import place_of_card
from takar.delivery.public import ChainBroken, StorageUnavailable
from takar.exercises.material import material_of_sheet
from takar.exercises.models import Sheet
from takar.exercises.pages.access import UNREADABLE, Answer, api, sent
from takar.exercises.pages.desk_json import cards_of, due_first, form_of, line, state_json
from takar.exercises.storage import lock, own_progress, own_state, save
from takar.exercises.storage.own import NOT_YOUR_SHEET
from takar.kernel.clock import ZONES, day_in, milliseconds, utc_now
from takar.kernel.refusals import Refusal

# Sheets of the coming days can be seen, and loaded before the network fails.
DAYS_AHEAD = 7
CARD_UNKNOWN = Refusal(
    "CARD_UNKNOWN",
    "Kode ini bukan kartu peserta kantor ini. Pindai lagi, atau ketik nomor atau nama peserta.",
    "This code is no participant card of this office. Scan it again, or type the participant's number or name.",
)
MATERIAL_DAMAGED = Refusal(
    "MATERIAL_DAMAGED",
    "Jurnal ujian peserta ini tidak utuh, jadi tulisannya tidak ditampilkan. Laporkan kepada penyelenggara sebelum menilai.",
    "The exam journal of this participant is not intact, so the writing is not shown. Tell the organiser before you rate.",
)
MATERIAL_AWAY = Refusal(
    "MATERIAL_AWAY",
    "Tulisan peserta belum dapat dibaca karena basis data ujian tidak dapat dihubungi. Coba lagi sebentar lagi.",
    "The participant's writing cannot be read just now: the exam database cannot be reached. Try again in a moment.",
)
NO_SHEET_FOR_CARD = Refusal(
    "NO_SHEET_FOR_CARD",
    "Anda tidak mempunyai lembar untuk peserta ini. Periksa jadwal Anda, atau tanyakan kepada penyelenggara.",
    "You have no sheet for this participant. Look at your schedule, or ask the organiser.",
)


@require_GET
@ensure_csrf_cookie
@api(Ability.RATE)
def today(request: HttpRequest) -> Answer:
    """One's own sheets: of today, of the coming days, and those of earlier days that are not locked."""
    user, now = cast(User, request.user), utc_now()
    sheets = list(
        _own(user).filter(Q(starts=None) | Q(starts__lt=_midnight(now) + timedelta(days=DAYS_AHEAD)))
    )
    progress = own_progress(user.username, [one.pk for one in sheets])
    since = _midnight(now)
    shown = [
        one for one in sheets if not progress[one.pk].locked or one.starts is None or one.starts >= since
    ]
    cards = cards_of(one.nip for one in shown)
    return {
        "user": user.username,
        "name": user.get_full_name() or user.username,
        "zone": settings.TAKAR.zone,
        "server_ms": milliseconds(now),
        "signing_key": signing_key_of(user) is not None,
        "signing_key_url": _signing_key_url(),
        "sheets": [line(one, progress[one.pk], cards) for one in shown],
    }


@require_GET
@api(Ability.RATE)
def sheet(request: HttpRequest, sheet: str) -> Answer:
    """One's own sheet with everything on it."""
    user = cast(User, request.user)
    row = _own(user).filter(pk=sheet).first()
    state = own_state(sheet, user.username)
    if row is None or isinstance(state, Refusal):
        return NOT_YOUR_SHEET
    progress = own_progress(user.username, [sheet])[sheet]
    return {
        **line(row, progress, cards_of([row.nip])),
        "form": form_of(row, settings.TAKAR.zone),
        "state": state_json(state, progress.entries),
        "server_ms": milliseconds(utc_now()),
    }


@require_GET
@api(Ability.RATE)
def material(request: HttpRequest, sheet: str) -> Answer:
    """What the participant of one's own sheet wrote on screen for its exercise; null while it is not sealed."""
    row = _own(cast(User, request.user)).filter(pk=sheet).first()
    if row is None:
        return NOT_YOUR_SHEET
    try:
        return {"material": material_of_sheet(row)}
    except ChainBroken:
        return MATERIAL_DAMAGED
    except StorageUnavailable:
        return MATERIAL_AWAY


@require_POST
@api(Ability.RATE)
def save_entries(request: HttpRequest) -> Answer:
    """{"sheet", "device", "entries": [{"seq", "tick", "kind", …}]} -> {"acked", "refused": [[seq, code]]}"""
    body = sent(request)
    if isinstance(body, Refusal):
        return body
    entries = body.get("entries")
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        return UNREADABLE
    user = cast(User, request.user)
    done = save(_text(body, "sheet"), user.username, _text(body, "device"), entries)
    if isinstance(done, Refusal):
        return done
    refused = [[seq, code] for seq, code in done.refused]
    return {"acked": done.acked, "refused": cast(Any, refused), "server_ms": milliseconds(utc_now())}


@sensitive_post_parameters()
@require_POST
@api(Ability.RATE)
def lock_sheet(request: HttpRequest) -> Answer:
    """{"sheet", "device", "last_seq", "passphrase"} -> {"digest", "locked_ms", "already"}"""
    body = sent(request)
    if isinstance(body, Refusal):
        return body
    user, name, last = cast(User, request.user), _text(body, "sheet"), body.get("last_seq")
    if not isinstance(last, int):
        return UNREADABLE
    done = lock(name, user, _text(body, "passphrase"), device=_text(body, "device"), last_seq=last)
    if isinstance(done, Refusal):
        return done
    state = own_state(name, user.username)
    assert not isinstance(state, Refusal)
    return {"digest": done.digest, "locked_ms": state.locked_ms, "already": done.already}


@require_GET
@api(Ability.RATE)
def badge(request: HttpRequest, code: str) -> Answer:
    """The rater's own sheets about the card's owner, the one that is due first."""
    place = place_of_card(code)
    if place is None:
        return CARD_UNKNOWN
    user = cast(User, request.user)
    sheets = list(_own(user).filter(nip=place.nip))
    if not sheets:
        return NO_SHEET_FOR_CARD
    progress = own_progress(user.username, [one.pk for one in sheets])
    ordered = due_first(sheets, progress, utc_now())
    return {"sheets": [line(one, progress[one.pk], {one.nip: code}) for one in ordered]}


def _own(user: User) -> QuerySet[Sheet]:
    return Sheet.objects.filter(rater=user.username, withdrawn_at=None)


def _midnight(now: datetime) -> datetime:
    zone = settings.TAKAR.zone
    return datetime.combine(day_in(zone, now), time(), ZONES[zone])


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    return value if isinstance(value, str) else ""


def _signing_key_url() -> str:
    try:
        return reverse("accounts:signing_key")
    except NoReverseMatch:
        return ""
