"""A small world made of real parts: people, standards, items, one sealed form, one ready assessment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from takar.assessments import public as assessments
from takar.assessments.public import (
    AssessmentDraft,
    AssessmentView,
    LegalBasis,
    SessionDraft,
    Visibility,
)
from takar.forms.public import Blueprint, Pick, Section, draft_form, seal_form
from takar.items.models import Item as ItemRow
from takar.items.public import Entry, Item, ItemType, Key, Option, add_items
from takar.kernel.refusals import Refusal
from takar.people.models import Agency, CivilServant, Post, Unit
from takar.standards.public import COMPETENCY_CODES, load_shipped_standards

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
ACTOR = "admin.contoh"
WEIGHTS = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}


def clock_at(moment: datetime = NOW) -> assessments.Clock:  # type: ignore[name-defined]
    return lambda: moment


@dataclass(frozen=True)
class World:
    assessment: AssessmentView
    sessions: tuple[str, ...]
    nips: tuple[str, ...]


def people(count: int, job_class: str = "pengawas") -> tuple[str, ...]:
    agency, _ = Agency.objects.get_or_create(name="Pemerintah Kota Contoh")
    unit, _ = Unit.objects.get_or_create(agency=agency, name="Dinas Contoh", path="Dinas Contoh")
    post, _ = Post.objects.get_or_create(title="Kepala Seksi Contoh", job_class=job_class, eselon="IV.a")
    rows = [
        CivilServant(
            nip=f"19850101{2010 + number // 900}01{1}{number % 900 + 1:03d}",
            name=f"Peserta {number + 1:03d}",
            birth_date=date(1985, 1, 1),
            sex="L",
            kind="PNS",
            golongan="III/d",
            unit=unit,
            post=post,
            job_class=job_class,
            eselon="IV.a",
        )
        for number in range(count)
    ]
    CivilServant.objects.bulk_create(rows)
    return tuple(row.nip for row in rows)


def sealed_form_id(per_scale: int = 2, simulation: str = "") -> str:
    """A form with `per_scale` SJT items per competency, two right/wrong for P.01 and two Likert for P.08.

    `simulation`: code of an exercise that is in the bank already; it becomes a section of its own.
    """
    entries = [
        _entry(f"SJT-{code.replace('.', '')}-{n:02d}", code, ItemType.SJT, WEIGHTS)
        for code in COMPETENCY_CODES
        for n in range(per_scale)
    ]
    entries += [
        _entry(f"NUM-{n}", "P.01", ItemType.SINGLE_CHOICE, {"A": 0, "B": 1, "C": 0}) for n in range(2)
    ]
    entries += [_entry(f"LIK-{n}", "P.08", ItemType.LIKERT, WEIGHTS) for n in range(2)]
    done = add_items(entries, "penulis", origin="uji")
    assert not isinstance(done, Refusal), done
    ItemRow.objects.update(status="reviewed")
    picks = tuple(Pick(code, "sjt", per_scale) for code in COMPETENCY_CODES)
    held = [Section("S", "Simulasi", "", 30, (), simulation=simulation)] if simulation else []
    blueprint = Blueprint(
        "uji",
        "Naskah uji",
        (
            Section("A", "Situasi", "Pilih satu.", 30, picks),
            Section(
                "B",
                "Potensi",
                "Pilih satu.",
                10,
                (Pick("P.01", "single_choice", 2), Pick("P.08", "likert", 2)),
            ),
            *held,
        ),
    )
    form = draft_form(blueprint, "penulis", seed="uji")
    assert not isinstance(form, Refusal), form
    sealed = seal_form(form.id, ACTOR)
    assert not isinstance(sealed, Refusal), sealed
    return sealed.form_id


def judged_form_id(*simulations: str) -> str:
    """A form made only of exercises that are in the bank already: people judge all of it."""
    ItemRow.objects.update(status="reviewed")
    sections = [
        Section(chr(65 + place), f"Simulasi {place + 1}", "", 30, (), simulation=code)
        for place, code in enumerate(simulations)
    ]
    form = draft_form(Blueprint("simulasi", "Naskah simulasi", tuple(sections)), "penulis", seed="uji")
    assert not isinstance(form, Refusal), form
    sealed = seal_form(form.id, ACTOR)
    assert not isinstance(sealed, Refusal), sealed
    return sealed.form_id


def draft(form: str, **changes: object) -> AssessmentDraft:
    values: dict[str, object] = {
        "title": "Pemetaan Pengawas 2026",
        "purpose": "pemetaan",
        "organiser": "BKPSDM Kota Contoh",
        "location": "Kota Contoh",
        "legal_basis": LegalBasis("Surat", "800/14593", date(2025, 12, 1), "Pemetaan potensi dan kompetensi"),
        "ruleset_code": "pemetaan",
        "ruleset_version": "2019.1",
        "form": form,
        "visibility": Visibility(),
    }
    return AssessmentDraft(**(values | changes))  # type: ignore[arg-type]


def ready_world(
    count: int = 3,
    sessions: int = 1,
    visibility: Visibility | None = None,
    simulation: str = "",
    only: tuple[str, ...] = (),
    form: Callable[[], str] | None = None,
) -> World:
    """A draft with participants seated, ready to be opened at NOW. `only`: exercises that make up the whole form.

    `form`: makes the form instead.
    """
    load_shipped_standards()
    nips = people(count)
    changes = {"visibility": visibility} if visibility else {}
    make = form or (lambda: judged_form_id(*only) if only else sealed_form_id(simulation=simulation))
    made = assessments.create_assessment(draft(make(), **changes), ACTOR, clock=clock_at())
    assert isinstance(made, AssessmentView)
    ids = []
    for number in range(sessions):
        opens = NOW + timedelta(hours=1 + 3 * number)
        session = assessments.add_session(
            made.id,
            SessionDraft(f"Sesi {number + 1}", "Ruang CAT 1", opens, opens + timedelta(hours=2), 30),
            ACTOR,
            clock=clock_at(),
        )
        assert isinstance(session, str)
        ids.append(session)
    added = assessments.add_participants(made.id, nips, ACTOR, clock=clock_at())
    assert not isinstance(added, Refusal)
    assert added.added == count, added
    assert not isinstance(assessments.assign_sessions(made.id, ACTOR, clock=clock_at()), Refusal)
    return World(made, tuple(ids), nips)


def _entry(code: str, scale: str, kind: ItemType, weights: dict[str, int]) -> Entry:
    options = tuple(Option(letter, f"Tindakan {letter} untuk {code}") for letter in weights)
    item = Item(code, 1, kind, f"Apa yang Anda lakukan dalam keadaan {code}?", options)
    return Entry(item, Key(code, scale, dict(weights)), difficulty=3, rationale="Uji.")
