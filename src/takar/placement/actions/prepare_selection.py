"""Posts that a scenario leaves vacant become the draft of a selection, in the order of open bidding."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.books import Book, book_of, result_of
from takar.placement.domain.scenario import refusals as no
from takar.placement.results import point_of
from takar.positions.public import Position, positions_by_codes
from takar.selection.public import PostDraft, SelectionDraft, SelectionView, add_post, create_selection
from takar.standards.public import (
    StandardNotFound,
    conducts_in_force,
    job_standard,
    selection_rules_in_force,
)


def prepare_selection(
    scenario: str, point: int | None, draft: tuple[str, str, str, str], *, actor: str, clock: Clock = utc_now
) -> SelectionView | Refusal:
    """`draft`: title, legal basis, location, user name of the secretary, who goes on from there.

    Posts without a job standard in force are left out; the highest post comes last. Refuses SCENARIO_NO_POSTS.
    """
    book, body = book_of(scenario), result_of(scenario)
    if isinstance(book, Refusal):
        return book
    plan = point_of(body or {}, point)
    if plan is None:
        return no.NOT_SOLVED
    posts = [one for one in positions_by_codes(plan["vacancies"]).values() if _standard(one, book)]
    if not posts:
        return no.NO_VACANCIES
    made = _create(book, posts, draft, actor, clock)
    if isinstance(made, Refusal):
        return made
    for one in posts:
        standard = _standard(one, book)
        assert standard is not None
        added = add_post(made.id, PostDraft(one.title, one.unit, one.job_class, standard), actor, clock=clock)
        if isinstance(added, Refusal):
            return added
    return made


def _create(
    book: Book, posts: list[Position], draft: tuple[str, str, str, str], actor: str, clock: Clock
) -> SelectionView | Refusal:
    title, basis, location, secretary = draft
    rules, conducts = selection_rules_in_force(book.row.on), conducts_in_force(book.row.on)
    if not rules or not conducts:
        return no.NO_SELECTION_RULES
    return create_selection(
        SelectionDraft(
            title=title, legal_basis=basis, organiser=posts[0].agency, location=location,
            rules=(rules[0].code, rules[0].version), conduct=(conducts[0].code, conducts[0].version),
            secretary=secretary,
        ),
        actor,
        clock=clock,
    )  # fmt: skip


def _standard(one: Position, book: Book) -> tuple[str, str] | None:
    """(code, version) of the job standard that candidates would be measured against."""
    try:
        found = job_standard(one.standard_code or one.job_class, book.row.on)
    except StandardNotFound:
        return None
    return found.code, found.version
