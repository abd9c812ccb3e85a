"""Which cells of an answer close a hole. The properties hold for any answers in any order."""

from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from takar.readiness.catalogue import requirement_in_force
from takar.readiness.domain.closing import Answer, Asked, Outcome, settle
from takar.readiness.domain.codes import decode, encode
from takar.readiness.domain.faults import Fault
from takar.readiness.domain.judging import Rules, judge
from takar.readiness.domain.table import table_of
from tests.readiness.lists import TODAY, person

NEEDED = requirement_in_force()
RULES = Rules(NEEDED, TODAY)
HEADINGS = {field.heading: field.key for field in NEEDED.fields}
CLOSING = (Outcome.CLOSED, Outcome.CONFIRMED, Outcome.EMPTIED)


def cells(number: int = 1, **told: str) -> dict[str, str]:
    """The cells of a person; `told` by field."""
    written = {HEADINGS[title]: str(value) for title, value in person(number).items() if title in HEADINGS}
    return written | {"front_title": ""} | told


def asked(before: Mapping[str, str]) -> Asked:
    judged = judge(table_of([dict(before)], tuple(before)), RULES)
    holes = (
        (field.bit, Fault(chr(letter)))
        for field, letter in zip(judged.fields, judged.faults[0], strict=True)
        if letter
    )
    return Asked(before, encode(holes), int(judged.marks[0]), {})


def outcomes(before: Asked, answer: Answer, taken: frozenset[str] = frozenset()) -> dict[str, str]:
    return {told.field.key: told.outcome.value for told in settle([(before, answer)], RULES, taken)[0]}


def test_a_good_value_closes_and_the_rest_stays_open() -> None:
    before = asked(cells(golongan="", education="-"))
    assert outcomes(before, Answer(cells(golongan="III/d", education="-"))) == {
        "golongan": "closed",
        "education": "open",
    }


def test_a_bad_value_closes_nothing_and_says_why() -> None:
    before = asked(cells(golongan=""))
    (told,) = settle([(before, Answer(cells(golongan="III/z")))], RULES)[0]
    assert (told.outcome, told.fault, told.value) == (Outcome.WRONG, Fault.MALFORMED, "III/z")


def test_what_was_not_asked_is_refused() -> None:
    before = asked(cells(golongan=""))
    answer = Answer(cells(golongan="III/d", name="ORANG LAIN", post=""))
    assert outcomes(before, answer) == {"golongan": "closed", "name": "not_asked", "post": "not_asked"}


def test_something_odd_may_be_confirmed_but_nothing_missing() -> None:
    odd = cells(birth_date="01-01-1971", golongan="")
    assert outcomes(asked(odd), Answer(odd, confirmed=True)) == {
        "birth_date": "confirmed",
        "golongan": "open",
    }


def test_a_date_that_contradicts_the_nip_again_is_wrong() -> None:
    before = asked(cells(birth_date="01-01-1971"))
    assert outcomes(before, Answer(cells(birth_date="02-01-1971"))) == {"birth_date": "wrong"}


def test_the_echelon_of_a_functional_post_is_emptied() -> None:
    odd = cells(post_kind="Jabatan Fungsional")
    assert outcomes(asked(odd), Answer(odd | {"eselon": ""})) == {"eselon": "emptied"}
    without_column = {key: text for key, text in odd.items() if key != "eselon"}
    assert outcomes(asked(odd), Answer(without_column)) == {"eselon": "open"}


def test_a_new_nip_may_not_be_another_persons() -> None:
    mine, other = cells(1)["nip"], cells(2)["nip"]
    before = asked(cells(nip="1.97E+17"))
    taken = frozenset({other})
    assert outcomes(before, Answer(cells(nip=other)), taken) == {"nip": "wrong"}
    assert outcomes(before, Answer(cells(nip=mine)), taken) == {"nip": "closed"}


def test_golongan_is_judged_leniently_while_the_kind_of_employee_is_a_hole_itself() -> None:
    before = asked(cells(kind="", golongan=""))
    assert outcomes(before, Answer(cells(kind="", golongan="IX"))) == {"kind": "open", "golongan": "closed"}
    told = asked(cells(golongan=""))
    assert outcomes(told, Answer(cells(golongan="IX"))) == {"golongan": "wrong"}


def test_what_was_closed_before_is_not_closed_again() -> None:
    first = asked(cells(golongan=""))
    later = Asked(first.cells, first.codes, 0, {"golongan": "III/d"})
    assert outcomes(later, Answer(cells(golongan="III/d"))) == {}
    assert outcomes(later, Answer(cells(golongan=""))) == {}
    assert outcomes(later, Answer(cells(golongan="III/a"))) == {"golongan": "closed_before"}


_SPOILT = st.dictionaries(
    st.sampled_from([field.key for field in NEEDED.judged if field.key in cells()]),
    st.sampled_from(
        ["", "-", "TIDAK ADA", "1900-01-01", "xyz", "01-01-2031", "Non Eselon", "Jabatan Fungsional"]
    ),
    min_size=1,
    max_size=8,
)
_VALUES = st.sampled_from(
    [
        "",
        "III/d",
        "IX",
        "01-01-1996",
        "05-05-2020",
        "L",
        "PNS",
        "PPPK",
        "II.b",
        "S-1",
        "12",
        "Dinas Baru",
        "?",
        "Baik",
    ]
)
_ANSWERS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from([field.key for field in NEEDED.fields]), _VALUES), st.booleans()
    ),
    max_size=5,
)


def apply(before: Asked, answers: list[Answer]) -> tuple[int, dict[str, str]]:
    """Marks still open and what was filled, after all answers one after another."""
    open_, filled = before.open, dict(before.filled)
    for answer in answers:
        now = Asked(before.cells, before.codes, open_, filled)
        for told in settle([(now, answer)], RULES)[0]:
            if told.outcome in CLOSING:
                open_ &= ~told.field.mask
                filled[told.field.key] = told.value
    return open_, filled


@settings(max_examples=150, deadline=None)
@given(_SPOILT, _ANSWERS, st.randoms(use_true_random=False))
def test_closing_depends_neither_on_order_nor_on_repetition(
    spoilt: dict[str, str], given_: list[tuple[dict[str, str], bool]], chance: random.Random
) -> None:
    before = asked(cells(**spoilt))
    answers = [Answer(dict(before.cells) | told, confirmed) for told, confirmed in given_]
    open_, _ = apply(before, answers)
    again = answers * 2
    chance.shuffle(again)
    assert apply(before, again)[0] == open_


@settings(max_examples=150, deadline=None)
@given(_SPOILT, _ANSWERS)
def test_no_hole_is_closed_that_was_not_answered(
    spoilt: dict[str, str], given_: list[tuple[dict[str, str], bool]]
) -> None:
    before = asked(cells(**spoilt))
    answers = [Answer(dict(before.cells) | told, confirmed) for told, confirmed in given_]
    open_, filled = apply(before, answers)
    assert open_ & ~before.open == 0
    faults = decode(before.codes)
    for field in NEEDED.judged:
        if not (before.open & ~open_) & field.mask:
            continue
        touched = [
            answer
            for answer in answers
            if answer.cells[field.key] != before.cells[field.key] or answer.confirmed
        ]
        assert touched or faults[field.bit] is Fault.ECHELON_OF_FUNCTIONAL
        assert field.key in filled


@settings(max_examples=100, deadline=None)
@given(_SPOILT)
def test_an_empty_answer_closes_nothing(spoilt: dict[str, str]) -> None:
    before = asked(cells(**spoilt))
    assert apply(before, [Answer({}), Answer(dict(before.cells))])[0] == before.open
