"""Roles and what each may do. Separation of duties is a table that anyone can read."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Ability(StrEnum):
    READ_PEOPLE = "read_people"
    MANAGE_PEOPLE = "manage_people"
    READ_CERTIFICATES = "read_certificates"  # of everyone, with their results
    MANAGE_CERTIFICATES = "manage_certificates"
    READ_STANDARDS = "read_standards"
    MANAGE_STANDARDS = "manage_standards"
    READ_ITEMS = "read_items"  # with keys
    WRITE_ITEMS = "write_items"
    SEAL_FORMS = "seal_forms"
    READ_ASSESSMENTS = "read_assessments"
    MANAGE_ASSESSMENTS = "manage_assessments"
    READ_PLANS = "read_plans"
    MANAGE_PLANS = "manage_plans"  # programmes, nominations, calendar, rooms, assessors, plans
    READ_ATTENDANCE = "read_attendance"
    RECORD_ATTENDANCE = "record_attendance"  # check-in, absence, signing the sheet
    REPORT_INCIDENTS = "report_incidents"
    DECIDE_ATTENDANCE = "decide_attendance"  # who is out, who gets a seat in a later batch
    WATCH_SEATS = "watch_seats"  # seats and connections, never answers or scores
    RUN_SESSIONS = "run_sessions"  # start, extend, move a seat, force submission
    WRITE_EXERCISES = "write_exercises"  # simulations, interview questions, their rubrics
    MANAGE_ROUNDS = "manage_rounds"  # who rates whom, when, where
    RATE = "rate"  # one's own sheets, and others' after the last lock
    INTEGRATE = "integrate"  # lead the assessor meeting, sign its outcome
    READ_RATER_QUALITY = "read_rater_quality"
    MANAGE_SELECTIONS = "manage_selections"  # posts, candidates, administrative check, timetable
    READ_SELECTIONS = "read_selections"
    SIT_IN_PLENARY = "sit_in_plenary"  # vote and sign
    RUN_PLENARY = "run_plenary"  # open, minute, close; no vote by itself
    APPOINT = "appoint"  # the appointing authority's choice
    ANSWER_OBJECTIONS = "answer_objections"
    APPROVE_CHANGES = "approve_changes"  # the second person
    READ_CAREERS = (
        "read_careers"  # performance predicates, awards, discipline, education, post history, profiles
    )
    MANAGE_CAREERS = "manage_careers"
    READ_POSITIONS = "read_positions"  # positions with their standard, requirements and holder
    MANAGE_POSITIONS = "manage_positions"
    READ_TALENT = "read_talent"  # the talent map with everybody's axes and boxes
    MANAGE_TALENT = "manage_talent"  # follow-ups, pool, succession groups, development plans
    READ_PLACEMENT = "read_placement"  # who fits where, scenarios, fairness
    PLAN_PLACEMENT = "plan_placement"  # make scenarios, freeze a plan
    DECIDE_PLACEMENT = "decide_placement"  # the appointing authority's decision per person
    READ_RESULTS = "read_results"
    MAKE_REPORTS = "make_reports"
    AUDIT = "audit"
    READ_TRAIL = "read_trail"
    MANAGE_USERS = "manage_users"


class Role(StrEnum):
    ASSESSMENT_ADMIN = "assessment_admin"
    ITEM_AUTHOR = "item_author"
    PROCTOR = "proctor"
    TECHNICAL_HELPER = "technical_helper"
    ASSESSOR = "assessor"
    LEAD_ASSESSOR = "lead_assessor"
    PANELIST = "panelist"
    PANEL_SECRETARY = "panel_secretary"
    RESOURCE_PERSON = "resource_person"
    APPOINTER = "appointer"
    TALENT_TEAM = "talent_team"
    READER = "reader"
    AUDITOR = "auditor"
    SYSTEM_ADMIN = "system_admin"


_A = Ability
ABILITIES: dict[Role, frozenset[Ability]] = {
    Role.ASSESSMENT_ADMIN: frozenset(
        {
            _A.READ_PEOPLE,
            _A.MANAGE_PEOPLE,
            _A.READ_CERTIFICATES,
            _A.MANAGE_CERTIFICATES,
            _A.READ_STANDARDS,
            _A.MANAGE_STANDARDS,
            _A.READ_ASSESSMENTS,
            _A.MANAGE_ASSESSMENTS,
            _A.READ_PLANS,
            _A.MANAGE_PLANS,
            _A.READ_ATTENDANCE,
            _A.RECORD_ATTENDANCE,
            _A.REPORT_INCIDENTS,
            _A.DECIDE_ATTENDANCE,
            _A.SEAL_FORMS,
            _A.MANAGE_ROUNDS,
            _A.APPROVE_CHANGES,
            _A.READ_CAREERS,
            _A.MANAGE_CAREERS,
            _A.READ_POSITIONS,
            _A.MANAGE_POSITIONS,
            _A.WATCH_SEATS,
            _A.READ_RESULTS,
            _A.MAKE_REPORTS,
        }
    ),
    Role.ITEM_AUTHOR: frozenset({_A.READ_STANDARDS, _A.READ_ITEMS, _A.WRITE_ITEMS, _A.WRITE_EXERCISES}),
    Role.PROCTOR: frozenset(
        {_A.WATCH_SEATS, _A.RUN_SESSIONS, _A.READ_ATTENDANCE, _A.RECORD_ATTENDANCE, _A.REPORT_INCIDENTS}
    ),
    Role.TECHNICAL_HELPER: frozenset({_A.WATCH_SEATS, _A.REPORT_INCIDENTS}),
    Role.ASSESSOR: frozenset({_A.READ_STANDARDS, _A.RATE}),
    Role.LEAD_ASSESSOR: frozenset(
        {_A.READ_STANDARDS, _A.RATE, _A.INTEGRATE, _A.READ_RATER_QUALITY, _A.APPROVE_CHANGES}
    ),
    Role.PANELIST: frozenset({_A.READ_STANDARDS, _A.RATE, _A.READ_SELECTIONS, _A.SIT_IN_PLENARY}),
    Role.PANEL_SECRETARY: frozenset(
        {
            _A.READ_PEOPLE,
            _A.READ_STANDARDS,
            _A.MANAGE_SELECTIONS,
            _A.READ_SELECTIONS,
            _A.RUN_PLENARY,
            _A.ANSWER_OBJECTIONS,
            _A.APPROVE_CHANGES,
        }
    ),
    # A narasumber attends and asks; he has no sheet and no vote.
    Role.RESOURCE_PERSON: frozenset({_A.READ_STANDARDS, _A.READ_SELECTIONS}),
    Role.APPOINTER: frozenset(
        {
            _A.READ_SELECTIONS,
            _A.APPOINT,
            _A.READ_RESULTS,
            _A.READ_POSITIONS,
            _A.READ_TALENT,
            _A.READ_PLACEMENT,
            _A.DECIDE_PLACEMENT,
        }
    ),
    # Recommends; records nothing about anybody's past and decides nothing.
    Role.TALENT_TEAM: frozenset(
        {
            _A.READ_PEOPLE,
            _A.READ_STANDARDS,
            _A.READ_CERTIFICATES,
            _A.READ_CAREERS,
            _A.READ_POSITIONS,
            _A.READ_TALENT,
            _A.MANAGE_TALENT,
            _A.READ_PLACEMENT,
            _A.PLAN_PLACEMENT,
        }
    ),
    Role.READER: frozenset(
        {_A.READ_STANDARDS, _A.READ_CERTIFICATES, _A.READ_ASSESSMENTS, _A.READ_PLANS, _A.READ_RESULTS}
    ),
    Role.AUDITOR: frozenset(
        {
            _A.READ_STANDARDS,
            _A.READ_CERTIFICATES,
            _A.READ_ITEMS,
            _A.READ_ASSESSMENTS,
            _A.READ_PLANS,
            _A.READ_ATTENDANCE,
            _A.READ_SELECTIONS,
            _A.READ_RATER_QUALITY,
            _A.READ_CAREERS,
            _A.READ_POSITIONS,
            _A.READ_TALENT,
            _A.READ_PLACEMENT,
            _A.READ_RESULTS,
            _A.AUDIT,
            _A.READ_TRAIL,
        }
    ),
    Role.SYSTEM_ADMIN: frozenset({_A.MANAGE_USERS, _A.READ_TRAIL}),
}


def abilities_of(roles: Iterable[str]) -> frozenset[Ability]:
    return frozenset().union(*(ABILITIES[Role(role)] for role in roles))


def roles_with(ability: Ability) -> tuple[Role, ...]:
    """Who may: named in every refusal."""
    return tuple(role for role in Role if ability in ABILITIES[role])
