"""Two selections of Kota Contoh: one that ended two weeks ago with an answered objection, one whose interviews are today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from takar.accounts.public import Role, User, create_user, make_signing_key
from takar.certificates.public import results_held
from takar.demo.rating import fill_sheets
from takar.demo.scenario import ORGANISER, granted
from takar.demo.stages import Stages
from takar.exercises.public import write_due_ratings
from takar.kernel.clock import ZONES, Clock, utc_now
from takar.people.public import JobClass, PeopleFilter, Person, nips_of, people_by_nips
from takar.plenary import public as plenary
from takar.selection import public as selection
from takar.selection.public import CandidateView
from takar.standards.public import conducts_in_force, selection_rules_in_force

SECRETARY, SECOND, AUTHORITY = "sekretaris", "sekretaris2", "ppk"
PANEL = ("pansel", "pansel2", "pansel3", "pansel4", "pansel5")
_NAMES = ("Laras Kertanata", "Bramantyo Lazuardi", "Sekar Mandalika", "Umar Purwacarita")
_ROOMS = (("teknis",), ("teknis",), ("manajerial",), ("manajerial",), ("sosial-kultural",))
_REQUIREMENTS = (
    selection.RequirementDraft("education", "Pendidikan paling rendah S1 atau D4", "mutlak", "Ijazah",
                               {"fact": "education", "least": "S1"}),
    selection.RequirementDraft("age", "Usia paling tinggi 58 tahun", "mutlak", "SK CPNS", {"fact": "age", "most": 58}),
    selection.RequirementDraft("training", "Pelatihan kepemimpinan administrator", "penting", "Sertifikat pelatihan"),
)  # fmt: skip
_QUESTIONS = (
    ("Ceritakan perubahan terbesar yang Anda pimpin dan hasilnya bagi masyarakat.", ("contoh nyata", "hasil terukur")),
    ("Apa yang akan Anda ubah pada tahun pertama di jabatan ini?", ("urutan kerja", "risiko yang disadari")),
)  # fmt: skip
_SEED = 2026


@dataclass(frozen=True, slots=True)
class Held:
    """A selection that is committed: its id, candidates, and a value around which raters judge each of them."""

    id: str
    people: tuple[CandidateView, ...]
    level: dict[str, int]
    days: tuple[date, ...]


def hold_selections(stages: Stages, password: str) -> None:
    """Both selections, by the actions that secretary, members and authority take on their pages."""
    today = utc_now().date()
    with stages.run("Menyeleksi JPT: satu selesai, satu berjalan") as (stage, bar):
        _accounts(password)
        listed = _applicants(today, 20)
        done = _committed(
            "Seleksi Terbuka JPT Pratama Tahap I",
            listed[:10],
            _days(today, -16, 3),
            today - timedelta(days=5),
        )
        bar.at(1, 4)
        fill_sheets(done.id, PANEL, password, done.level, done.days[-1])
        write_due_ratings(_at(done.days[-1], time(18)))
        bar.at(2, 4)
        decided = _plenary(done, password, today)
        bar.at(3, 4)
        now = _committed(
            "Seleksi Terbuka JPT Pratama Tahap II", listed[10:], _around(today), today + timedelta(days=9)
        )
        fill_sheets(now.id, PANEL, password, now.level, now.days[0])
        met = f"{len(now.people)} calon diwawancarai dalam {len(now.days)} hari"
        stage.result = f"{decided} nama diusulkan, satu keberatan dijawab; {met}"


def _accounts(password: str) -> None:
    made = [(name, Role.PANELIST, full) for name, full in zip(PANEL[1:], _NAMES, strict=True)]
    for name, role, full in [*made, (SECOND, Role.PANEL_SECRETARY, "Sekretaris kedua panitia seleksi")]:
        granted(
            create_user(
                name, [role], actor="takar demo", reason="Peragaan", full_name=full, password=password
            )
        )
    for name in PANEL:
        granted(make_signing_key(User.objects.get(username=name), password))


def _applicants(today: date, count: int) -> list[Person]:
    """Heads of division whose assessment result counts, one of each office in turn."""
    known = people_by_nips(list(nips_of(PeopleFilter(job_class=JobClass.ADMINISTRATOR))))
    held = results_held(known, today - timedelta(days=30))
    able = [one for nip, one in known.items() if nip in held and one.active and 1970 < int(nip[:4]) < 1988]
    return able[:count]


def _committed(title: str, people: Sequence[Person], days: tuple[date, ...], released: date) -> Held:
    """From its announcement to the commitment in the log on the day before the first interview."""
    began, before = _at(days[0] - timedelta(days=24), time(9)), _at(days[0] - timedelta(days=1), time(15))
    key = _announced(title, days, released, began)
    random, level = Random(f"{_SEED}/{title}"), {}  # noqa: S311  invented values, no secret
    for place, person in enumerate(people):
        post = "J1" if place < 5 else "J2"
        granted(selection.add_candidates(key, post, [person.nip], "people", SECRETARY, clock=began))
        # the fourth for the first post does not meet the standard of the rooms
        level[person.nip] = 74 if place == 3 else random.randint(83, 94)
    listed = selection.candidates(key)
    for one in listed:
        _checked(key, one, random, began)
    granted(selection.take_results(key, SECRETARY, clock=began))
    _declared(key, listed, before)
    _asked(key, began)
    granted(selection.make_timetable(key, SECRETARY, seconds=1.5, clock=before))
    granted(selection.commit_selection(key, SECRETARY, clock=before))
    return Held(key, selection.candidates(key, status="eligible"), level, days)


def _announced(title: str, days: tuple[date, ...], released: date, clock: Clock) -> str:
    rules, conduct = selection_rules_in_force(days[0]), conducts_in_force(days[0])
    begin = clock().date()
    view = granted(
        selection.create_selection(
            selection.SelectionDraft(
                title=title,
                legal_basis=f"Keputusan Wali Kota Contoh 800/{begin:%m}/PANSEL/{begin.year}",
                organiser=ORGANISER,
                location="Balai Kota Contoh",
                rules=(rules[0].code, rules[0].version),
                conduct=(conduct[0].code, conduct[0].version),
                secretary=SECRETARY,
                releases_at=datetime.combine(released, time(10), ZONES["WIB"]),
                interview_days=days,
                stages={
                    "announcement": (begin, begin + timedelta(days=3)),
                    "registration": (begin + timedelta(days=4), begin + timedelta(days=12)),
                    "administration": (begin + timedelta(days=13), begin + timedelta(days=16)),
                    "paper": (begin + timedelta(days=18), begin + timedelta(days=18)),
                    "interview": (days[0], days[-1]),
                    "plenary": (days[-1] + timedelta(days=3), days[-1] + timedelta(days=3)),
                    "release": (released, released),
                },
            ),
            SECRETARY,
            clock=clock,
        )
    )
    for post in ("Kepala Dinas Perhubungan", "Kepala Dinas Pariwisata"):
        draft = selection.PostDraft(
            post, post.removeprefix("Kepala "), "jpt_pratama", ("jpt_pratama", "2017.1")
        )
        made = granted(selection.add_post(view.id, draft, SECRETARY, clock=clock))
        granted(selection.set_requirements(view.id, made.code, _REQUIREMENTS, SECRETARY, clock=clock))
    for place, (name, rooms) in enumerate(zip(PANEL, _ROOMS, strict=True)):
        draft_of = selection.MemberDraft(name, internal=place == 1, head=place == 0, rooms=rooms)
        granted(selection.seat_member(view.id, draft_of, SECRETARY, clock=clock))
    granted(
        selection.add_resource_person(
            view.id, "Tirtayasa Gunadi", "Transportasi perkotaan", SECRETARY, clock=clock
        )
    )
    return view.id


def _checked(key: str, one: CandidateView, random: Random, clock: Clock) -> None:
    """Documents, ticks by two people, and the values by rubric."""
    body = _paper(f"Berkas lamaran {one.number} {one.name} (data karangan)")
    file = granted(
        selection.keep_document(key, one.key, "Berkas lamaran", "berkas.pdf", body, SECRETARY, clock=clock)
    )
    for number in range(1, len(_REQUIREMENTS) + 1):
        tick = selection.Checked(number, "met", file.name, "")
        granted(selection.step_candidate(key, one.key, tick, SECRETARY, clock=clock))
        granted(selection.step_candidate(key, one.key, selection.Confirmed(number), SECOND, clock=clock))
    granted(selection.step_candidate(key, one.key, None, SECRETARY, clock=clock))
    for component in ("track_record", "paper"):
        part = {
            "name": "Rubrik",
            "value": str(random.randint(76, 92)),
            "evidence": "Berkas lamaran",
            "document": file.name,
        }
        entry = granted(selection.enter_component(key, one.key, component, [part], SECRETARY, clock=clock))
        granted(selection.confirm_component(key, entry, SECOND, clock=clock))


def _declared(key: str, people: Sequence[CandidateView], clock: Clock) -> None:
    """Nobody has anything to declare, but the second member about the last candidate."""
    for user in PANEL:
        for one in people:
            kind, text = ("relative", "Ipar") if (user, one) == (PANEL[1], people[-1]) else ("none", "")
            granted(selection.declare(key, one.nip, kind, text, user, clock=clock))


def _asked(key: str, clock: Clock) -> None:
    asked = [
        {"code": str(number), "text": text, "looks_for": list(looks)}
        for number, (text, looks) in enumerate(_QUESTIONS, start=1)
    ]
    view = selection.selection(key)
    assert view is not None
    for post in view.posts:
        for room in ("teknis", "manajerial", "sosial-kultural"):
            version = granted(selection.write_questions(key, post.code, room, asked, SECRETARY, clock=clock))
            granted(selection.review_questions(key, post.code, room, version, SECOND, clock=clock))


def _plenary(held: Held, password: str, today: date) -> int:
    """Opened, voted, signed, handed over, chosen, released, and an objection answered; returns how many names were proposed."""
    room = _Room(granted(plenary.open_plenary(held.id, actor=SECRETARY, clock=_at(today - timedelta(days=9), time(9)))),
                 today - timedelta(days=9))  # fmt: skip
    for member in PANEL:
        room.do(plenary.come, member, actor=member)
    proposed = 0
    for post in ("J1", "J2"):
        room.do(plenary.show, post, "scores")
        room.do(plenary.show, post, "raters")
        voters = PANEL if post == "J1" else (PANEL[0], *PANEL[2:])
        kept = room.do(
            plenary.move,
            "ranking",
            post,
            "Menetapkan peringkat hasil perhitungan",
            voters[0],
            actor=voters[0],
        )
        motion = kept.events[0].body.motion
        for place, member in enumerate(voters):
            against = post == "J1" and place == 4
            choice, text = (
                ("no", "Selisih dua nama teratas masih dalam galat penilaian") if against else ("yes", "")
            )
            room.do(plenary.vote, motion, member, choice, text, actor=member)
        room.do(plenary.decide, motion)
        book = room.book
        proposed += len(book.state.names(book.rules.posts[post], book.rules))
    room.do(plenary.end)
    for member in PANEL:
        user = User.objects.get(username=member)
        granted(plenary.sign_minutes(room.id, user, password, request=room.click(), clock=room.clock))
    room.do(plenary.close)
    room.do(plenary.hand_over, "Wali Kota Contoh", "800/512/PANSEL")
    _afterwards(room, held, today)
    return proposed


def _afterwards(room: _Room, held: Held, today: date) -> None:
    """The authority takes the second name for the first post; the one below the standard objects and is answered."""
    book = room.book
    for post, place, reason in (("J1", 1, "Pengalaman memimpin layanan serupa di dua dinas"), ("J2", 0, "")):
        names = book.state.names(book.rules.posts[post], book.rules)
        room.do(plenary.choose, post, names[place], reason, actor=AUTHORITY)
    room.day = today - timedelta(days=5)
    room.do(plenary.release)
    room.day = today - timedelta(days=4)
    who = next(nip for nip, level in held.level.items() if level == 74)
    kept = room.do(plenary.file_objection, who, "J1", "Mohon diperiksa nilai wawancara saya di ruang teknis.")
    room.day = today - timedelta(days=3)
    answer = "Kedua lembar memuat bukti yang sama; nilai tetap."
    room.do(plenary.answer, kept.events[0].body.objection, False, answer)


@dataclass(slots=True)
class _Room:
    """A plenary and the day on which something happens in it; every click has an id of its own."""

    id: str
    day: date
    clicks: int = 0

    @property
    def clock(self) -> Clock:
        return _at(self.day, time(10))

    @property
    def book(self) -> plenary.Book:
        return granted(plenary.book_of(self.id))

    def click(self) -> str:
        self.clicks += 1
        return f"peragaan-{self.clicks:010d}"

    def do(self, act, *rest, actor: str = SECRETARY):  # type: ignore[no-untyped-def]
        return granted(act(self.id, *rest, request=self.click(), actor=actor, clock=self.clock))


def _days(today: date, back: int, count: int) -> tuple[date, ...]:
    """The first weekdays from `back` days before today on."""
    days = [today + timedelta(days=back + more) for more in range(count + 2)]
    return tuple(day for day in days if day.weekday() < 5)[:count]


def _around(today: date) -> tuple[date, ...]:
    """The weekday before, today whatever it is, and the weekday after."""
    before = next(day for back in (1, 2, 3) if (day := today - timedelta(days=back)).weekday() < 5)
    after = next(day for more in (1, 2, 3) if (day := today + timedelta(days=more)).weekday() < 5)
    return (before, today, after)


def _at(day: date, at: time) -> Clock:
    moment = datetime.combine(day, at, ZONES["WIB"])
    return lambda: moment


def _paper(text: str) -> bytes:
    """A page with one line, as PDF 1.4."""
    line = text.encode("latin-1", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
    drawn = b"BT /F1 12 Tf 60 760 Td (" + line + b") Tj ET"
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    )
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(body),
    )  # fmt: skip
