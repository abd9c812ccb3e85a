"""A selection of a city: posts, a panel of nine in three rooms, candidates of its offices, and raters who fill their sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from takar.accounts.public import User, make_signing_key
from takar.certificates.models import Certificate
from takar.exercises.models import Sheet
from takar.exercises.storage import Locked, Saved, lock, save
from takar.kernel.refusals import Refusal
from takar.people.models import Agency, CivilServant, Post, Unit
from takar.selection import public as s
from takar.selection.models import Candidate, Document
from takar.standards.public import load_shipped_standards, selection_rules_in_force

NOW = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
SECRETARY, SECOND = "sekretaris", "sekretaris.dua"
PHRASE = "kopi pahit di pagi hari"
ROOMS = ("teknis", "manajerial", "sosial-kultural")
PDF = b"%PDF-1.4 ijazah"


def clock_at(moment: datetime = NOW) -> Callable[[], datetime]:
    return lambda: moment


def draft(**changes: Any) -> s.SelectionDraft:
    values: dict[str, Any] = {
        "title": "Seleksi terbuka JPT Pratama 2026",
        "legal_basis": "Keputusan Wali Kota 800/1/2026",
        "organiser": "BKPSDM Kota Contoh",
        "location": "Balai Kota",
        "rules": ("seleksi-terbuka", "2019.1"),
        "conduct": ("penyelenggaraan", "2019.1"),
        "secretary": SECRETARY,
        "releases_at": datetime(2026, 9, 18, 3, 0, tzinfo=UTC),
        "interview_days": (date(2026, 9, 9), date(2026, 9, 10), date(2026, 9, 11)),
        "stages": {"interview": (date(2026, 9, 9), date(2026, 9, 11))},
    }
    return s.SelectionDraft(**(values | changes))


def ok(found: Any) -> Any:
    assert not isinstance(found, Refusal), found
    return found


def make_selection(*posts: str, **changes: Any) -> str:
    """A selection with these posts, each with two requirements; returns its id."""
    if not selection_rules_in_force(date(2026, 9, 1)):
        load_shipped_standards()
    view = ok(s.create_selection(draft(**changes), SECRETARY, clock=clock_at()))
    for title in posts or ("Kepala Dinas A",):
        post = ok(s.add_post(view.id, s.PostDraft(title, title.replace("Kepala ", ""), "jpt_pratama",
                                                  ("jpt_pratama", "2017.1")), SECRETARY, clock=clock_at()))  # fmt: skip
        ok(s.set_requirements(view.id, post.code, requirements(), SECRETARY, clock=clock_at()))
    return str(view.id)


def requirements() -> tuple[s.RequirementDraft, ...]:
    return (
        s.RequirementDraft("education", "Pendidikan paling rendah S1 atau D4", "mutlak", "Ijazah",
                           {"fact": "education", "least": "S1"}),
        s.RequirementDraft("age", "Usia paling tinggi 56 tahun", "mutlak", "SK CPNS", {"fact": "age", "most": 56}),
        s.RequirementDraft("training", "Pelatihan kepemimpinan", "penting", "Sertifikat"),
    )  # fmt: skip


def member(user: str) -> User:
    found, fresh = User.objects.get_or_create(username=user, defaults={"roles": ["panelist"]})
    if fresh:
        make_signing_key(found, PHRASE)
    return found


def seat_nine(key: str) -> dict[str, str]:
    """Nine members, three in each room, one of them internal and head; returns user -> room."""
    seats = {}
    for place in range(9):
        room = ROOMS[place % 3]
        user = f"{room.split('-')[0]}{place // 3 + 1}"
        member(user)
        internal = place in (0, 1, 2)
        ok(
            s.seat_member(
                key,
                s.MemberDraft(user, internal, head=place == 0, rooms=(room,)),
                SECRETARY,
                clock=clock_at(),
            )
        )
        seats[user] = room
    return seats


def person(name: str, *, unit: str = "Dinas A", year: int = 1978, **told: Any) -> str:
    """A civil servant; returns the NIP."""
    agency, _ = Agency.objects.get_or_create(name="Pemerintah Kota Contoh")
    place, _ = Unit.objects.get_or_create(agency=agency, name=unit, path=unit)
    post, _ = Post.objects.get_or_create(
        title=f"Kepala Bidang {unit}", job_class="administrator", eselon="III.a"
    )
    nip = f"{year}0101{year + 25}011{CivilServant.objects.count() + 1:03d}"
    CivilServant.objects.create(
        **{
            "nip": nip, "name": name, "birth_date": date(year, 1, 1), "sex": "L", "kind": "PNS", "golongan": "IV/a",
            "unit": place, "post": post, "job_class": "administrator", "eselon": "III.a", "education": "S1",
            "post_since": date(2020, 1, 1),
        } | told
    )  # fmt: skip
    return nip


def certificate(nip: str, jpm: str, on: date = date(2025, 6, 1)) -> None:
    Certificate.objects.create(
        nip=nip, name="Pegawai", organiser="own", organiser_name="BKPSDM Kota Contoh", job_class="administrator",
        assessed_on=on, jpm=Decimal(jpm), category="MS", recorded_by=SECRETARY, recorded_at=NOW,
    )  # fmt: skip


def apply(key: str, post: str, nips: Sequence[str]) -> None:
    taken = ok(s.add_candidates(key, post, nips, "people", SECRETARY, clock=clock_at()))
    assert len(taken.done) == len(nips), taken


def number_of(key: str, nip: str, post: str = "") -> int:
    rows = Candidate.objects.filter(selection=key, nip=nip, **({"post__code": post} if post else {}))
    return rows.get().pk


def document(key: str, number: int) -> str:
    found = s.keep_document(key, number, "Ijazah", "ijazah.pdf", PDF, SECRETARY, clock=clock_at())
    assert isinstance(found, Document), found
    return found.name


def check(key: str, number: int, *, failing: int = 0) -> str:
    """Check all requirements by two people and conclude; returns the status."""
    file = document(key, number)
    for requirement in (1, 2, 3):
        verdict, note = ("not_met", "tidak memenuhi") if requirement == failing else ("met", "")
        ok(
            s.step_candidate(
                key,
                number,
                s.Checked(requirement, verdict, "" if note else file, note),
                SECRETARY,
                clock=clock_at(),
            )
        )
        ok(s.step_candidate(key, number, s.Confirmed(requirement), SECOND, clock=clock_at()))
    return str(ok(s.step_candidate(key, number, None, SECRETARY, clock=clock_at())).status)


def declare_all(key: str, *, besides: Sequence[tuple[str, str]] = ()) -> None:
    """Every member declares "none" about everybody, save those pairs."""
    view = s.selection(key)
    assert view is not None
    for user in view.users:
        for nip in {one.nip for one in s.candidates(key)}:
            if (user, nip) not in besides:
                assert s.declare(key, nip, "none", "", user, clock=clock_at()) is None


def ask(key: str) -> None:
    """Questions of every room, reviewed."""
    view = s.selection(key)
    assert view is not None
    for post in view.posts:
        for room in ROOMS:
            asked = [
                {
                    "code": "1",
                    "text": f"Bagaimana Anda memimpin {post.title}?",
                    "looks_for": ["contoh nyata"],
                },
                {"code": "2", "text": "Apa yang Anda ubah pada tahun pertama?", "looks_for": []},
            ]
            version = ok(s.write_questions(key, post.code, room, asked, SECRETARY, clock=clock_at()))
            assert s.review_questions(key, post.code, room, version, SECOND, clock=clock_at()) is None


def rate(key: str, user: str, nip: str, values: Sequence[str]) -> None:
    """Fill and lock one's sheet about somebody: one value per question, each with a note."""
    sheet = Sheet.objects.get(round=key, rater=user, nip=nip, withdrawn_at=None)
    codes = [one["code"] for one in sheet.form["dimensions"]]
    entries: list[dict[str, Any]] = []
    for code, value in zip(codes, values, strict=True):
        entries.append({"kind": "noted", "note": f"n{code}", "text": "Memberi contoh nyata", "clock_s": 5})
        entries.append(
            {"kind": "tagged", "note": f"n{code}", "dimension": code, "indicator": "", "sign": "+"}
        )
        entries.append({"kind": "rated", "dimension": code, "value": value})
    typed = [{"seq": at, "tick": at, **entry} for at, entry in enumerate(entries, start=1)]
    assert save(sheet.pk, user, "dev", typed) == Saved(len(typed), ())
    done = lock(sheet.pk, member(user), PHRASE, device="dev", last_seq=len(typed))
    assert isinstance(done, Locked), done


def enter(key: str, number: int, component: str, value: str) -> None:
    """A value by rubric, confirmed by a second person."""
    file = Document.objects.filter(candidate=number).values_list("name", flat=True).first()
    behind = file or document(key, number)
    parts = [{"name": "Rubrik", "value": value, "evidence": "berkas diperiksa", "document": behind}]
    entry = ok(s.enter_component(key, number, component, parts, SECRETARY, clock=clock_at()))
    assert s.confirm_component(key, entry, SECOND, clock=clock_at()) is None
