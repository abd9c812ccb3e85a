"""The classical assessment centre: a computer test of potential alone, and simulations that show the competencies."""

from __future__ import annotations

from takar.accounts.public import User
from takar.assessments.public import ParticipantView, Visibility, participants_in
from takar.exercises.appointing.opening import open_judging
from takar.exercises.appointing.preparing import Choice, choose_exercises, spread_evenly
from takar.exercises.domain.meeting.decide import Reveal, Write
from takar.exercises.meeting.actions import act, open_meeting
from takar.exercises.meeting.finals import log_due_finals
from takar.exercises.models import Sheet
from takar.exercises.public import load_shipped_exercises, write_due_ratings
from takar.forms.public import Blueprint, Pick, Section, draft_form, seal_form
from takar.items.models import Item as ItemRow
from takar.items.public import ItemType, add_items
from takar.kernel.refusals import Refusal
from tests.assessments.world import ACTOR, WEIGHTS, World, _entry, ready_world
from tests.exercises.appointing import test_opening as judging
from tests.exercises.appointing.world import CHOSEN, assessor
from tests.exercises.appointing.world import World as Judged

RATERS = ("asesor1",)


def potential_form_id(*extra: Section) -> str:
    """Four items of potential, no item of a competency."""
    entries = [_entry(f"NUM-{n}", "P.01", ItemType.SINGLE_CHOICE, {"A": 0, "B": 1, "C": 0}) for n in range(2)]
    entries += [_entry(f"LIK-{n}", "P.08", ItemType.LIKERT, WEIGHTS) for n in range(2)]
    assert not isinstance(add_items(entries, "penulis", origin="uji"), Refusal)
    ItemRow.objects.update(status="reviewed")
    picks = (Pick("P.01", "single_choice", 2), Pick("P.08", "likert", 2))
    sections = (Section("A", "Potensi", "Pilih satu.", 20, picks), *extra)
    form = draft_form(Blueprint("potensi", "Naskah potensi", sections), "penulis", seed="uji")
    assert not isinstance(form, Refusal), form
    sealed = seal_form(form.id, ACTOR)
    assert not isinstance(sealed, Refusal), sealed
    return sealed.form_id


def drafted(count: int = 2, visibility: Visibility | None = None, chosen: tuple[str, ...] = CHOSEN) -> World:
    """A draft with the exercises of the round chosen, ready to be opened."""
    made = ready_world(count, visibility=visibility, form=potential_form_id)
    assert not isinstance(load_shipped_exercises("penulis"), Refusal)
    if chosen:
        assert choose_exercises(made.assessment.id, [Choice(code) for code in chosen], ACTOR) == len(chosen)
    return made


def judge(made: World, value: str = "3") -> tuple[User, ...]:
    """Open the round, rate everybody in everything and carry the ratings into the log."""
    owner = made.assessment.id
    lead = assessor("ketua", "Ketua Contoh")
    User.objects.filter(pk=lead.pk).update(roles=["lead_assessor"])
    users = tuple(assessor(name, f"Asesor {name[-1]}") for name in RATERS)
    assert spread_evenly(owner, RATERS, 1, ACTOR) == len(made.nips) * len(CHOSEN)
    assert not isinstance(open_judging(owner, ACTOR), Refusal)
    for sheet in Sheet.objects.all():
        judging.rate(sheet, value)
    write_due_ratings()
    return users


def meet(made: World, nip: str, users: tuple[User, ...]) -> None:
    """The meeting about one person, signed by both and in the log."""
    owner = made.assessment.id
    open_meeting(owner, nip, "asesor1", by="ketua")
    act(owner, nip, Reveal("asesor1"))
    for section in ("strengths", "development", "advice"):
        act(owner, nip, Write("asesor1", section, "Sesuai bukti.", 0))
    judging.signed(Judged(made.assessment, made.nips, users), nip)
    assert log_due_finals() == 1


def who(made: World, nip: str) -> ParticipantView:
    return next(one for one in participants_in(made.assessment.id) if one.nip == nip)
