"""What the log says about a session: opened, who attended, the heads every minute, closed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from takar.assessments.public import (
    AssessmentView,
    ParticipantView,
    SessionView,
    participants_of,
    session,
    sessions_of_opened,
)
from takar.delivery.public import Head
from takar.kernel.canonical import Json, canonical
from takar.kernel.clock import Clock
from takar.kernel.ids import RandomBytes
from takar.ledger.public import SLOTS, Log, checkpoint_digest, commit_fields, leaves, tree_root
from takar.scoring.models import Beat, LoggedLeaf, SealedRecord
from takar.scoring.sealing.recorded import Draft, append_recorded

# After the last minute of the window: grace of the gateway and a little more for its own submissions.
AFTERWARDS = timedelta(minutes=2)
# A sitting that cannot be sealed does not keep its session open for ever; the counts then show that it is missing.
GIVE_UP = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SessionBook:
    """Writes the leaves of sessions. Each leaf is written once."""

    log: Log
    clock: Clock
    random_bytes: RandomBytes = secrets.token_bytes

    def opened(self, sessions: Iterable[str]) -> dict[str, int]:
        """Index of sitting.open by session; written now where it is missing. Unknown sessions are left out."""
        wanted = sorted(set(sessions))
        known = self._indexes("sitting.open", wanted)
        views = [view for one in wanted if one not in known and (view := session(one))]
        missing = [view for view in views if view.assessment.commit_index is not None]
        if missing:
            head = checkpoint_digest(self.log.checkpoint())
            now = self.clock()
            drafts = [_open_leaf(view, head, now) for view in missing]
            append_recorded(self.log, lambda first: (drafts, ()), self.clock)
        return known | self._indexes("sitting.open", [view.id for view in missing])

    def attended(self, people: Sequence[tuple[ParticipantView, str, int]]) -> None:
        """Who came in: (participant, nonce, index of sitting.open). Whoever is noted already is left out."""
        keys = {f"attend:{who.sitting}" for who, _, _ in people}
        known = set(LoggedLeaf.objects.filter(key__in=keys).values_list("key", flat=True))
        fresh = [one for one in people if f"attend:{one[0].sitting}" not in known]
        if not fresh:
            return
        now = self.clock()
        owners = {name: _assessment(name) for name in {who.session or "" for who, _, _ in fresh}}
        drafts = [
            self._attend_leaf(who, owners[who.session or ""], nonce, opened, now)
            for who, nonce, opened in fresh
        ]
        append_recorded(self.log, lambda first: (drafts, ()), self.clock)

    def beat(self, heads: Sequence[Head], people: Mapping[str, ParticipantView]) -> int:
        """One beat leaf per session over the chain heads that moved. Returns how many leaves."""
        by_session: dict[str, list[Head]] = {}
        for head in heads:
            who = people.get(head.sitting)
            if who and who.session:
                by_session.setdefault(who.session, []).append(head)
        opened = self.opened(by_session)
        now = self.clock()
        for name, moved in by_session.items():
            if name in opened:
                self._beat(name, opened[name], moved, now)
        return len(opened)

    def close_finished(self) -> int:
        """Close every session whose window is over, once all its sittings are sealed or a day later. Returns how many."""
        now = self.clock()
        over = [one for one in sessions_of_opened() if one.closes + AFTERWARDS < now]
        opened = self._indexes("sitting.open", [one.id for one in over])
        closed = self._indexes("sitting.close", list(opened))
        count = 0
        for view in over:
            if view.id in opened and view.id not in closed:
                count += self._close(view, opened[view.id], now)
        return count

    def _close(self, view: SessionView, opened: int, now: datetime) -> int:
        people = participants_of(view.id)
        extra = timedelta(minutes=max((who.extra_minutes for who in people), default=0))
        if now <= view.closes + extra + AFTERWARDS:
            return 0
        sittings = [who.sitting for who in people]
        attended = LoggedLeaf.objects.filter(key__in=[f"attend:{s}" for s in sittings]).count()
        sealed = SealedRecord.objects.filter(sitting__in=sittings).count()
        if sealed < attended and now <= view.closes + extra + GIVE_UP:
            return 0
        leaf = leaves.sitting_close(
            ev=view.assessment.event, at=now, opened=opened, session=view.id, attended=attended, sealed=sealed
        )
        draft = Draft(f"sitting.close:{view.id}", view.assessment.id, leaf)
        append_recorded(self.log, lambda first: ([draft], ()), self.clock)
        return 1

    def _attend_leaf(
        self, who: ParticipantView, owner: AssessmentView, nonce: str, opened: int, now: datetime
    ) -> Draft:
        identity: Json = {"name": who.name, "nip": who.nip, "number": who.number}
        committed = commit_fields(
            {"identity": identity, "nonce": nonce}, slots=SLOTS["attend"], random_bytes=self.random_bytes
        )
        leaf = leaves.attend(
            ev=owner.event, at=now, p=who.pseudonym, prev=leaves.NONE, opened=opened, committed=committed
        )
        return Draft(f"attend:{who.sitting}", owner.id, leaf)

    def _beat(self, name: str, opened: int, moved: Sequence[Head], now: datetime) -> None:
        owner = _assessment(name)
        listed: list[list[str | int]] = [
            [head.sitting, head.ordinal, head.chain] for head in sorted(moved, key=lambda h: h.sitting)
        ]
        leaf = leaves.beat(ev=owner.event, at=now, opened=opened, root=heads_root(listed), heads=len(listed))
        index = self.log.append([leaf]).first
        Beat.objects.create(session=name, index=index, heads=listed, at=now)

    def _indexes(self, kind: str, sessions: Sequence[str]) -> dict[str, int]:
        keys = [f"{kind}:{one}" for one in sessions]
        rows = LoggedLeaf.objects.filter(key__in=keys, logged=True).values_list("key", "index")
        return {key.partition(":")[2]: index for key, index in rows}


def heads_root(heads: Sequence[Sequence[str | int]]) -> str:
    """RFC 6962 root (hex) over the canonical [sitting, ordinal, chain] of each head, in order of sitting."""
    return tree_root([canonical(list(head)) for head in heads]).hex()


def _open_leaf(view: SessionView, head: str, now: datetime) -> Draft:
    leaf = leaves.sitting_open(
        ev=view.assessment.event,
        at=now,
        event=view.assessment.commit_index or 0,
        session=view.id,
        room=view.room,
        head=head,
        expected=view.participants,
    )
    return Draft(f"sitting.open:{view.id}", view.assessment.id, leaf)


def _assessment(of: str) -> AssessmentView:
    view = session(of)
    assert view is not None
    return view.assessment
