"""Who stands at the desk: by card, NIP, number or name, among those whose day it is; or somebody whose day it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from takar.attendance.cards import place_of_card
from takar.attendance.domain.cards import read_card
from takar.planning.public import BatchView, PlaceView, batch, batches_on, places_of, places_of_person

_MOST = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that fits what was typed. `today`: its batch has a day on the date asked for."""

    place: PlaceView
    batch: BatchView
    today: bool


def who_is(text: str, on: date) -> tuple[Candidate, ...]:
    """The places that fit, at most twelve; of a card or a NIP also one of another day, and a place that was freed."""
    typed = " ".join(text.split())
    if not typed:
        return ()
    if read_card(typed):
        place = place_of_card(typed)
        return _candidates([place] if place else [], on)
    digits = typed.replace(" ", "")
    if digits.isdigit() and len(digits) == 18:
        places = places_of_person(digits)
        here = [one for one in places if not one.freed and _today(one, on)]
        return _candidates(here or list(places)[-1:], on)
    return _candidates([one for one in _of_today(on) if _fits(one, typed)][:_MOST], on)


def _of_today(on: date) -> list[PlaceView]:
    return [place for view in batches_on(on) for place in places_of(view.id)]


def _fits(place: PlaceView, typed: str) -> bool:
    if typed.isdigit():
        return place.number.lstrip("0") == typed.lstrip("0") if place.number else False
    words = place.name.casefold().split()
    return all(any(word.startswith(part) for word in words) for part in typed.casefold().split())


def _today(place: PlaceView, on: date) -> bool:
    view = batch(place.batch)
    return view is not None and on in {one.day for one in view.days}


def _candidates(places: list[PlaceView], on: date) -> tuple[Candidate, ...]:
    views = {one.batch: batch(one.batch) for one in places}
    return tuple(
        Candidate(one, view, on in {day.day for day in view.days})
        for one in places
        if (view := views[one.batch])
    )
