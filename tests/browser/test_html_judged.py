"""Receipts of results that people judged: the page and verifier.py say the same of real and of altered ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from takar.ledger.verifier_html.build import SHIPPED
from tests.browser import receipts
from tests.browser.receipts import Case, edited
from tests.browser.test_html_verifier import _agree
from tests.ledger.bench import OTHER, RULES, Bench
from tests.ledger.written import told

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(offline=True, viewport={"width": 1366, "height": 768}, locale="id-ID")
    opened = context.new_page()
    opened.goto(SHIPPED.as_uri())
    yield opened
    context.close()


def rows(**changes: Any) -> list[dict[str, Any]]:
    return [{**one, "value": "80", **changes} for one in RULES["components"]]


def wrong_results(bench: Bench) -> Iterator[Case]:
    """Recorded by the log, and not what follows from the ratings."""
    for changes in (
        {"total": {"total": "90.40"}}, {"total": {}}, {"total": "80.40"}, {"category": "TMS"}, {"category": 7},
        {"components": rows(weight="50")}, {"components": rows()[:1]}, {"components": [*rows(), *rows()]},
        {"components": rows(value="banyak")}, {"components": {}}, {"components": [1]}, {"components": []},
        {"total": {"total": "80.4"}}, {"components": rows(), "total": {"total": "80"}}, {"subject": "x"},
        {"potential": [{"code": "P.01", "name": "Kemampuan Intelektual", "score": "99.0", "band": "BS"}]},
        {"potential": []}, {"potential": None},
    ):  # fmt: skip
        yield Case(f"wrong {changes}", bench.judged(**changes), bench.policy)


def wrong_inputs(bench: Bench) -> Iterator[Case]:
    made = [
        bench.final({"wawancara": bench.ratings}),
        bench.final({"wawancara": bench.ratings[2:], "makalah": bench.ratings[:2]}),
        bench.final(p=OTHER),
        bench.final(bench.inputs | {"makalah": [bench.add(bench.component("wawancara"))]}),
        bench.final(bench.inputs | {"makalah": [bench.add(bench.component("makalah"))]}),
        bench.final(bench.inputs | {"makalah": [bench.add(bench.rating(bench.keys[2], "makalah"))]}),
        bench.final(bench.inputs | {"makalah": [bench.event]}),
        bench.final(bench.inputs | {"lain": [bench.ratings[0]]}),
    ]
    bench.add(bench.raters())
    made.append(bench.final(bench.inputs | {"makalah": [bench.add(bench.rating(bench.keys[2], "makalah"))]}))
    for place, leaf in enumerate(made):
        yield Case(f"inputs {place}", bench.receipt(bench.add(leaf)), bench.policy)


def altered_parts(text: str, policy: str) -> Iterator[Case]:
    def without(name: str) -> Any:
        return lambda extra: extra.pop(name)

    def put(name: str, value: Any) -> Any:
        return lambda extra: extra.__setitem__(name, value)

    for name in ("inputs", "event", "rules", "disclosures", "leaf", "vkey"):
        yield Case(f"without {name}", edited(text, without(name)), policy)
    for value in ([], {}, None, "x", [1], [{}]):
        yield Case(f"inputs {value}", edited(text, put("inputs", value)), policy)
    yield Case("open as well", edited(text, lambda extra: extra.__setitem__("open", extra["event"])), policy)
    yield Case("seal as well", edited(text, lambda extra: extra.__setitem__("seal", extra["event"])), policy)
    for place in range(4):
        yield Case(f"lost {place}", edited(text, lambda extra, at=place: extra["inputs"].pop(at)), policy)
        yield Case(
            f"twice {place}",
            edited(text, lambda extra, at=place: extra["inputs"].append(extra["inputs"][at])),
            policy,
        )
        yield Case(
            f"moved {place}",
            edited(text, lambda extra, at=place: extra["inputs"][at].update(index=at)),
            policy,
        )


def test_both_verifiers_agree_on_judged_results(page: Any, bench: Bench, tmp_path: Path) -> None:
    text = bench.receipt(bench.add(bench.final()))
    real = [
        Case("real", text, bench.policy),
        Case("held", bench.receipt(bench.last["1" * 24], []), bench.policy),
    ]
    assert _agree(page, real, tmp_path) == {"SAH": 2}
    verdicts = _agree(page, [*wrong_results(bench), *wrong_inputs(bench)], tmp_path)
    assert verdicts["TIDAK COCOK"] >= 15
    assert verdicts["SAH"] >= 3
    assert _agree(page, list(altered_parts(text, bench.policy)), tmp_path)["SAH"] == 0


def test_both_agree_on_broken_files_of_judged_results(page: Any, bench: Bench, tmp_path: Path) -> None:
    text = bench.receipt(bench.add(bench.final()))
    cases = [
        *receipts.broken_bytes(text, bench.policy, 5, 250),
        *receipts.broken_evidence(text, bench.policy, 6, 150),
    ]
    random.Random(7).shuffle(cases)
    verdicts = _agree(page, cases, tmp_path)
    assert verdicts["SAH"] <= 12
    assert sum(verdicts.values()) > 380


def test_both_agree_on_what_was_written_and_not_scored(page: Any, tmp_path: Path) -> None:
    cases = [
        Case(f"{name} {held}", stage.receipt(stage.people[0], held=held).text, stage.policy)
        for name, stage, _ in told(tmp_path / "stages")
        for held in (False, True)
    ]
    named = {case.name: case for case in cases}
    taken_back = [
        Case(f"rule {rule}", edited(named["potential and no more False"].text, change), cases[0].policy)
        for rule, change in (
            ("away", lambda extra: extra["rules"].pop("judged")),
            ("whole", lambda extra: extra["rules"].update(judged=True)),
            ("false", lambda extra: extra["rules"].update(judged=False)),
        )
    ]
    verdicts = _agree(page, [*cases, *taken_back], tmp_path)
    assert dict(verdicts) == {"SAH": 23, "TIDAK COCOK": 18}
