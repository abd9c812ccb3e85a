"""Where data lives and which databases to use, read once from the environment.

TAKAR_DATA       folder of all data                        (default: ./var)
TAKAR_OFFICE_DB  postgresql://... for the office           (default: SQLite file office.db in TAKAR_DATA)
TAKAR_EXAM_DB    postgresql://... for journal and packages (default: SQLite file exam.db in TAKAR_DATA)
TAKAR_ORIGIN     name of the tamper-evident log, such as log.asesmen.kota-contoh.go.id/2026 (default: log.takar.invalid)
TAKAR_ZONE       WIB, WITA or WIT                          (default: WIB)
TAKAR_EXAM_URL   address that participants type; ":8000" = the office's host with this port (default: :8000)
TAKAR_HOSTS      comma-separated host names of the office  (default: all of this machine)
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

UNNAMED_LOG = "log.takar.invalid"


@dataclass(frozen=True, slots=True)
class Configuration:
    data: Path
    office_db: str
    exam_db: str
    origin: str
    zone: str
    hosts: tuple[str, ...]
    exam_url: str

    @property
    def ledger(self) -> Path:
        return self.data / "ledger"

    @property
    def log_is_unnamed(self) -> bool:
        """Nobody has given the log a name yet; every receipt will carry it."""
        return self.origin == UNNAMED_LOG

    @property
    def keys(self) -> Path:
        return self.data / "keys"

    @property
    def files(self) -> Path:
        return self.data / "files"


def configuration() -> Configuration:
    data = Path(os.environ.get("TAKAR_DATA", "var")).absolute()
    return Configuration(
        data=data,
        office_db=os.environ.get("TAKAR_OFFICE_DB", f"sqlite:///{data / 'office.db'}"),
        exam_db=os.environ.get("TAKAR_EXAM_DB", f"sqlite:///{data / 'exam.db'}"),
        origin=os.environ.get("TAKAR_ORIGIN", UNNAMED_LOG),
        zone=os.environ.get("TAKAR_ZONE", "WIB"),
        hosts=tuple(h for h in os.environ.get("TAKAR_HOSTS", "").split(",") if h),
        exam_url=os.environ.get("TAKAR_EXAM_URL", ":8000").rstrip("/"),
    )


def secret_key(keys: Path) -> str:
    """The office's session secret, made on first use and readable by the owner only."""
    path = keys / "office-secret"
    if not path.exists():
        for folder in (keys.parent, keys):  # the mode of mkdir is not that of its parents
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(fresh, secrets.token_urlsafe(48).encode())
        os.close(fresh)
    return path.read_text()
