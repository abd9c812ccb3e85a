"""The exam store means the same on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from takar.delivery.domain.chain import Row, record_all, restore
from takar.delivery.domain.events import Answered, Entered, Event, Opened, Started, Submitted
from takar.delivery.domain.state import SittingState
from takar.delivery.journal.port import Conflict, Journal, PresenceRow, StorageUnavailable
from takar.delivery.public import (
    extend,
    final_record,
    force_submit,
    move_seat,
    open_journal,
    read_sitting,
    release_login,
    start_session,
)

pytestmark = pytest.mark.database
A = "komputer-a"


@pytest.fixture
def journal(journal_url: str) -> Iterator[Journal]:
    store = open_journal(journal_url)
    yield store
    store.close()


def rows_of(sitting: str, clicks: int = 3) -> list[Row]:
    events = [
        Event(1, Opened("ab" * 32, "s", "f" * 64)),
        Event(2, Entered(A, 1)),
        Event(3, Started("nonce")),
        *(Event(10 + n, Answered(1, "S1", "ABC"[n % 3], n), A, n) for n in range(1, clicks + 1)),
    ]
    return record_all(SittingState(sitting), events)[0]


def test_what_is_appended_is_read_back_in_order(journal: Journal) -> None:
    mine, other = rows_of("satu"), rows_of("dua", 1)
    journal.append([*mine[:4], *other])
    journal.append(mine[4:])
    assert journal.stream("satu") == mine
    assert journal.stream("satu", after=4) == mine[4:]
    assert journal.stream("tiada") == []
    assert restore("dua", journal.stream("dua")).chosen() == {"S1": "B"}
    journal.append([])


def test_a_reader_can_follow_all_streams(journal: Journal) -> None:
    journal.append(rows_of("satu"))
    journal.append(rows_of("dua"))
    first = journal.events_since(0, limit=7)
    rest = journal.events_since(first[-1].id)
    assert [one.row for one in first + rest] == rows_of("satu") + rows_of("dua")
    assert [(head.sitting, head.ordinal) for head in journal.heads()] == [("dua", 6), ("satu", 6)]
    assert [head.sitting for head in journal.heads(since=6)] == ["dua"]
    assert journal.running() == ["dua", "satu"]


def test_a_submitted_sitting_runs_no_more_and_has_a_final_record(journal: Journal) -> None:
    state = restore("satu", rows_of("satu"))
    with pytest.raises(ValueError, match="not been submitted"):
        final_record(state)
    end, state = record_all(state, [Event(99, Submitted("participant"))])
    late, _ = record_all(state, [Event(120, Entered(A, 2))])
    journal.append([*rows_of("satu"), *end, *late])
    record = final_record(read_sitting(journal, "satu"))
    assert journal.running() == []
    assert (record.responses, record.nonce, record.submitted_ms) == ({"S1": "A"}, "nonce", 99)
    assert record.as_json()["chain"] == end[0].chain
    assert record.events == 7


@pytest.mark.parametrize("kind", ["same ordinal", "same click", "gap"])
def test_two_writers_cannot_both_win(journal: Journal, kind: str) -> None:
    rows = rows_of("satu")
    state = restore("satu", rows)
    journal.append(rows)
    seq = {"same ordinal": 9, "same click": 2, "gap": 4}[kind]
    more, _ = record_all(state, [Event(50, Answered(1, "S2", "A", 0), A, seq)])
    if kind == "same ordinal":
        journal.append(record_all(state, [Event(50, Entered("lain-lain", 2))])[0])
    if kind == "gap":
        more, _ = record_all(state, [Event(50, Answered(1, "S2", "A", 0), A, n) for n in (4, 5)])
        more = more[1:]
    before = journal.events_since(0)
    with pytest.raises(Conflict):
        journal.append([*rows_of("dua"), *more])
    assert journal.events_since(0) == before, "all or nothing"


def test_the_database_itself_refuses_to_change_the_past(journal_url: str, journal: Journal) -> None:
    journal.append(rows_of("satu"))
    start_session(journal, "s", "pengawas", 1)
    journal.put_package("d", "{}")
    journal.put_ticket("s", 1, "{}")
    for statement in (
        "UPDATE event SET body = '{}' WHERE ordinal = 4",
        "DELETE FROM event WHERE ordinal = 6",
        "UPDATE command SET actor = 'orang lain'",
        "DELETE FROM command",
        "UPDATE ticket SET body = 'x'",
        "UPDATE package SET body = 'x'",
    ):
        with pytest.raises(Exception, match=r"append-only|new version|never changes"):
            run_sql(journal_url, statement)
    assert journal.stream("satu") == rows_of("satu")


def run_sql(url: str, statement: str) -> None:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite://")) as connection:
            connection.execute(statement)
        return
    import psycopg

    with psycopg.connect(url, options="-c search_path=exam") as connection:
        connection.execute(statement.encode())


def test_packages_tickets_outcomes_and_presence(journal: Journal) -> None:
    assert journal.package("d") is None
    journal.put_package("d", "{}")
    journal.put_package("d", "{}")
    assert journal.package("d") == "{}"
    mark = journal.ticket_mark()
    journal.put_ticket("s", 1, "satu")
    journal.put_ticket("s", 2, "dua")
    journal.put_ticket("s", 2, "dua")
    assert journal.ticket_mark() != mark
    assert [(t.version, t.body) for t in journal.tickets()] == [(2, "dua"), (1, "satu")]
    with pytest.raises(ValueError, match="another content"):
        journal.put_ticket("s", 2, "tiga")
    assert journal.outcome("x") is None
    journal.put_outcome("x", '{"status":"held"}', 1)
    journal.put_outcome("x", '{"status":"shown"}', 2)
    outcome = journal.outcome("x")
    assert outcome
    assert (outcome.body, outcome.at_ms) == ('{"status":"shown"}', 2)
    journal.put_presence([PresenceRow("x", 5, A, "{}"), PresenceRow("y", 6, A, "{}")])
    journal.put_presence([PresenceRow("x", 4, "lama-sekali", "{}")])
    assert [(p.sitting, p.seen_ms) for p in journal.presence()] == [("x", 5), ("y", 6)]
    assert journal.presence("x")[0].device == A


def test_orders_are_numbered_in_the_order_they_were_given(journal: Journal) -> None:
    first = start_session(journal, "s", "pengawas", 1)
    extend(journal, "s", "", 10, "listrik padam", "pengawas", 2)
    move_seat(journal, "s", "satu", "A-2", "rusak", "pengawas", 3)
    release_login(journal, "s", "satu", "rusak", "pengawas", 4)
    force_submit(journal, "s", "satu", "sakit", "pengawas", 5)
    orders = journal.orders_since(first)
    assert [(o.kind, o.sitting) for o in orders] == [
        ("extend", ""),
        ("move_seat", "satu"),
        ("release_login", "satu"),
        ("force_submit", "satu"),
    ]
    assert orders[0].body == '{"minutes":10,"reason":"listrik padam"}'


def test_many_threads_lose_nothing_and_readers_miss_nothing(journal: Journal) -> None:
    seen: list[str] = []
    stop = threading.Event()

    def follow() -> None:
        last = 0
        while True:
            ended = stop.is_set()
            for row in journal.events_since(last):
                last = row.id
                seen.append(row.chain)
            if ended:
                return

    def write(name: str) -> Callable[[], None]:
        def job() -> None:
            for row in rows_of(name, 12):
                journal.append([row])

        return job

    reader = threading.Thread(target=follow)
    writers = [threading.Thread(target=write(f"s{n}")) for n in range(4)]
    for thread in [reader, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    reader.join()
    assert len(seen) == len(set(seen)) == 4 * 15


def test_a_full_disk_promises_nothing_and_heals(tmp_path: Path) -> None:
    store: Any = open_journal(f"sqlite:///{tmp_path / 'exam.db'}")
    connection = store._connection()
    store.append(rows_of("satu"))
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageUnavailable, match="full"):
        fill(store)
    written = store.events_since(0, 100_000)
    assert [row.row for row in written[:6]] == rows_of("satu")
    assert len(written) % 43 == 6 % 43, "a refused group leaves no part of itself"
    connection.execute("PRAGMA max_page_count=1000000")
    store.append(rows_of("sembuh"))
    assert store.stream("sembuh") == rows_of("sembuh")
    store.close()


def fill(store: Journal) -> None:
    for n in range(200):
        store.append(rows_of(f"lain-{n}", 40))


def test_an_unknown_address_is_refused() -> None:
    with pytest.raises(ValueError, match="no exam store"):
        open_journal("mysql://x")


def test_the_gateways_role_can_only_add(journal_url: str, journal: Journal) -> None:
    if not journal_url.startswith("postgres"):
        pytest.skip("roles exist on PostgreSQL only")
    import psycopg

    from takar.delivery.journal.postgres import grant_roles

    grant_roles(journal_url)
    with psycopg.connect(journal_url) as connection:
        connection.execute("SET ROLE takar_gateway")
        connection.execute("SET search_path = exam")
        row = rows_of("satu")[0]
        connection.execute(
            "INSERT INTO event (sitting, ordinal, device, seq, kind, body, at_ms, chain)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            (row.sitting, row.ordinal, row.device, row.seq, row.kind, row.body, row.at_ms, row.chain),
        )
        connection.commit()
        for statement in (
            "UPDATE event SET body = ''",
            "DELETE FROM event",
            "INSERT INTO outcome VALUES ('x', '{}', 1)",
            "INSERT INTO ticket (session, version, body) VALUES ('s', 1, '')",
            "DROP TRIGGER event_follows ON event",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())
            connection.rollback()
            connection.execute("SET ROLE takar_gateway")
            connection.execute("SET search_path = exam")
