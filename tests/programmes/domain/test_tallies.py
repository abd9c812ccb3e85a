from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from takar.programmes.domain.refusals import STATUS_NAMES
from takar.programmes.domain.tallies import Line, bar, percent, seats, tallies_by, tally

lines = st.lists(
    st.builds(
        Line,
        phase=st.integers(1, 2),
        status=st.sampled_from(sorted(STATUS_NAMES)),
        job_class=st.sampled_from(["pengawas", "administrator"]),
        unit=st.sampled_from(["A", "B", ""]),
        was_invited=st.booleans(),
        replaced=st.booleans(),
        overdue=st.booleans(),
    ),
    max_size=30,
)


@given(lines)
def test_everyone_is_counted_once(people: list[Line]) -> None:
    found = tally(people)
    by_status = found.nominated + found.invited + found.confirmed + found.declined + found.withdrawn
    assert by_status == found.called == len(people)
    assert found.live == found.nominated + found.invited + found.confirmed
    assert found.unreplaced <= found.declined + found.withdrawn
    units = tallies_by(people, lambda one: one.unit)
    assert sum(part.called for _, part in units) == len(people)
    assert [part.called for _, part in units] == sorted((part.called for _, part in units), reverse=True)


@given(lines, st.integers(0, 40))
def test_seats_fill_the_bar(people: list[Line], quota: int) -> None:
    found = tally(people)
    segments = seats(found, quota)
    assert sum(one.value for one in segments) == max(quota, found.live)
    width = sum(float(one.width.rstrip("%")) for one in segments)
    assert width == 0 or abs(width - 100) < 0.1


def test_bars_are_written_without_a_comma() -> None:
    assert percent(1, 8) == "12.500%"
    assert percent(1, 0) == "0.000%"
    assert [(one.x, one.width) for one in bar([("a", 1), ("b", 3)], 8)] == [
        ("0.000%", "12.500%"),
        ("12.500%", "37.500%"),
    ]
