"""What assessments need of the exam store: packages and tickets go out (docs/interfaces.md 3 and 4)."""

from __future__ import annotations

from typing import Protocol


class ExamStore(Protocol):
    """Implemented by `delivery.journal` on SQLite and PostgreSQL. Putting the same thing twice changes nothing.

    `put_ticket` raises ValueError for another body under a version that is taken.
    """

    def put_package(self, digest: str, body: str) -> None: ...

    def put_ticket(self, session: str, version: int, body: str) -> None: ...
