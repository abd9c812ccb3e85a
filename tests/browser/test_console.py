"""The proctor's console in a real browser: it refreshes itself and leaves the proctor's hands alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from takar.accounts.models import User
from takar.delivery.public import Journal, open_journal
from takar.kernel.clock import milliseconds, utc_now
from tests.delivery.hall import SESSION, make_session, sit

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.django_db(transaction=True)]
PASSWORD = "sungai-tenang-42"


@pytest.fixture
def store(journal_url: str, settings: Any) -> Iterator[Journal]:
    settings.TAKAR = replace(settings.TAKAR, exam_db=journal_url)
    journal = open_journal(journal_url)
    yield journal
    journal.close()


@pytest.fixture
def page(store: Journal, live_server: Any, context: Any) -> Any:
    """A proctor's page of the session, signed in through the form."""
    make_session(people=24, now=utc_now())
    user = User(username="pengawas", roles=["proctor"])
    user.set_password(PASSWORD)
    user.save()
    opened = context.new_page()
    opened.faults = []
    opened.on("console", lambda m: m.type == "error" and opened.faults.append(m.text))
    opened.on("pageerror", lambda fault: opened.faults.append(str(fault)))
    opened.goto(f"{live_server.url}/pelaksanaan/{SESSION}/")
    opened.fill("#username", "pengawas")
    opened.fill("#password", PASSWORD)
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#denah")
    return opened


def test_the_room_follows_the_exam_and_keeps_choice_and_focus(page: Any, store: Journal) -> None:
    page.check("#k-sitting002")
    page.focus("#k-sitting003")
    sit(store, "sitting002", answers=5, at_ms=milliseconds(utc_now()))
    page.wait_for_selector("#m-sitting002.st-sitting", timeout=8000)
    assert page.is_checked("#k-sitting002")
    assert page.evaluate("document.activeElement.id") == "k-sitting003"
    assert page.text_content("#terpilih") == "1 kursi dipilih"
    assert page.faults == []


def test_the_clock_runs_on_the_servers_time(page: Any) -> None:
    first = page.text_content("#jam")
    assert re.fullmatch(r"\d\d\.\d\d\.\d\d WIB", first)
    page.wait_for_function(
        "old => document.getElementById('jam').textContent !== old", arg=first, timeout=3000
    )


def test_two_seats_are_extended_with_the_keyboard_alone(page: Any, store: Journal) -> None:
    for seat in ("sitting001", "sitting004"):
        page.focus(f"#k-{seat}")
        page.keyboard.press("Space")
    page.get_by_role("button", name="Perpanjang").focus()
    page.keyboard.press("Enter")
    page.fill("#minutes", "15")
    page.fill("#reason", "listrik padam")
    page.keyboard.press("Enter")
    page.wait_for_selector(".alert-success")
    assert [(o.sitting, o.kind) for o in store.orders_since(0)] == [
        ("sitting001", "extend"),
        ("sitting004", "extend"),
    ]
    assert "Kursi A-04 diperpanjang 15 menit oleh pengawas karena listrik padam" in page.content()
    assert page.faults == []


def test_a_page_that_hears_nothing_says_so(page: Any, live_server: Any) -> None:
    page.route("**/kini/", lambda route: route.abort())
    page.wait_for_selector("#terputus:not([hidden])", timeout=8000)
    page.unroute("**/kini/")
    page.wait_for_selector("#terputus", state="hidden", timeout=8000)


def test_the_table_tells_the_same_and_is_remembered(page: Any) -> None:
    page.click("[data-view=tabel]")
    assert page.locator("#tabel tbody tr").count() == 24
    page.reload()
    assert page.is_visible("#tabel")
    assert page.is_hidden("#denah")


def test_it_fits_a_phone(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.click(".navbar-toggler")
    page.wait_for_selector("#menu.show")
    assert page.is_visible("text=Keluar")
