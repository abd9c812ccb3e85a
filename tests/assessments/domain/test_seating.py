from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from takar.assessments.domain.seating import (
    Place,
    Room,
    assign_places,
    participant_numbers,
    seat_names,
)


def test_numbers_continue_and_grow_beyond_three_digits() -> None:
    assert participant_numbers(0, 3) == ["001", "002", "003"]
    assert participant_numbers(998, 3) == ["999", "1000", "1001"]


def test_seats_run_in_rows_of_ten_and_letters_after_z_double() -> None:
    seats = seat_names(271)
    assert seats[:2] + seats[9:11] == ["A-01", "A-02", "A-10", "B-01"]
    assert seats[259:261] == ["Z-10", "AA-01"]


def test_a_wish_is_kept_or_the_person_is_left_out() -> None:
    rooms = [Room("s1", "Sesi 1", 1), Room("s2", "Sesi 2", 2)]
    places = assign_places(["a", "b", "c"], rooms, {"b": "batch 2", "c": "Sesi 9"})
    assert places == {"b": Place("s2", "A-01"), "a": Place("s1", "A-01")}


def test_full_rooms_leave_people_waiting() -> None:
    places = assign_places(["a", "b"], [Room("s1", "Sesi 1", 2, ("A-01",))])
    assert places == {"a": Place("s1", "A-02")}


rooms_strategy = st.lists(st.integers(1, 15), min_size=1, max_size=4).map(
    lambda sizes: [Room(f"s{n}", f"Sesi {n}", size) for n, size in enumerate(sizes)]
)


@given(
    st.integers(0, 60), rooms_strategy, st.dictionaries(st.integers(0, 59), st.integers(0, 5), max_size=20)
)
def test_nobody_shares_a_seat_and_no_room_overflows(
    people: int, rooms: list[Room], wishes: dict[int, int]
) -> None:
    sittings = [str(n) for n in range(people)]
    places = assign_places(sittings, rooms, {str(n): f"Sesi {s}" for n, s in wishes.items()})
    taken = list(places.values())
    assert len(set(taken)) == len(taken)
    assert all(
        place.seat in seat_names(room.capacity)
        for place in taken
        for room in rooms
        if room.session == place.session
    )
    if not wishes:
        assert len(places) == min(people, sum(room.capacity for room in rooms))
