"""Who reads what of a plenary.

Members read what they are not recused from, the authority after the hand-over, auditors once the minutes are closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from takar.accounts.public import Ability, User
from takar.kernel.refusals import Refusal
from takar.plenary.books import Book

Kind = Literal["member", "secretary", "appointer", "auditor"]

FOR_THE_PANEL = Refusal(
    "PLENARY_FOR_THE_PANEL",
    "Pleno hanya dibuka bagi anggota panitia seleksi ini, sekretarisnya, PPK setelah penyerahan, dan auditor setelah berita "
    "acara selesai.",
    "A plenary is open to the members of this panel, its secretary, the appointing authority after the hand-over, and auditors "
    "once the minutes are finished.",
)
NOT_HANDED_OVER = Refusal(
    "PLENARY_NOT_HANDED_OVER",
    "Hasil pleno belum diserahkan kepada Anda. Yang menyerahkan adalah sekretaris panitia seleksi setelah berita acara selesai.",
    "The outcome has not been handed over to you. The panel's secretary does so once the minutes are finished.",
)
STILL_RUNNING = Refusal(
    "PLENARY_NOT_FINISHED",
    "Pleno masih berjalan. Auditor membaca semuanya setelah berita acara selesai.",
    "The plenary is still running. Auditors read everything once the minutes are finished.",
)
POST_HIDDEN = Refusal(
    "PLENARY_POST_HIDDEN",
    "Anda mengundurkan diri dari penilaian calon pada jabatan ini, sehingga tidak membaca apa pun tentangnya.",
    "You are recused from a candidate for this post and read nothing about it.",
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a user sits. `hidden`: posts of which he reads nothing."""

    kind: Kind
    user: User
    hidden: frozenset[str] = frozenset()

    def sees(self, post: str) -> bool:
        return post not in self.hidden


def seat_of(book: Book, user: User) -> Seat | Refusal:
    """A member who is also something else sits as a member."""
    if user.username in book.rules.members and user.may(Ability.SIT_IN_PLENARY):
        return Seat("member", user, hidden_from(book, user.username))
    if user.may(Ability.RUN_PLENARY):
        return Seat("secretary", user)
    if user.may(Ability.APPOINT):
        return Seat("appointer", user) if book.state.handed_over else NOT_HANDED_OVER
    if user.may(Ability.AUDIT):
        return Seat("auditor", user) if book.state.closed else STILL_RUNNING
    return FOR_THE_PANEL


def hidden_from(book: Book, member: str) -> frozenset[str]:
    """Posts with a candidate from whom the member is recused."""
    return frozenset(
        code for code, post in book.rules.posts.items() if book.state.recused(member, post.candidates)
    )
