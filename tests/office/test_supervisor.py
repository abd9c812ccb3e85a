"""Processes are started, started again when they die, and all ended in good order."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from takar.office.processes.backoff import LONGEST_SECONDS, deaths_in_a_row, wait_before_restart
from takar.office.processes.ports import refuse_taken
from takar.office.processes.supervisor import Service, Supervisor

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)")
STUBBORN = (
    sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
)  # fmt: skip


def alive(pid: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


def until(condition: Callable[[], bool], seconds: float = 8.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str]) -> Iterator[Supervisor]:
    with Supervisor([Service("tidur", SLEEP)], said.append) as running:
        yield running


def test_a_process_that_was_killed_is_started_again(supervisor: Supervisor, said: list[str]) -> None:
    first = supervisor.pids()["tidur"]
    os.kill(first, signal.SIGKILL)

    def replaced() -> bool:
        supervisor.look()
        return supervisor.pids().get("tidur", first) != first

    assert until(replaced)
    assert "killed by signal 9" in said[0]


def test_stopping_ends_every_process(supervisor: Supervisor) -> None:
    pid = supervisor.pids()["tidur"]
    supervisor.stop()
    assert not alive(pid)


def test_a_process_that_does_not_listen_is_ended_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takar.office.processes.supervisor._STOP_SECONDS", 0.3)
    with Supervisor([Service("keras", STUBBORN)]) as running:
        pid = running.pids()["keras"]
        time.sleep(0.3)
    assert not alive(pid)


def test_children_end_with_a_supervisor_that_was_killed(tmp_path: Path) -> None:
    child = "from takar.office.processes.orphans import end_with_supervisor as e; e(); import time; time.sleep(60)"
    script = tmp_path / "supervise.py"
    script.write_text(
        "import sys, threading\n"
        "from takar.office.processes.supervisor import Service, Supervisor\n"
        f"s = Supervisor([Service('anak', (sys.executable, '-c', {child!r}))])\n"
        "s.start(); print(s.pids()['anak'], flush=True); s.watch(threading.Event())\n"
    )
    parent = subprocess.Popen((sys.executable, str(script)), stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(0.6)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert until(lambda: not alive(pid) or _is_zombie(pid))


def _is_zombie(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    return True


def test_what_does_not_answer_is_named() -> None:
    with Supervisor([Service("diam", SLEEP, "http://127.0.0.1:9/health")]) as running:
        assert running.wait_ready(0.3) == ["diam"]


def test_waits_grow_and_are_bounded() -> None:
    waits = [wait_before_restart(n) for n in range(10)]
    assert waits[:3] == [0.5, 1.0, 2.0]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_SECONDS == wait_before_restart(10_000)


def test_a_long_life_clears_the_sheet() -> None:
    assert deaths_in_a_row(5, 29.9) == 6
    assert deaths_in_a_row(5, 30.0) == 0


def test_a_taken_port_is_refused_with_the_way_out() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        refusal = refuse_taken("127.0.0.1", port, "--office-port")
    assert refusal is not None
    assert refusal.code == "PORT_TAKEN"
    assert "--office-port" in refusal.id
    assert refuse_taken("127.0.0.1", port, "--office-port") is None
