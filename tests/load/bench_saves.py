"""Durable acknowledged saves per second through a real gateway, with tail latency and CPU per save."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from takar.delivery.public import open_journal, start_session
from tests.gateway.processes import GatewayProcess, free_port
from tests.gateway.sample import SESSION, prepare

CONNECTIONS = (64, 512)
SECONDS = 5.0


def run(seconds: float = SECONDS, program: str | None = None) -> list[str]:
    lines = [
        "Simpan jawaban / answer saves: durable before acknowledged, SQLite, one gateway process",
        f"{'connections':>12} {'saves/s':>10} {'p50 ms':>8} {'p99 ms':>8} {'CPU µs/save':>12}",
    ]
    return lines + [_line(connections, seconds, program) for connections in CONNECTIONS]


def _line(connections: int, seconds: float, program: str | None) -> str:
    with tempfile.TemporaryDirectory(prefix="takar-bench-") as folder:
        url, keys = f"sqlite:///{folder}/exam.db", Path(folder) / "keys"
        journal = open_journal(url)
        prepare(journal, keys, count=connections, size=200, minutes=(60, 60))
        start_session(journal, SESSION, "bench", int(time.time() * 1000))
        gateway = GatewayProcess(url, keys, free_port(), **({"program": program} if program else {}))
        gateway.start()
        try:
            figures, cpu = _measure(gateway, connections, seconds)
        finally:
            gateway.stop()
        kept = sum(row.kind == "answered" for row in journal.events_since(0, 10_000_000))
        journal.close()
    assert kept == figures["saves"], f"acknowledged {figures['saves']}, on disk {kept}"
    return (
        f"{connections:>12} {figures['saves'] / figures['seconds']:>10,.0f} {figures['p50_ms']:>8.1f} "
        f"{figures['p99_ms']:>8.1f} {cpu / figures['saves'] * 1e6:>12.0f}"
    )


def _measure(gateway: GatewayProcess, connections: int, seconds: float) -> tuple[dict[str, float], float]:
    options = json.dumps({"port": gateway.port, "connections": connections, "seconds": seconds})
    command = [sys.executable, "-m", "tests.load.client", options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as client:
        assert client.stdout
        assert client.stdout.readline() == "ready\n", "the load client could not log in"
        before = gateway.cpu_seconds()
        figures = json.loads(client.stdout.readline())
        return figures, gateway.cpu_seconds() - before


if __name__ == "__main__":
    print("\n".join(run()))
