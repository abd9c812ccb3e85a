"""Walks a plenary step by step, each click with its own request id."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from takar.kernel.refusals import Refusal
from takar.plenary import public as plenary
from takar.plenary.public import Book, Kept
from tests.plenary.world import ANNOUNCED, MAYOR, PHRASE, SECRETARY, START, World


class Story:
    """Opens the plenary of a world on its third day. `ok` must not be refused, `no` must be."""

    def __init__(self, world: World, open_it: bool = True) -> None:
        self.world, self.now, self._clicks = world, START + timedelta(days=3), count(1)
        self.id = ""
        if open_it:
            done = plenary.open_plenary(world.selection, actor=SECRETARY, clock=self.clock)
            assert isinstance(done, str), done
            self.id = done

    def clock(self) -> Any:
        return self.now

    def ok(self, act: Any, *rest: Any, actor: str = SECRETARY) -> Kept:
        done = self.ask(act, *rest, actor=actor)
        assert isinstance(done, Kept), done
        return done

    def no(self, act: Any, *rest: Any, actor: str = SECRETARY) -> str:
        done = self.ask(act, *rest, actor=actor)
        assert isinstance(done, Refusal), done
        return done.code

    def ask(self, act: Any, *rest: Any, actor: str = SECRETARY) -> Any:
        return act(self.id, *rest, request=f"klik-{next(self._clicks):012d}", actor=actor, clock=self.clock)

    def sign(self, member: str, phrase: str = PHRASE) -> Any:
        return plenary.sign_minutes(
            self.id,
            self.world.user(member),
            phrase,
            request=f"ttd-{next(self._clicks):012d}",
            clock=self.clock,
        )

    @property
    def book(self) -> Book:
        found = plenary.book_of(self.id)
        assert isinstance(found, Book)
        return found

    def come(self, *members: str) -> None:
        for member in members or self.world.members:
            self.ok(plenary.come, member, actor=member)

    def settle(
        self, post: str, kind: str = "ranking", order: tuple[str, ...] = (), no: tuple[str, ...] = ()
    ) -> str:
        """A motion that everybody present who may vote on it votes for, but those in `no`."""
        voters = self.voters(post)
        kept = self.ok(
            plenary.move, kind, post, "Usul atas nilai yang tersegel", voters[0], order, actor=voters[0]
        )
        motion = str(kept.events[0].body.motion)  # type: ignore[union-attr]
        for member in voters:
            choice, text = ("no", "bobot wawancara terlalu besar") if member in no else ("yes", "")
            self.ok(plenary.vote, motion, member, choice, text, actor=member)
        self.ok(plenary.decide, motion)
        return motion

    def voters(self, post: str) -> list[str]:
        state, rules = self.book.state, self.book.rules
        return [one for one in sorted(state.present) if not state.recused(one, rules.posts[post].candidates)]

    def signed(self, *refusing: str) -> None:
        self.ok(plenary.end)
        for member in sorted(self.book.state.attended):
            if member in refusing:
                self.ok(plenary.refuse_to_sign, member, "pulang sebelum selesai")
            else:
                assert isinstance(self.sign(member), Kept)
        self.ok(plenary.close)

    def hurry(self) -> None:
        """All the way to the release, the authority choosing the second name for the first post."""
        self.come()
        for code in self.book.rules.posts:
            self.ok(plenary.show, code, "scores")
            self.ok(plenary.show, code, "raters")
            self.settle(code, no=("a2",))
        self.signed()
        self.ok(plenary.hand_over, "Wali Kota", "800/1")
        for number, (code, post) in enumerate(self.book.rules.posts.items()):
            names = self.book.state.names(post, self.book.rules)
            reason = "" if number else "pengalaman memimpin unit serupa"
            self.ok(plenary.choose, code, names[0 if number else 1], reason, actor=MAYOR)
        self.now = ANNOUNCED + timedelta(minutes=1)
        self.ok(plenary.release)
