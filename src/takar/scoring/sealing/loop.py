"""The worker's loop: read what is new in the exam journal, do what it asks for, remember how far."""

from __future__ import annotations

import fcntl
import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from takar.assessments.public import ParticipantView, evidence_log, participants, vault
from takar.delivery.public import (
    ChainBroken,
    Journal,
    StorageUnavailable,
    Tailed,
    final_record,
    open_journal,
    read_sitting,
)
from takar.kernel.clock import Clock, utc_now
from takar.ledger.public import Log, Vault, leaves
from takar.scoring.models import LoggedLeaf, Position, SealedRecord, Trouble
from takar.scoring.sealing.frozen import frozen_rules
from takar.scoring.sealing.prepare import Prepared, prepare
from takar.scoring.sealing.publish import Publisher
from takar.scoring.sealing.recorded import Draft, append_recorded, reconcile
from takar.scoring.sealing.seal import seal_batch
from takar.scoring.sealing.sessions import SessionBook

logger = logging.getLogger(__name__)

IDLE_SECONDS = 0.05
BEAT_EVERY = timedelta(seconds=60)
AT_ONCE = 2000
BATCH = 25
_SESSION = "session:"


@dataclass(slots=True)
class Sealer:
    """Everything one worker needs to seal. `step` may be killed at any point and run again."""

    log: Log
    vault: Vault
    journal: Journal
    clock: Clock = utc_now
    _beat_from: int = 0
    _next_beat: datetime | None = None
    _publisher: Publisher = field(init=False)
    _book: SessionBook = field(init=False)

    def __post_init__(self) -> None:
        self._publisher = Publisher(self.log, self.vault, self.journal, self.clock)
        self._book = SessionBook(self.log, self.clock)
        reconcile(self.log)
        self._beat_from = self._position().journal

    def step(self) -> int:
        """One pass. Returns how many journal events were handled."""
        position = self._position()
        events = self.journal.events_since(position.journal, AT_ONCE)
        if events:
            self._handle(events)
            position.journal = events[-1].id
            position.save()
        self._publisher.publish_waiting()
        self._minute()
        return len(events)

    def retry_troubles(self) -> int:
        """Try again what could not be sealed before; returns how many are sealed now."""
        sittings = list(Trouble.objects.values_list("sitting", flat=True))
        self._seal(sittings)
        return len(sittings) - Trouble.objects.filter(sitting__in=sittings).count()

    def _handle(self, events: Sequence[Tailed]) -> None:
        started = [e.sitting.removeprefix(_SESSION) for e in events if e.kind == "session_started"]
        self._book.opened(started)
        self._attend([e.sitting for e in events if e.kind == "started"])
        self._seal([e.sitting for e in events if e.kind == "submitted"])
        self._acknowledge([e.sitting for e in events if e.kind == "acknowledged"])

    def _attend(self, sittings: Sequence[str]) -> None:
        people = participants(sittings)
        opened = self._book.opened(who.session for who in people.values() if who.session)
        came = []
        for sitting, who in people.items():
            if who.session in opened:
                came.append((who, self._nonce(sitting), opened[who.session]))
        self._book.attended(came)

    def _nonce(self, sitting: str) -> str:
        try:
            return read_sitting(self.journal, sitting).nonce
        except ChainBroken:
            return ""

    def _seal(self, sittings: Sequence[str]) -> None:
        wanted = list(dict.fromkeys(sittings))
        done = set(SealedRecord.objects.filter(sitting__in=wanted).values_list("sitting", flat=True))
        todo = [sitting for sitting in wanted if sitting not in done]
        people = participants(todo)
        for start in range(0, len(todo), BATCH):
            self._seal_some(todo[start : start + BATCH], people)

    def _seal_some(self, sittings: Sequence[str], people: dict[str, ParticipantView]) -> None:
        batch = [ready for one in sittings if (ready := self._prepared(one, people.get(one)))]
        opened = self._book.opened(one.record.session for one in batch)
        known = [one for one in batch if one.record.session in opened]
        sealed = seal_batch(known, opened, self.log, self.vault, self.clock)
        Trouble.objects.filter(sitting__in=sealed).delete()
        self._publisher.publish_waiting()

    def _prepared(self, sitting: str, who: ParticipantView | None) -> Prepared | None:
        if who is None:
            self._trouble(sitting, "PARTICIPANT_UNKNOWN", "no participant has this sitting")
            return None
        try:
            return prepare(
                who, frozen_rules(who.assessment), final_record(read_sitting(self.journal, sitting))
            )
        except ChainBroken as fault:
            self._trouble(sitting, "CHAIN_BROKEN", str(fault))
        except (ValueError, LookupError) as fault:
            self._trouble(sitting, "NOT_SCORABLE", str(fault))
        return None

    def _trouble(self, sitting: str, code: str, detail: str) -> None:
        logger.error("sitting %s cannot be sealed: %s %s", sitting, code, detail)
        Trouble.objects.update_or_create(
            sitting=sitting, defaults={"code": code, "detail": detail, "at": self.clock()}
        )

    def _acknowledge(self, sittings: Sequence[str]) -> None:
        records = SealedRecord.objects.filter(sitting__in=sittings)
        keys = {f"ack:{one.sitting}" for one in records}
        known = set(LoggedLeaf.objects.filter(key__in=keys).values_list("key", flat=True))
        now = self.clock()
        drafts = []
        for one in records:
            if f"ack:{one.sitting}" not in known:
                event = frozen_rules(one.assessment).assessment.event
                leaf = leaves.ack(
                    ev=event, at=now, p=one.pseudonym, prev=one.score_index, score=one.score_index
                )
                drafts.append(Draft(f"ack:{one.sitting}", one.assessment, leaf))
        if drafts:
            append_recorded(self.log, lambda first: (drafts, ()), self.clock)

    def _minute(self) -> None:
        now = self.clock()
        if self._next_beat and now < self._next_beat:
            return
        self._next_beat = now + BEAT_EVERY
        until = self._position().journal
        heads = [h for h in self.journal.heads(self._beat_from) if not h.sitting.startswith(_SESSION)]
        self._book.beat(heads, participants([head.sitting for head in heads]))
        self._beat_from = until
        self._book.close_finished()
        if Trouble.objects.exists():
            self.retry_troubles()

    def _position(self) -> Position:
        return Position.objects.get_or_create(name="sealing")[0]


def run_sealing_loop(stop: threading.Event, clock: Clock = utc_now) -> None:
    """Seal until `stop` is set; outlives databases that go away and come back.

    Only one worker seals at a time: a second one waits until the first has ended.
    """
    with _alone(settings.TAKAR.keys / "sealing.lock", stop) as mine:
        if not mine:
            return
        while not stop.is_set():
            try:
                _run(stop, clock)
            except (StorageUnavailable, OSError):
                logger.exception("sealing paused: storage is away; trying again in 2 seconds")
                stop.wait(2)
            except Exception:
                logger.exception("sealing stopped at a fault; starting again in 5 seconds")
                connection.close()
                stop.wait(5)


def seal_ready(clock: Clock = utc_now) -> int:
    """Seal everything that is submitted now, once, in this process; returns how many events were read.

    For tests and the command line; the worker's loop does the same all the time.
    """
    sealer = Sealer(evidence_log(), vault(), open_journal(settings.TAKAR.exam_db), clock)
    handled = 0
    while moved := sealer.step():
        handled += moved
    return handled


def _run(stop: threading.Event, clock: Clock) -> None:
    sealer = Sealer(evidence_log(), vault(), open_journal(settings.TAKAR.exam_db), clock)
    try:
        while not stop.is_set():
            if not sealer.step():
                stop.wait(IDLE_SECONDS)
    finally:
        sealer.journal.close()


@contextmanager
def _alone(path: Path, stop: threading.Event) -> Iterator[bool]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not stop.is_set():
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stop.wait(0.5)
            else:
                yield True
                return
        yield False
    finally:
        os.close(handle)
