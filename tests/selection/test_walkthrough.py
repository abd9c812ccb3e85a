"""The story of tests/walkthroughs/selection.csv, which a panel's secretary can read and extend.

Columns: tanggal, siapa, tindakan, harapan. People are called by one name; several expectations are divided by “;”.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from takar.exercises.models import Sheet
from takar.kernel.refusals import Refusal
from takar.selection import public as s
from takar.selection.actions.make_timetable import Made
from takar.selection.domain.values import TableRow
from takar.selection.models import Candidate
from takar.selection.readiness import panel_lacks
from tests.selection import world as w

STORY = Path(__file__).parents[1] / "walkthroughs" / "selection.csv"


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_the_story() -> None:
    with STORY.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 30
    story = Story()
    for number, row in enumerate(rows, 2):
        story.step(date.fromisoformat(row["tanggal"]), row["tindakan"])
        for wanted in filter(None, map(str.strip, row["harapan"].split(";"))):
            found = story.check(wanted)
            assert found == "", f"baris {number}: diharapkan {wanted!r}, ternyata {found}"
        if not re.search(r"ditolak|kurang", row["harapan"]):
            assert story.refusal == "", f"baris {number}: {story.refusal}"


class Story:
    """One selection, its people by name, and what the last step brought."""

    def __init__(self) -> None:
        self.key = ""
        self.nips: dict[str, str] = {}
        self.seats: dict[str, str] = {}
        self.now = w.NOW
        self.refusal = ""
        self.found: Any = None
        self.missing: set[str] = set()

    def step(self, day: date, text: str) -> None:
        self.now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(minutes=1)
        self.refusal, self.found = "", None
        for pattern, act in ACTS:
            match = re.fullmatch(pattern, text)
            if match:
                self.take(act(self, *match.groups()))
                return
        raise AssertionError(f"tindakan tidak dikenal: {text}")

    def take(self, found: Any) -> None:
        self.found = found
        if isinstance(found, Refusal):
            self.refusal = found.code

    def clock(self) -> datetime:
        return self.now

    def number(self, name: str) -> int:
        return w.number_of(self.key, self.nips[name])

    def state(self, name: str) -> str:
        return next(one.status for one in s.candidates(self.key) if one.nip == self.nips[name])

    def table(self, post: str, reader: str = "") -> s.ComponentTable:
        found = s.component_table(self.key, post, reader=reader)
        assert isinstance(found, s.ComponentTable), found
        return found

    def row(self, name: str) -> TableRow:
        post = Candidate.objects.get(selection=self.key, nip=self.nips[name]).post.code
        return next(one for one in self.table(post).rows if one.nip == self.nips[name])

    def lacks(self) -> set[str]:
        view = s.selection(self.key)
        assert view is not None
        return {one.code for one in s.readiness(view, self.now.date()).lacks}

    def check(self, wanted: str) -> str:
        for pattern, ask in ASKS:
            match = re.fullmatch(pattern, wanted)
            if match:
                return ask(self, *match.groups())
        raise AssertionError(f"harapan tidak dikenal: {wanted}")


def begin(story: Story, posts: str) -> None:
    names = {"J1": "Kepala Dinas A", "J2": "Kepala Dinas B", "J3": "Kepala Dinas C"}
    story.key = w.make_selection(*(names[code] for code in posts.split()))


def seat(story: Story, how_many: str) -> None:
    if how_many == "sembilan":
        story.seats = w.seat_nine(story.key)
        return
    for place in range(8):
        w.member(f"uji{place}")
        w.ok(s.seat_member(story.key, s.MemberDraft(f"uji{place}", False, head=place == 0), w.SECRETARY))
    story.missing = lacks_of_panel(story)
    for place in range(8):
        assert s.unseat_member(story.key, f"uji{place}", "diganti", w.SECRETARY) is None


def lacks_of_panel(story: Story) -> set[str]:
    view = s.selection(story.key)
    assert view is not None
    return {one.code for one in panel_lacks(view, s.rules_of(view))}


def add(story: Story, post: str, names: str, *, submitted: bool = True) -> Any:
    for name in names.split():
        story.nips.setdefault(name, w.person(name, unit=f"Kantor {name}"))
    nips = [story.nips[name] for name in names.split()]
    return s.add_candidates(
        story.key, post, nips, "people", w.SECRETARY, submitted=submitted, clock=story.clock
    )


def check(story: Story, names: str) -> Any:
    for name in names.split():
        if story.state(name) == "started":
            return s.step_candidate(story.key, story.number(name), None, w.SECRETARY, clock=story.clock)
        w.check(story.key, story.number(name))
    return None


def check_failing(story: Story, name: str, which: str, _why: str) -> None:
    w.check(story.key, story.number(name), failing=int(which))


def enter(story: Story, component: str, value: str) -> None:
    for one in s.candidates(story.key, status="eligible"):
        w.enter(story.key, one.key, component, value)


def certify(story: Story, text: str) -> None:
    words = text.split()
    for name, jpm in zip(words[::2], words[1::2], strict=True):
        w.certificate(story.nips[name], jpm)


def take(story: Story) -> Any:
    numbers = [one.key for one in s.candidates(story.key, status="eligible")]
    return s.take_results(story.key, w.SECRETARY, numbers=numbers, clock=story.clock)


def declare(story: Story, user: str, name: str, kind: str, why: str) -> Any:
    return s.declare(story.key, story.nips[name], kind, why, user, clock=story.clock)


def declare_rest(story: Story) -> None:
    recused = [(user, nip) for user, nips in s.recused(story.key).items() for nip in nips]
    w.declare_all(story.key, besides=recused)


def write(story: Story) -> None:
    view = s.selection(story.key)
    assert view is not None
    for post in view.posts:
        for room in w.ROOMS:
            asked = [{"code": "1", "text": "Apa yang Anda ubah?", "looks_for": ["contoh nyata"]}]
            w.ok(s.write_questions(story.key, post.code, room, asked, w.SECRETARY, clock=story.clock))
    story.missing = story.lacks()


def review(story: Story) -> None:
    view = s.selection(story.key)
    assert view is not None
    for post in view.posts:
        for room in w.ROOMS:
            assert s.review_questions(story.key, post.code, room, 1, w.SECOND, clock=story.clock) is None


def commit(story: Story) -> Any:
    story.missing = story.lacks()
    return s.commit_selection(story.key, w.SECRETARY, clock=story.clock)


def rate_everywhere(story: Story, name: str, value: str) -> None:
    away = s.recused(story.key)
    for user in story.seats:
        if story.nips[name] not in away.get(user, frozenset()):
            w.rate(story.key, user, story.nips[name], [value])


def rate_room(story: Story, room: str, name: str, values: str) -> Any:
    away = s.recused(story.key)
    users = [
        u for u, r in story.seats.items() if r == room and story.nips[name] not in away.get(u, frozenset())
    ]
    if not Sheet.objects.filter(nip=story.nips[name], rater__in=users, withdrawn_at=None).exists():
        return Refusal("tidak ada lembar", "-", "-")
    for user, value in zip(users, values.split(), strict=True):
        w.rate(story.key, user, story.nips[name], [value])
    return None


def drop(story: Story, name: str, why: str) -> Any:
    return s.step_candidate(story.key, story.number(name), s.Dropped(why), w.SECRETARY, clock=story.clock)


ACTS: tuple[tuple[str, Callable[..., Any]], ...] = (
    (r"seleksi dengan jabatan (.+)", begin),
    (r"panitia (\w+) orang", seat),
    (r"calon (J\d): (.+)", add),
    (r"mulai lamaran (J\d): (.+)", lambda story, post, names: add(story, post, names, submitted=False)),
    (r"periksa (\w+) gagal (\d): (.+)", check_failing),
    (r"periksa (.+)", check),
    (r"rekam jejak semua (.+)", lambda story, value: enter(story, "track_record", value)),
    (r"makalah semua (.+)", lambda story, value: enter(story, "paper", value)),
    (r"sertifikat (.+)", certify),
    (r"ambil hasil asesmen", take),
    (r"(\w+) menyatakan (\w+): (\w+): (.+)", declare),
    (r"yang lain tidak ada benturan", declare_rest),
    (r"pertanyaan ditulis", write),
    (r"pertanyaan ditelaah", review),
    (r"tetapkan", commit),
    (r"susun jadwal", lambda story: s.make_timetable(story.key, w.SECRETARY, clock=story.clock)),
    (r"semua ruang menilai (\w+) (.+)", rate_everywhere),
    (r"ruang ([\w-]+) menilai (\w+) (.+)", rate_room),
    (r"(\w+) gugur: (.+)", drop),
    (r"lihat tabel (J\d)", lambda story, post: story.table(post)),
)


def same(found: object, wanted: object) -> str:
    return "" if found == wanted else repr(found)


def names_in(story: Story, post: str) -> list[str]:
    by_nip = {nip: name for name, nip in story.nips.items()}
    return [by_nip[nip] for nip in story.table(post).ranking]


def readvertised(story: Story, post: str) -> str:
    view = s.selection(story.key)
    assert view is not None
    if view.committed_at:
        return same(story.table(post).enough, False)
    found = s.readiness(view, story.now.date()).warnings
    return "" if any(view.post(post).title in one.id for one in found) else repr(found)  # type: ignore[union-attr]


def seen(story: Story, name: str, user: str) -> bool:
    return any(one.nip == story.nips[name] for one in s.candidates(story.key, reader=user))


ASKS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"ditolak (.+)", lambda story, code: same(story.refusal, code)),
    (r"keadaan (\w+) (\w+)", lambda story, name, status: same(story.state(name), status)),
    (r"kurang (\w+)", lambda story, code: "" if code in story.missing else repr(story.missing)),
    (r"susunan sesuai", lambda story: same(lacks_of_panel(story), set())),
    (r"siap", lambda story: same(story.lacks(), set())),
    (r"umumkan ulang (J\d)", readvertised),
    (r"diambil (\d+)", lambda story, n: same(story.found, (int(n), ()))),
    (r"terlihat (\w+) oleh (\w+)", lambda story, name, user: same(seen(story, name, user), True)),
    (r"tidak terlihat (\w+) oleh (\w+)", lambda story, name, user: same(seen(story, name, user), False)),
    (
        r"tidak terlihat (\w+) dalam tabel (J\d) oleh (\w+)",
        lambda story, name, post, user: same(
            [row.nip for row in story.table(post, user).rows if row.nip == story.nips[name]], []
        ),
    ),
    (
        r"giliran (\d+)",
        lambda story, n: same(story.found.slots if isinstance(story.found, Made) else None, int(n)),
    ),
    (r"lembar (\d+)", lambda story, n: same(len(story.found), int(n))),
    (r"tabel (J\d) tertutup", lambda story, post: closed(story, post)),
    (r"tabel (J\d) terbuka", lambda story, post: same(story.table(post).sealed, True)),
    (r"peringkat (J\d): (.+)", lambda story, post, names: same(names_in(story, post), names.split())),
    (r"jumlah (\w+) (.+)", lambda story, name, total: same(str(story.row(name).total), total)),
    (
        r"ruang ([\w-]+) (\w+) (.+)",
        lambda story, room, name, value: same(str(room_of(story, name, room).value), value),
    ),
    (r"penilai ([\w-]+) (\w+) (\d)", lambda story, room, name, n: same(sheets_of(story, name, room), int(n))),
    (
        r"TMS (\w+)",
        lambda story, name: same([one.code for one in story.row(name).unranked], ["BELOW_STANDARD"]),
    ),
    (
        r"di bawah batas (\w+)",
        lambda story, name: same([one.code for one in story.row(name).unranked], ["FLOOR"]),
    ),
    (r"sama (\w+) (\w+)", lambda story, one, other: same(story.row(one).total, story.row(other).total)),
    (
        r"tidak dalam tabel (J\d) (\w+)",
        lambda story, post, name: same(
            [r.nip for r in story.table(post).rows if r.nip == story.nips[name]], []
        ),
    ),
)


def closed(story: Story, post: str) -> str:
    """Closed means: not sealed, and no number of a sheet anywhere in it."""
    found = story.table(post)
    leaked = [
        row.name
        for row in found.rows
        if row.total is not None or any(room.value is not None for room in row.rooms)
    ]
    return repr(leaked) if leaked else same(found.sealed and bool(found.rows), False)


def room_of(story: Story, name: str, room: str) -> s.RoomCell:
    return next(one for one in story.row(name).rooms if one.room == room)


def sheets_of(story: Story, name: str, room: str) -> int:
    return Sheet.objects.filter(
        nip=story.nips[name], instrument__endswith=f":{room}", withdrawn_at=None
    ).count()
