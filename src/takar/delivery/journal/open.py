"""Opens the exam store that an address names."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlparse

from takar.delivery.journal.port import Journal


def open_journal(url: str) -> Journal:
    """`sqlite:///path/exam.db` or `postgresql://user@host/name`. Makes the tables when they are missing.

    Raises StorageUnavailable when the database cannot be reached, ValueError for another kind of address.
    """
    scheme = urlparse(url).scheme
    if scheme == "sqlite":
        from takar.delivery.journal.sqlite import SqliteJournal

        return SqliteJournal(Path(unquote(urlparse(url).path)))
    if scheme in ("postgresql", "postgres"):
        from takar.delivery.journal.postgres import PostgresJournal

        return PostgresJournal(url)
    raise ValueError(f"{url!r} is no exam store: use sqlite:///path/exam.db or postgresql://user@host/name")
