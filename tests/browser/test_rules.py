"""The client's pure rules, run in the browser that will run them; the merge rule against the server's own."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from takar.delivery.public import Mark
from takar.kernel.canonical import canonical
from tests.browser.room import Site

pytestmark = [pytest.mark.browser]


@pytest.fixture(scope="module")
def page(browser: Any, site: Site) -> Iterator[Any]:
    site.open()
    opened = browser.new_page()
    opened.goto(site.gateway.url)
    yield opened
    opened.close()


def run(page: Any, module: str, body: str, argument: Any = None) -> Any:
    """`body` is an expression over `m` (the module) and `x` (the argument)."""
    return page.evaluate(f"(x) => import('/client/{module}').then((m) => {body})", argument)


def events(chance: random.Random) -> list[dict[str, Any]]:
    """Clicks of up to three logins on four items, in the order in which they happened to arrive."""
    made = [
        {
            "sitting": "s",
            "kind": "answer",
            "item": chance.choice("ABCD"),
            "value": chance.choice("abcde"),
            "epoch": chance.randint(1, 3),
            "seq": seq,
            "received_ms": None,
        }
        for seq in range(1, chance.randint(2, 25))
    ]
    chance.shuffle(made)
    return made


def by_the_server(made: list[dict[str, Any]]) -> dict[str, str]:
    marks: dict[str, Mark] = {}
    for one in made:
        mark = Mark(one["value"], one["epoch"], one["seq"], 0)
        if one["item"] not in marks or marks[one["item"]].rank <= mark.rank:
            marks[one["item"]] = mark
    return {item: str(mark.value) for item, mark in marks.items()}


def test_the_client_lets_the_same_answer_win_as_the_server_in_any_order(page: Any) -> None:
    cases = [events(random.Random(seed)) for seed in range(200)]
    winners = run(
        page,
        "rules/merge.js",
        "x.map((made) => Object.fromEntries([...m.latest(made, 'answer')].map(([i, e]) => [i, e.value])))",
        cases,
    )
    assert winners == [by_the_server(made) for made in cases]


def view(**changes: Any) -> dict[str, Any]:
    return {"device": "d", "epoch": 3, "last_seq": {"d": 4}, "answers": {"A": "x"}, "flags": []} | changes


@pytest.mark.parametrize(
    ("epoch", "seq", "expected"),
    [
        (3, 5, "y"),  # a new click of this login wins
        (1, 5, "x"),  # left behind by an older login: the server's answer stands
        (3, 4, "x"),  # the server has it already and knows better
    ],
)
def test_own_clicks_stand_over_the_server_only_when_they_are_newer(
    page: Any, epoch: int, seq: int, expected: str
) -> None:
    click = {"kind": "answer", "item": "A", "value": "y", "epoch": epoch, "seq": seq, "received_ms": None}
    found = run(page, "rules/merge.js", "m.merge(x[0], x[1]).answers.get('A')", [view(), [click]])
    assert found == expected


def test_an_old_login_fills_what_nobody_answered_since(page: Any) -> None:
    click = {"kind": "answer", "item": "B", "value": "y", "epoch": 1, "seq": 5, "received_ms": None}
    assert run(page, "rules/merge.js", "m.merge(x[0], x[1]).answers.get('B')", [view(), [click]]) == "y"


def test_numbers_lost_by_storage_are_named(page: Any) -> None:
    assert run(page, "rules/merge.js", "m.gaps(2, [4, 7])") == [3, 5, 6]
    assert run(page, "rules/merge.js", "m.gaps(2, [])") == []


def clock(page: Any, samples: list[tuple[float, float, float]], at: float) -> float:
    """Samples are (server, sent, received); the local counter is steady."""
    body = "{ const c = new m.ServerClock(); x[0].forEach((s) => c.sample(...s)); return c.now(x[1]); }"
    return float(page.evaluate(f"(x) => import('/client/rules/clock.js').then((m) => {body})", [samples, at]))


def test_the_shortest_round_trip_decides_the_clock(page: Any) -> None:
    # True offset 1,000,000. Slow and lopsided answers around one quick one.
    samples = [(1_000_900, 0, 1000), (1_001_205, 1200, 1210), (1_002_010, 2000, 4000)]
    assert abs(clock(page, samples, 5000) - 1_005_000) <= 5


def test_a_device_that_slept_takes_the_fresh_time(page: Any) -> None:
    # The steady counter stood still for a minute: old and new interval do not meet.
    samples = [(1_000_005, 0, 10), (1_060_025, 20, 30)]
    assert abs(clock(page, samples, 30) - 1_060_030) <= 5


@pytest.mark.parametrize(
    ("before", "after", "minutes"),
    [(601, 600, 10), (600, 599, None), (301, 300, 5), (61, 59, 1), (400, 30, 1), (None, 30, None)],
)
def test_warnings_come_once_at_ten_five_and_one_minute(
    page: Any, before: int | None, after: int, minutes: int | None
) -> None:
    assert run(page, "rules/clock.js", "m.warningDue(x[0], x[1])", [before, after]) == minutes


@pytest.mark.parametrize(
    ("key", "options", "expected"),
    [
        ("1", 5, {"do": "choose", "index": 0}),
        ("E", 5, {"do": "choose", "index": 4}),
        ("5", 4, None),
        ("ArrowRight", 4, {"do": "next"}),
        ("P", 4, {"do": "previous"}),
        ("r", 4, {"do": "flag"}),
        ("?", 4, {"do": "help"}),
        ("x", 4, None),
    ],
)
def test_keys(page: Any, key: str, options: int, expected: dict[str, Any] | None) -> None:
    assert run(page, "rules/keys.js", "m.intentOf({ key: x[0] }, x[1])", [key, options]) == expected


def test_keys_with_ctrl_belong_to_the_browser(page: Any) -> None:
    assert run(page, "rules/keys.js", "m.intentOf({ key: 'r', ctrlKey: true }, 5)") is None


def test_attempts_back_off_and_never_come_in_step(page: Any) -> None:
    waits = run(
        page, "rules/retry.js", "[1, 2, 3, 4, 5, 6].map((n) => [m.waitAfter(n, 0), m.waitAfter(n, 0.999)])"
    )
    assert [low for low, _ in waits] == [500, 1000, 2000, 4000, 7500, 7500]
    assert all(high > 1.9 * low for low, high in waits)
    assert run(page, "rules/retry.js", "m.waitAfter(1, 0, 5000)") == 5000


@pytest.mark.parametrize(
    "bad",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="1"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://example.com/x"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="http://example.com/x"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject/></svg>',
        "<html/>",
        "<svg",
    ],
)
def test_a_figure_that_could_act_is_not_shown(page: Any, bad: str) -> None:
    assert run(page, "parts/figure.js", "m.figure(x, 'Gambar').outerHTML", bad) == (
        '<p class="figure-missing">Gambar</p>'
    )


def test_what_a_device_still_owes_is_counted_from_both_copies(page: Any) -> None:
    stored = [{"sitting": "s", "seq": 1, "received_ms": 9}, {"sitting": "s", "seq": 3, "received_ms": None}]
    shelved = [
        {"sitting": "s", "seq": 1, "received_ms": None},
        {"sitting": "s", "seq": 2, "received_ms": None},
    ]
    body = "[...m.leftovers(x[0], x[1])].map(([s, events]) => [s, events.map((e) => e.seq)])"
    assert run(page, "keep/leftovers.js", body, [stored, shelved]) == [["s", [2, 3]]]


@pytest.mark.parametrize("text", ["", "abc", "é" * 40, "a" * 55, "a" * 56, "a" * 64, "kosong\n" * 1000])
def test_the_fingerprint_is_sha256(page: Any, text: str) -> None:
    assert run(page, "rules/canonical.js", "m.sha256(x)", text) == hashlib.sha256(text.encode()).hexdigest()


def test_the_canonical_text_is_that_of_the_server(page: Any) -> None:
    value: Any = {"b": [1, True, None, 'é"\n'], "a": {"z": -5, "Z": ""}, "seq": 9_007_199_254_740_991}
    assert run(page, "rules/canonical.js", "m.canonical(x)", value) == canonical(value).decode()
