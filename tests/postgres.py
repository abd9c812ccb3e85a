"""A PostgreSQL cluster of the tests' own: started from installed binaries, thrown away afterwards."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Nothing here must survive a crash, so the cluster does not wait for the disk.
_SETTINGS = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60",
    "shared_buffers=64MB", "listen_addresses=127.0.0.1", "unix_socket_directories=", "log_min_messages=panic",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cluster:
    binaries: Path
    folder: Path
    port: int
    names: Iterator[str] = field(default_factory=lambda: (f"exam_{n}" for n in itertools.count()))

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}"

    def create_database(self) -> str:
        name = next(self.names)
        self._sql(f'CREATE DATABASE "{name}"')
        return name

    def drop_database(self, name: str) -> None:
        self._sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        _run(self.binaries / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _sql(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]


def start_cluster() -> Cluster:
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="takar-postgres-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    _run(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
    port = _free_port()
    options = " ".join(f"-c {setting}" for setting in _SETTINGS) + f" -p {port}"
    _run(binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
    return Cluster(binaries, folder, port)


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).parent
    raise RuntimeError("PostgreSQL binaries not found. Install them: sudo apt-get install postgresql")


def _run(*command: str | Path) -> None:
    """As user postgres when we are root, because PostgreSQL refuses to run as root."""
    user = "postgres" if os.getuid() == 0 else None
    result = subprocess.run(command, user=user, group=user, cwd="/", capture_output=True, text=True)
    if result.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed:\n{result.stdout}{result.stderr}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
