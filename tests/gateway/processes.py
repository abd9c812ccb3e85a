"""Real gateway processes for tests: started, asked, killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

_SERVE = """
import sys
from pathlib import Path
from takar.gateway.serve import serve
serve(sys.argv[1], Path(sys.argv[2]), "127.0.0.1", int(sys.argv[3]))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class GatewayProcess:
    """One gateway on a loopback port. `program` replaces what is started (for comparisons)."""

    def __init__(self, url: str, keys: Path, port: int, program: str = _SERVE) -> None:
        self.url, self.keys, self.port, self.program = url, keys, port, program
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when /health answers; raises RuntimeError with what the process said if it does not."""
        command = [sys.executable, "-c", self.program, self.url, str(self.keys), str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        end = time.monotonic() + 30
        while time.monotonic() < end and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2).read()
            except OSError:
                time.sleep(0.02)
            else:
                return
        self.process.kill()
        raise RuntimeError(self.process.communicate()[1].decode())

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def cpu_seconds(self) -> float:
        """User and system time of the process so far."""
        assert self.process
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _end(self, number: int) -> None:
        if self.process:
            self.process.send_signal(number)
            self.process.wait(10)
            if self.process.stderr:
                self.process.stderr.close()
            self.process = None
