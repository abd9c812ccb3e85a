"""What the papers of a plenary are made of: book, selection, log, and who takes them away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from takar.accounts.public import User
from takar.assessments.public import evidence_log
from takar.kernel.clock import day_in, from_milliseconds, long_date, long_moment
from takar.kernel.refusals import Refusal
from takar.plenary.public import Book, Seat, book_of, leaves_of, note_reading, phase_of, seat_of
from takar.reports.domain.root_words import lines_of
from takar.reports.wording import letterhead
from takar.selection.public import SelectionView, selection

UNFINISHED = Refusal(
    "PAPER_PLENARY_RUNNING",
    "Berita acara baru dapat dicetak setelah pembahasan ditutup.",
    "The minutes can be printed once the discussion has ended.",
)
LEAVES = {
    "pleno": "pleno",
    "decision": "pilihan PPK",
    "filed": "keberatan",
    "answered": "jawaban keberatan",
    "amend": "pembetulan",
}


@dataclass(frozen=True, slots=True)
class PlenaryFile:
    """`code`: of this download, in its watermark."""

    book: Book
    seat: Seat
    selection: SelectionView
    made_at: datetime
    code: str

    @property
    def zone(self) -> str:
        return self.book.rules.zone

    def name(self, user: str) -> str:
        """A person's own name; the user name where none is known."""
        known = self.book.row.terms["names"].get(user)
        if known:
            return str(known)
        found = User.objects.filter(username=user).first()
        return (found.get_full_name() if found else "") or user

    def person(self, nip: str) -> str:
        return self.book.entrants[nip].name

    def at(self, milliseconds: int) -> str:
        return long_moment(from_milliseconds(milliseconds), self.zone)

    @property
    def codes(self) -> list[str]:
        """Posts that this reader may see."""
        return [code for code in self.book.tables if self.seat.sees(code)]

    def head(self, title: str) -> dict[str, object]:
        reader = self.seat.user.first_name or self.seat.user.username
        return {
            "title": title,
            "agency": letterhead(self.selection.location),
            "organiser": self.selection.organiser,
            "footer": f"{title} · dicetak dari catatan dengan Takar",
            "watermark": f"{reader} · {long_moment(self.made_at, self.zone)} · {self.code}",
            "place_date": f"{self.selection.location}, {long_date(day_in(self.zone, self.made_at))}",
        }

    def log(self) -> dict[str, object]:
        log = evidence_log()
        head = log.checkpoint()
        listed = [f"{LEAVES[key.partition(':')[0]]} {index}" for key, index in leaves_of(self.book.id)]
        return {
            "facts": [
                ["Nama catatan", head.origin],
                ["Banyaknya catatan", str(head.size)],
                ["Sidik jari kunci", log.fingerprint],
                ["Nomor catatan", "; ".join(listed) or "belum tercatat"],
                ["Dibaca pada", long_moment(self.made_at, self.zone)],
            ],
            "lines": [[digits, words] for digits, words in lines_of(head.root)],
        }


def open_file(plenary: str, user: User, what: str, made_at: datetime) -> PlenaryFile | Refusal:
    """Refuses whoever has no seat there, and while the discussion goes on. Notes the download in the reader log."""
    book = book_of(plenary)
    if isinstance(book, Refusal):
        return book
    seat = seat_of(book, user)
    if isinstance(seat, Refusal):
        return seat
    if phase_of(book) == "running":
        return UNFINISHED
    view = selection(book.row.selection)
    assert view is not None
    code = note_reading(plenary, user.username, what, download=True, clock=lambda: made_at)
    return PlenaryFile(book, seat, view, made_at, code)
