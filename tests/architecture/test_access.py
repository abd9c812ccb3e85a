"""Every page is locked, and the locks keep proctors and helpers away from answers and scores."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from takar.accounts.domain.roles import ABILITIES, Ability, Role
from takar.accounts.domain.separation import SEPARATIONS, forbidden_together

# For anyone: signing in and out, choosing a language, whether the office works, and what checks a receipt.
PUBLIC = {
    "accounts:login", "accounts:logout", "office:set_language", "office:health", "office:evidence", "office:verifier",
    "office:log_policy", "office:log_file", "api:index", "api:openapi",
}  # fmt: skip
# For other systems with a key; tests/office/api keeps them locked.
WITH_A_KEY = {"api:read"}
# For everyone who is signed in: one's own things, and the first page, which shows what each may see.
SIGNED_IN = {
    "office:home", "accounts:password", "accounts:signing_key", "jobs:jobs", "jobs:job", "jobs:progress", "jobs:cancel",
}  # fmt: skip
# What shows keys, answers or scores, or lets somebody reach them.
SECRETS = {
    Ability.READ_ITEMS, Ability.WRITE_ITEMS, Ability.SEAL_FORMS, Ability.READ_RESULTS, Ability.MAKE_REPORTS, Ability.AUDIT,
}  # fmt: skip
CONTEXTS_WITH_SECRETS = {"items", "forms", "scoring", "reports"}


def pages(patterns: list[Any] | None = None, namespace: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}", pattern.callback


def ability_of(view: Any) -> Ability | None:
    return getattr(view, "ability", None)


def test_there_are_pages() -> None:
    assert len(dict(pages())) > 20


def test_every_page_is_locked_or_on_the_short_list() -> None:
    assert [
        n for n, view in pages() if ability_of(view) is None and n not in PUBLIC | SIGNED_IN | WITH_A_KEY
    ] == []


def test_what_needs_no_ability_needs_a_signature_at_least(client: Any) -> None:
    for address in ("/", "/akun/kata-sandi/", "/pekerjaan/", "/pekerjaan/1/", "/pekerjaan/1/kemajuan/"):
        answer = client.get(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/akun/masuk/"), address


@pytest.mark.parametrize("role", [Role.PROCTOR, Role.TECHNICAL_HELPER])
def test_proctors_and_helpers_hold_no_secret_ability(role: Role) -> None:
    assert ABILITIES[role] & SECRETS == set()


# The days are theirs, and the papers of the days (`reports.paper`, which may not import scoring: see import-linter).
THEIRS = {
    Role.PROCTOR: {"delivery", "attendance", "paper", "dashboards"},
    Role.TECHNICAL_HELPER: {"delivery", "attendance"},
}


@pytest.mark.parametrize("role", list(THEIRS))
def test_proctors_and_helpers_can_open_pages_of_the_days_only(role: Role) -> None:
    allowed = {name for name, view in pages() if ability_of(view) in ABILITIES[role]}
    assert {name.split(":")[0] for name in allowed} == THEIRS[role]


def test_papers_for_proctors_are_those_of_the_days() -> None:
    """Letters, assessors' papers and calendars are the planner's."""
    allowed = {n for n, v in pages() if ability_of(v) in ABILITIES[Role.PROCTOR] and n.startswith("paper:")}
    assert not {
        n
        for n in allowed
        if any(w in n for w in ("invitation", "dut", "schedule", "roster", "calendar", "list"))
    }


def test_the_only_dashboard_of_a_proctor_is_the_day() -> None:
    allowed = {
        n for n, v in pages() if ability_of(v) in ABILITIES[Role.PROCTOR] and n.startswith("dashboards:")
    }
    assert allowed == {"dashboards:day"}


def test_a_helper_can_open_no_page_that_gives_orders() -> None:
    allowed = {name for name, view in pages() if ability_of(view) in ABILITIES[Role.TECHNICAL_HELPER]}
    assert allowed == {
        "delivery:sessions", "delivery:session", "delivery:live",
        "attendance:incidents", "attendance:report_incident", "attendance:close_incident",
    }  # fmt: skip


def test_contexts_with_secrets_are_behind_abilities_that_proctors_lack() -> None:
    open_to_proctors = ABILITIES[Role.PROCTOR] | ABILITIES[Role.TECHNICAL_HELPER]
    found = [
        n
        for n, v in pages()
        if n.split(":")[0] in CONTEXTS_WITH_SECRETS and ability_of(v) in open_to_proctors
    ]
    assert found == []


def test_who_reads_results_writes_no_items_and_the_other_way_round() -> None:
    for role, abilities in ABILITIES.items():
        assert not {Ability.WRITE_ITEMS, Ability.READ_RESULTS} <= abilities, role


def test_no_allowed_combination_joins_keys_with_the_exam_room() -> None:
    """Whatever roles one person holds, the forbidden pairs keep these abilities apart."""
    apart = [
        (Ability.WRITE_ITEMS, Ability.RUN_SESSIONS), (Ability.WRITE_ITEMS, Ability.READ_RESULTS),
        (Ability.RUN_SESSIONS, Ability.READ_RESULTS), (Ability.MANAGE_USERS, Ability.READ_RESULTS),
        (Ability.MANAGE_USERS, Ability.WRITE_ITEMS), (Ability.AUDIT, Ability.MANAGE_ASSESSMENTS),
    ]  # fmt: skip
    for first, second in apart:
        for one in (role for role in Role if first in ABILITIES[role]):
            for other in (role for role in Role if second in ABILITIES[role]):
                assert forbidden_together([one, other]), (one, other)


def test_every_separation_gives_its_reason_in_both_languages() -> None:
    assert all(rule.id and rule.en and rule.role not in rule.others for rule in SEPARATIONS)
