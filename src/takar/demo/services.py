"""Starts `takar serve` beside the demonstration, as an operator would, and stops it again."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from takar.demo.scenario import DemoFailed

_PATIENCE_S = 60


def free_port(wanted: int) -> int:
    """`wanted` if nobody listens there, else any free port of this machine."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DemoFailed("Tidak ada port yang bebas di komputer ini.")


@contextmanager
def served(gateway_port: int, office_port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Office, gateway and worker, ready to answer."""
    command = [sys.executable, "-m", "takar", "serve"]
    command += ["--gateway-port", str(gateway_port), "--office-port", str(office_port)]
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            _wait(process, f"http://127.0.0.1:{gateway_port}/health", log)
            _wait(process, f"http://127.0.0.1:{office_port}/akun/masuk", log)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise DemoFailed(f"Layanan berhenti saat dimulai. Lihat {log}.")
        try:
            if httpx.get(address, timeout=2).status_code < 500:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise DemoFailed(f"{address} belum menjawab setelah {_PATIENCE_S} detik. Lihat {log}.")
