"""The list of what happened in a session, in words that a proctor can read aloud."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from takar.delivery.public import OrderRow, Row

_FOR_HELPERS = frozenset({"entered", "move_seat", "release_login"})


@dataclass(frozen=True, slots=True)
class Line:
    at_ms: int
    text: str
    warning: bool = False


def lines_of(
    orders: Iterable[OrderRow],
    rows: Iterable[Row],
    seats: Mapping[str, str],
    *,
    for_helper: bool = False,
) -> list[Line]:
    """Newest first. `seats`: where each sitting was first placed, such as "A-03". A helper sees connections only."""
    orders = list(orders)
    told = [
        Line(order.at_ms, _order(order, _seat_at(order, seats, orders)), order.kind == "force_submit")
        for order in orders
        if not for_helper or order.kind in _FOR_HELPERS
    ]
    for row in rows:
        text = _event(row, _seat_at(row, seats, orders)) if not for_helper or row.kind in _FOR_HELPERS else ""
        if text:
            told.append(Line(row.at_ms, text, row.kind == "order_refused"))
    return sorted(told, key=lambda line: -line.at_ms)


def _seat_at(line: OrderRow | Row, first: Mapping[str, str], orders: Iterable[OrderRow]) -> str:
    """The seat at that moment: what happened before a move happened on the old seat."""
    moves = (
        o for o in orders if o.kind == "move_seat" and o.sitting == line.sitting and o.at_ms < line.at_ms
    )
    last = max(moves, key=lambda order: order.at_ms, default=None)
    return str(json.loads(last.body)["seat"]) if last else first.get(line.sitting, line.sitting)


def _order(order: OrderRow, seat: str) -> str:
    body = json.loads(order.body)
    words: dict[str, Any] = {
        "seat": seat,
        "by": order.actor,
        "why": body.get("reason", ""),
        "minutes": body.get("minutes", 0),
        "new": body.get("seat", ""),
    }
    return _order_text(order, words) % words


def _order_text(order: OrderRow, words: Mapping[str, Any]) -> str:
    if order.kind == "start_session":
        return _("Sesi dimulai oleh %(by)s")
    if order.kind == "extend" and not order.sitting:
        return _("Seluruh ruang diperpanjang %(minutes)s menit oleh %(by)s karena %(why)s")
    if order.kind == "extend":
        return _("Kursi %(seat)s diperpanjang %(minutes)s menit oleh %(by)s karena %(why)s")
    if order.kind == "move_seat":
        return _("%(seat)s dipindahkan ke kursi %(new)s oleh %(by)s karena %(why)s")
    if order.kind == "force_submit":
        return _("Ujian kursi %(seat)s dikumpulkan paksa oleh %(by)s karena %(why)s")
    return _("Login kursi %(seat)s dilepas oleh %(by)s karena %(why)s")


def _event(row: Row, seat: str) -> str:
    """Empty for what an order's own line already says."""
    words = {"seat": seat}
    body = json.loads(row.body)
    if row.kind == "entered":
        first = body.get("epoch") == 1
        return (_("Kursi %(seat)s masuk") if first else _("Kursi %(seat)s masuk dari perangkat lain")) % words
    if row.kind == "started":
        return _("Kursi %(seat)s mulai mengerjakan") % words
    if row.kind == "submitted" and body.get("by") == "participant":
        return _("Kursi %(seat)s mengumpulkan") % words
    if row.kind == "submitted" and body.get("by") == "deadline":
        return _("Kursi %(seat)s dikumpulkan oleh sistem karena waktu habis") % words
    if row.kind == "order_refused":
        return _("Perintah untuk kursi %(seat)s tidak berlaku: %(code)s") % {**words, "code": body["code"]}
    return ""


def seconds_text(seconds: int | None) -> str:
    """How long ago a seat was last seen."""
    if seconds is None:
        return _("belum pernah")
    if seconds < 60:
        return ngettext("%(n)s detik lalu", "%(n)s detik lalu", seconds) % {"n": seconds}
    minutes = seconds // 60
    return ngettext("%(n)s menit lalu", "%(n)s menit lalu", minutes) % {"n": minutes}
