"""Starts processes, starts those again that die, and stops them all in good order."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event

from takar.office.processes.backoff import deaths_in_a_row, wait_before_restart
from takar.office.processes.orphans import MARK

_STOP_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Service:
    """One process. `health` is an address that answers 200 when it is ready; "" for one without a port."""

    name: str
    command: Sequence[str]
    health: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Child:
    service: Service
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    deaths: int = 0
    not_before: float = 0.0


class Supervisor:
    """Use: `start()`, then `watch(stop)` until told to end, then `stop()`; or as a context manager."""

    def __init__(self, services: Sequence[Service], say: Callable[[str], None] = print) -> None:
        self._children = [_Child(service) for service in services]
        self._say = say

    def __enter__(self) -> Supervisor:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        for child in self._children:
            _spawn(child)

    def pids(self) -> dict[str, int]:
        return {child.service.name: child.process.pid for child in self._children if child.process}

    def wait_ready(self, seconds: float = 30.0, stop: Event | None = None) -> list[str]:
        """Wait until every service with a health address answers; returns the names of those that do not."""
        stop = stop or Event()
        until = time.monotonic() + seconds
        waiting = [child for child in self._children if child.service.health]
        while waiting and time.monotonic() < until and not stop.wait(0.1):
            self.look()
            waiting = [child for child in waiting if not _healthy(child.service.health)]
        return [child.service.name for child in waiting]

    def watch(self, stop: Event) -> None:
        """Keep all processes running until `stop` is set."""
        while not stop.wait(0.2):
            self.look()

    def look(self) -> None:
        """One round: note who died, start again whose time has come."""
        now = time.monotonic()
        for child in self._children:
            if child.process and child.process.poll() is not None:
                self._note_death(child, now)
            if child.process is None and now >= child.not_before:
                _spawn(child)

    def stop(self) -> None:
        """Ask all to end, wait, then insist."""
        running = [child.process for child in self._children if child.process]
        for process in running:
            _signal_group(process, signal.SIGTERM)
        until = time.monotonic() + _STOP_SECONDS
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, until - time.monotonic()))
            _signal_group(process, signal.SIGKILL)
            process.wait()
        for child in self._children:
            child.process = None

    def _note_death(self, child: _Child, now: float) -> None:
        assert child.process is not None
        _signal_group(child.process, signal.SIGKILL)
        wait = wait_before_restart(child.deaths)
        self._say(
            f"{child.service.name}: {_ending(child.process.returncode)}; dijalankan lagi dalam {wait:g} s "
            f"/ restarting in {wait:g} s"
        )
        child.deaths = deaths_in_a_row(child.deaths, now - child.started)
        child.not_before = now + wait
        child.process = None


def _spawn(child: _Child) -> None:
    environment = {**os.environ, **child.service.environment, MARK: str(os.getpid())}
    # A group of its own: Ctrl+C reaches the supervisor only, and helpers of a dead process can be ended.
    child.process = subprocess.Popen(child.service.command, env=environment, start_new_session=True)
    child.started = time.monotonic()


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  our own loopback address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _ending(code: int) -> str:
    return (
        f"mati oleh sinyal {-code} / killed by signal {-code}" if code < 0 else f"berhenti / ended ({code})"
    )
