"""Acknowledged means on disk: gateway and office are killed ten times in the middle of 100 sittings."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from takar.delivery.public import final_record, open_journal, read_sitting, start_session
from tests import postgres
from tests.faults.bots import Bot
from tests.gateway.processes import GatewayProcess, free_port
from tests.gateway.sample import SESSION, prepare

pytestmark = pytest.mark.faults
SITTINGS, KILLS = 100, 10


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'exam.db'}"
        return
    try:
        cluster = postgres.start_cluster()
    except RuntimeError:
        pytest.skip("PostgreSQL binaries not found: sudo apt-get install postgresql")
    yield cluster.url("postgres")
    cluster.stop()


class Office:
    """The staff pages and the process that follows the journal: a group that dies together."""

    def __init__(self, url: str, folder: Path) -> None:
        self._environment = os.environ | {"TAKAR_DATA": str(folder), "TAKAR_EXAM_DB": url}
        self._commands = [
            [sys.executable, "-m", "tests.faults.office_side", url],
            [str(Path(sys.executable).parent / "takar"), "office", "--port", str(free_port())],
        ]
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._running = [
            subprocess.Popen(command, env=self._environment, start_new_session=True, **quiet)  # type: ignore[call-overload]
            for command in self._commands
        ]

    def kill(self) -> None:
        for process in self._running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._running = []


def test_nothing_acknowledged_is_lost(store: str, tmp_path: Path) -> None:
    journal = open_journal(store)
    keys = tmp_path / "keys"
    prepare(journal, keys, count=SITTINGS)
    start_session(journal, SESSION, "pengawas", int(time.time() * 1000))
    gateway, office = GatewayProcess(store, keys, free_port()), Office(store, tmp_path)
    bots = [Bot(gateway.port, n, random.Random(n)) for n in range(1, SITTINGS + 1)]
    began = time.monotonic()
    gateway.start()
    office.start()
    try:
        asyncio.run(asyncio.wait_for(_exam(bots, gateway, office), 150))
    finally:
        gateway.kill()
        office.kill()
    report = _count(bots, store)
    print(f"\n{report}, {KILLS} kills, {time.monotonic() - began:.0f} s")
    assert report.acknowledged == report.recovered
    assert report.wrong_answers == []
    assert report.acknowledged > SITTINGS * 10, "the test must have had something to lose"
    journal.close()


async def _exam(bots: list[Bot], gateway: GatewayProcess, office: Office) -> None:
    stop = asyncio.Event()
    sittings = [asyncio.create_task(bot.sit(stop)) for bot in bots]
    dice = random.Random(7)
    await _all_started(bots, sittings)
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(0.3, 1.5))
        gateway.kill()
        office.kill()
        await asyncio.to_thread(gateway.start)
        office.start()
    stop.set()
    await asyncio.gather(*sittings)


async def _all_started(bots: list[Bot], sittings: list[asyncio.Task[None]]) -> None:
    while not all(bot.acked for bot in bots):
        for sitting in sittings:
            if sitting.done():
                await sitting
        await asyncio.sleep(0.05)


class Report:
    """Acknowledged against recovered."""

    def __init__(self) -> None:
        self.acknowledged = self.recovered = self.dropped = self.unavailable = 0
        self.wrong_answers: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} answers acknowledged, {self.recovered} of them recovered; "
            f"{self.dropped} acknowledgements dropped, {self.unavailable} times 'storage unavailable'"
        )


def _count(bots: list[Bot], store: str) -> Report:
    """Read the exam store as a stranger would, after everything is dead."""
    journal, report = open_journal(store), Report()
    for bot in bots:
        kept = {(row.device, row.seq) for row in journal.stream(bot.sitting) if row.kind == "answered"}
        report.acknowledged += bot.acked
        report.recovered += sum((bot.device, seq) in kept for seq in range(1, bot.acked + 1))
        report.dropped += bot.dropped
        report.unavailable += bot.unavailable
        state = read_sitting(journal, bot.sitting)
        if bot.state != "submitted" or final_record(state).responses != bot.answers():
            report.wrong_answers.append(bot.sitting)
    journal.close()
    return report
