"""The real gateway as a process of its own, which tests may kill."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from takar.gateway.static import CLIENT

_SERVE = (
    "import sys; from pathlib import Path; from takar.gateway.serve import serve; from takar.gateway import static;"
    "static.CLIENT = Path(sys.argv[4]);"
    "serve(sys.argv[1], Path(sys.argv[2]), '127.0.0.1', int(sys.argv[3]))"
)
_START_S = 40


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class GatewayProcess:
    """Keeps its port over a kill and a new start, as a real server does."""

    def __init__(self, store: str, keys: Path, log: Path, client: Path = CLIENT) -> None:
        self._arguments, self._client = [store, str(keys)], client
        self._port, self._log = _free_port(), log
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self._port}/"

    def open(self) -> None:
        """Start it and wait until it answers. Also after `kill`."""
        command = [sys.executable, "-c", _SERVE, *self._arguments, str(self._port), str(self._client)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        deadline = time.monotonic() + _START_S
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.url}health", timeout=2)
                return
            except httpx.HTTPError:
                time.sleep(0.1)
        raise RuntimeError(f"no answer within {_START_S} s: {self._log.read_text()[-2000:]}")

    def open_unless_alive(self) -> None:
        if self._process is None or self._process.poll() is not None:
            self.open()

    def health(self) -> dict[str, Any]:
        answer: dict[str, Any] = httpx.get(f"{self.url}health", timeout=5).json()
        return answer

    def kill(self) -> None:
        """SIGKILL: what a power cut does to the process."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(10)
