"""What happened on which seat, told in the proctor's words."""

from __future__ import annotations

import json
from typing import Any

from takar.delivery.pages.lines import lines_of
from takar.delivery.public import OrderRow, Row

_FIRST = {"s1": "A-03", "s2": "A-04"}


def order(kind: str, at_ms: int, **body: Any) -> OrderRow:
    return OrderRow(
        at_ms, "sesi", "s1", kind, json.dumps({"reason": "layar rusak", **body}), "pengawas", at_ms
    )


def entered(at_ms: int, epoch: int = 1) -> Row:
    return Row("s1", at_ms, "d", at_ms, "entered", json.dumps({"epoch": epoch}), at_ms, "")


def test_what_happened_before_a_move_happened_on_the_old_seat() -> None:
    orders = [order("move_seat", 20, seat="A-12"), order("move_seat", 40, seat="B-01")]
    told = [line.text for line in lines_of(orders, [entered(10), entered(30, 2), entered(50, 3)], _FIRST)]
    assert told == [
        "Kursi B-01 masuk dari perangkat lain",
        "A-12 dipindahkan ke kursi B-01 oleh pengawas karena layar rusak",
        "Kursi A-12 masuk dari perangkat lain",
        "A-03 dipindahkan ke kursi A-12 oleh pengawas karena layar rusak",
        "Kursi A-03 masuk",
    ]


def test_a_helper_reads_of_connections_only() -> None:
    orders = [order("extend", 10, minutes=5), order("force_submit", 20), order("release_login", 30)]
    assert len(lines_of(orders, [entered(5)], _FIRST, for_helper=True)) == 2
