"""One thread writes; everything that waits at that moment shares one commit."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from typing import Any

from takar.delivery.public import Conflict, Journal, Row

# A group larger than this makes everybody in it wait too long.
_ROWS = 2_000

_Job = tuple[Sequence[Row] | Callable[[], Any], "asyncio.Future[Any]"]


class Writer:
    """Group commit. `write` returns only when the rows are on disk, or raises what the journal raised."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, name="journal-writer", daemon=True)
        self._thread.start()

    def write(self, rows: Sequence[Row]) -> asyncio.Future[None]:
        return self._put(rows)

    def call(self, job: Callable[[], Any]) -> asyncio.Future[Any]:
        """Run something else on the writer's connection, between two groups."""
        return self._put(job)

    async def stop(self) -> None:
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)

    def _put(self, work: Sequence[Row] | Callable[[], Any]) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = self._loop.create_future()
        self._queue.put((work, future))
        return future

    def _run(self) -> None:
        while (first := self._queue.get()) is not None:
            group, other, stop = self._gather(first)
            if group:
                self._report(self._commit(group))
            for job in other:
                self._report([(job[1], _attempt(job[0]))])
            if stop:
                return

    def _gather(self, first: _Job) -> tuple[list[_Job], list[Any], bool]:
        group: list[_Job] = []
        other: list[Any] = []
        size, job = 0, first
        while True:
            if callable(job[0]):
                other.append(job)
            else:
                group.append(job)
                size += len(job[0])
            if size >= _ROWS:
                return group, other, False
            try:
                following = self._queue.get_nowait()
            except Empty:
                return group, other, False
            if following is None:
                return group, other, True
            job = following

    def _commit(self, group: list[_Job]) -> list[tuple[asyncio.Future[Any], Exception | None]]:
        """One transaction for all; when one stream was overtaken, each on its own."""
        together = _attempt(lambda: self._journal.append([row for rows, _ in group for row in rows]))  # type: ignore[union-attr]
        if not isinstance(together, Conflict) or len(group) == 1:
            return [(future, together) for _, future in group]
        return [(future, _attempt(_appending(self._journal, rows))) for rows, future in group]

    def _report(self, results: list[tuple[asyncio.Future[Any], Exception | None]]) -> None:
        self._loop.call_soon_threadsafe(_resolve, results)


def _appending(journal: Journal, rows: Any) -> Callable[[], None]:
    return lambda: journal.append(rows)


def _attempt(job: Callable[[], Any]) -> Exception | None:
    try:
        job()
    except Exception as fault:
        return fault
    return None


def _resolve(results: list[tuple[asyncio.Future[Any], Exception | None]]) -> None:
    for future, fault in results:
        if future.done():
            continue  # the browser hung up; its rows are on disk all the same
        if fault is None:
            future.set_result(None)
        else:
            future.set_exception(fault)
