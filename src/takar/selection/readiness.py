"""What is still missing before the terms of a selection can be committed, in sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from takar.selection.behind import exchanged
from takar.selection.conflicts import judged_nips, relations
from takar.selection.domain.composition import PanelRules, Seat, lacks
from takar.selection.domain.values import CandidateView, SelectionView
from takar.selection.domain.words import Sentence
from takar.selection.models import QuestionSet
from takar.selection.queries import candidates, rules_of
from takar.standards.public import SelectionRules


@dataclass(frozen=True, slots=True)
class Readiness:
    """`lacks`: each of them holds the commitment up. `warnings`: a person should look, nothing is held up."""

    lacks: tuple[Sentence, ...]
    warnings: tuple[Sentence, ...]


def readiness(view: SelectionView, on: date) -> Readiness:
    """What is missing on a day."""
    rules = rules_of(view)
    people = [one for one in candidates(view.id) if one.status != "started"]
    return Readiness(
        lacks=(
            *panel_lacks(view, rules),
            *_posts(view),
            *_checks(people),
            *_questions(view, rules),
            *_conflicts(view, on),
            *_raters(view, rules, people, on),
            *exchanged(view.id),
        ),
        warnings=tuple(_few(view, rules, people)),
    )


def panel_lacks(view: SelectionView, rules: SelectionRules) -> tuple[Sentence, ...]:
    """What is wrong with the panel's composition."""
    seats = [Seat(one.user, one.internal, one.head, one.rooms) for one in view.members if not one.gone]
    return lacks(
        seats,
        PanelRules(
            rules.panel_least, rules.panel_most, rules.internal_percent, rules.raters_least,
            {room.code: room.name_id for room in rules.rooms},
        ),
    )  # fmt: skip


def sheet_rooms(view: SelectionView, rules: SelectionRules) -> tuple[str, ...]:
    """Rooms, and components that members judge on sheets."""
    return (
        *(room.code for room in rules.rooms),
        *(code for code, how in sorted(view.methods.items()) if how == "sheets"),
    )


def _posts(view: SelectionView) -> list[Sentence]:
    if view.posts:
        return []
    return [Sentence("NO_POSTS", "belum ada jabatan yang dilamar", "there is no post to apply for")]


def _checks(people: list[CandidateView]) -> list[Sentence]:
    open_ = [one for one in people if one.status == "submitted"]
    found = []
    if open_:
        found.append(
            Sentence(
                "CHECKS_OPEN",
                f"pemeriksaan administrasi {len(open_)} calon belum selesai",
                f"the administrative check of {len(open_)} candidates is not concluded",
            )
        )
    if not any(one.status == "eligible" for one in people):
        found.append(
            Sentence("NO_CANDIDATES", "belum ada calon yang memenuhi persyaratan", "no candidate is eligible")
        )
    return found


def _questions(view: SelectionView, rules: SelectionRules) -> list[Sentence]:
    newest: dict[tuple[int, str], bool] = {}
    for key, room, reviewed in QuestionSet.objects.filter(post__selection=view.id).values_list(
        "post", "room", "reviewed_at"
    ):
        newest.setdefault((key, room), reviewed is not None)
    found = []
    for post in view.posts:
        missing = [room for room in sheet_rooms(view, rules) if not newest.get((post.key, room))]
        if missing:
            listed = ", ".join(missing)
            found.append(
                Sentence(
                    "QUESTIONS_MISSING",
                    f"pertanyaan {post.code} belum ditulis atau ditelaah: {listed}",
                    f"questions of {post.code} are not written or reviewed: {listed}",
                )
            )
    return found


def _conflicts(view: SelectionView, on: date) -> list[Sentence]:
    listed = relations(view, judged_nips(view), on)
    names = {one.user: one.name for one in view.members}
    silent = Counter(names[one.user] for one in listed if not one.declared)
    waiting = [one for one in listed if one.open]
    found = []
    if silent:
        listed_names = ", ".join(f"{name} ({count})" for name, count in sorted(silent.items()))
        found.append(
            Sentence(
                "DECLARATION_MISSING",
                f"pernyataan benturan kepentingan belum lengkap (calon): {listed_names}",
                f"declarations of conflicts are incomplete (candidates): {listed_names}",
            )
        )
    if waiting:
        found.append(
            Sentence(
                "CONFLICT_OPEN",
                f"{len(waiting)} benturan yang terlihat dari data belum dijawab",
                f"{len(waiting)} conflicts seen from data are not answered",
            )
        )
    return found


def _raters(
    view: SelectionView, rules: SelectionRules, people: list[CandidateView], on: date
) -> list[Sentence]:
    """A recusal may leave a room without raters for somebody."""
    away = {(one.user, one.nip) for one in relations(view, judged_nips(view), on) if one.recused}
    found = []
    for one in people:
        for room in rules.rooms:
            seated = [m.user for m in view.members if not m.gone and room.code in m.rooms]
            left = sum(1 for user in seated if (user, one.nip) not in away)
            if one.status == "eligible" and seated and left < rules.raters_least:
                found.append(
                    Sentence(
                        "ROOM_WITHOUT_RATERS",
                        f"{room.name_id} tidak mempunyai cukup penilai untuk {one.name}",
                        f"{room.name_en} has too few raters for {one.name}",
                    )
                )
    return found


def _few(view: SelectionView, rules: SelectionRules, people: list[CandidateView]) -> list[Sentence]:
    found = []
    for post in view.posts:
        count = sum(1 for one in people if one.post == post.code and one.status == "eligible")
        if count < rules.least_candidates:
            found.append(
                Sentence(
                    "READVERTISE",
                    f"{post.title} mempunyai {count} calon yang memenuhi persyaratan; paling sedikit {rules.least_candidates}, "
                    "umumkan ulang atau perpanjang pendaftaran",
                    f"{post.title} has {count} eligible candidates; at least {rules.least_candidates}, readvertise or extend "
                    "registration",
                )
            )
    return found
