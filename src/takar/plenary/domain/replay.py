"""Whether a stream of events is one that the rules allow: each must be exactly what the same command would cause."""

from __future__ import annotations

from collections.abc import Iterable

from takar.kernel.refusals import Refusal
from takar.plenary.domain import events as e
from takar.plenary.domain.aftermath import Aftermath
from takar.plenary.domain.decide import Decision, Plenary
from takar.plenary.domain.events import Event
from takar.plenary.domain.state import PlenaryRules, PlenaryState, evolve


def first_impossible(events: Iterable[Event], rules: PlenaryRules) -> int | None:
    """Ordinal (from 1) of the first event that no command could have caused there, or None."""
    state = PlenaryState()
    for ordinal, event in enumerate(events, 1):
        try:
            caused = command_of(state, event, rules)
        except KeyError:
            return ordinal
        if isinstance(caused, Refusal) or caused != (event,):
            return ordinal
        state = evolve(state, event)
    return None


def command_of(state: PlenaryState, event: Event, rules: PlenaryRules) -> Decision:
    """What the command behind `event` would cause in `state`."""
    before, after, at = Plenary(state, rules), Aftermath(state, rules), event.at_ms
    match event.body:
        case e.Released(by, allowed_by):
            return after.release(by, at, allowed_by)
        case e.Objected() as objected:
            return after.object(objected, at)
        case e.Answered(objection, granted, reason, by):
            return after.answer(objection, granted, reason, by, at)
        case e.Amended() as amended:
            return after.amend(amended, at)
        case e.Signed() | e.RefusedToSign() | e.Closed() | e.HandedOver() | e.Chosen():
            return _ending(before, event)
    return _talk(before, event)


def _talk(plenary: Plenary, event: Event) -> Decision:
    at = event.at_ms
    match event.body:
        case e.Opened(by, root):
            return plenary.open(by, root, (), at)
        case e.Came(member):
            return plenary.come(member, at)
        case e.Left(member):
            return plenary.leave(member, at)
        case e.Recused(member, nip, reason):
            return plenary.recuse(member, nip, reason, at)
        case e.Shown(post, what, by):
            return plenary.show(post, what, by, at)
        case e.Moved() as moved:
            return plenary.move(moved, at)
        case e.Voted(motion, member, choice, dissent):
            return plenary.vote(motion, member, choice, dissent, at)
        case e.Decided(motion):
            return plenary.decide(motion, at)
        case e.Ended(by, minutes):
            return plenary.end(by, minutes, at)
    raise AssertionError(event)


def _ending(plenary: Plenary, event: Event) -> Decision:
    at = event.at_ms
    match event.body:
        case e.Signed(member, key, signature):
            return plenary.sign(member, key, at, signature)
        case e.RefusedToSign(member, reason, by):
            return plenary.refuse_to_sign(member, reason, by, at)
        case e.Closed(by):
            return plenary.close(by, at)
        case e.HandedOver(by, to, letter):
            return plenary.hand_over(by, to, letter, at)
        case e.Chosen(post, nip, by, reason):
            return plenary.choose(post, nip, by, reason, at)
    raise AssertionError(event)
