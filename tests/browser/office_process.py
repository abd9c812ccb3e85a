"""A whole Takar of its own: data folder, accounts, and `takar serve` with office, exam server and worker."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path

import httpx

PASSWORD = "sungai-tenang-42"
ROOT = Path(__file__).parents[2]
_PATIENCE_S = 60


@dataclass(frozen=True)
class Takar:
    """Addresses of the office and of the exam server, and what `planted` printed."""

    office: str
    exam: str
    planted: str


@contextmanager
def takar(folder: Path, planted: tuple[str, ...] = (), **accounts: str) -> Iterator[Takar]:
    """`accounts`: user name -> role. Everything by the commands that an operator types; then `python -m planted`, which
    has the database to itself, then the servers."""
    environment = environment_of(folder)
    set_up(folder, environment)
    for name, role in accounts.items():
        _command(environment, "create-user", name, "--role", role, typed=PASSWORD)
    told = plant(environment, *planted) if planted else ""
    office, exam = _free_ports(2)
    ports = ["--office-port", str(office), "--gateway-port", str(exam)]
    with (folder / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "takar", "serve", *ports], env=environment, stdout=log, stderr=log
        )
    try:
        running = Takar(f"http://127.0.0.1:{office}", f"http://127.0.0.1:{exam}", told)
        for address in (running.office, running.exam):
            _wait(process, f"{address}/health", folder / "serve.log")
        yield running
    finally:
        process.terminate()
        process.wait(30)


def environment_of(folder: Path) -> dict[str, str]:
    """Of every process that works on this folder."""
    environment = {**os.environ, "TAKAR_DATA": str(folder), "TAKAR_ORIGIN": "log.contoh.invalid/2026"}
    for name in ("TAKAR_OFFICE_DB", "TAKAR_EXAM_DB", "TAKAR_EXAM_URL"):
        environment.pop(name, None)
    return environment


def plant(environment: dict[str, str], module: str, *arguments: str) -> str:
    """What the module printed; raises with what it complained about."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{module}: {done.stderr[-3000:]}")
    return done.stdout


def set_up(folder: Path, environment: dict[str, str]) -> None:
    """As `takar setup` leaves a folder; done once for all test processes and copied, because it takes eight seconds."""
    together = folder.parent.parent if "PYTEST_XDIST_WORKER" in os.environ else folder.parent
    prepared = together / "prepared"
    with (together / "prepared.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not prepared.exists():
            _command({**environment, "TAKAR_DATA": str(together / "preparing")}, "setup")
            (together / "preparing").rename(prepared)
    shutil.copytree(prepared, folder, dirs_exist_ok=True)


def _command(environment: dict[str, str], *arguments: str, typed: str = "") -> None:
    command = [sys.executable, "-m", "takar", *arguments]
    subprocess.run(command, env=environment, input=typed, text=True, check=True, capture_output=True)


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {address}: {log.read_text()[-2000:]}")
