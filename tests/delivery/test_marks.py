"""Adding an answer neither changes the map it was added to nor gets slower."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from takar.delivery.domain.marks import Mark, Marks

changes = st.lists(
    st.tuples(st.integers(0, 90).map(str), st.sampled_from(["A", "B", None, True])), max_size=200
)


@given(changes)
def test_a_map_of_marks_is_a_dictionary_whose_past_stays(pairs: list[tuple[str, str | bool | None]]) -> None:
    marks, past = Marks(), list[tuple[Marks, list[tuple[str, Mark]]]]()
    plain: dict[str, Mark] = {}
    for seq, (item, value) in enumerate(pairs):
        past.append((marks, list(plain.items())))
        plain[item] = Mark(value, 1, seq, 0)
        marks = marks.put(item, plain[item])
        assert marks.get(item) == plain[item]
    assert list(marks.items()) == list(plain.items())
    assert marks.get("91") is None
    assert all(list(then.items()) == were for then, were in past)


def test_equal_when_they_hold_the_same_however_they_came_about() -> None:
    one, other = Marks(), Marks()
    for number in range(70):
        one = one.put(str(number), Mark("A", 1, number, 0))
    for number in reversed(range(70)):
        other = other.put(str(number), Mark("A", 1, number, 0))
    assert one == other
    assert one != other.put("3", Mark("B", 1, 99, 0))


def test_the_thousandth_answer_copies_no_more_than_the_hundredth() -> None:
    marks = Marks()
    for number in range(1000):
        marks = marks.put(str(number), Mark("A", 1, number, 0))
        assert len(marks.fresh) <= 32
    once = marks.put("7", Mark("B", 1, 1001, 0))
    assert once.settled is marks.settled
