"""Put every candidate's components and total into the log before members see the table, so that nobody can change them later."""

from __future__ import annotations

from takar.exercises.public import record_component, record_final, round_of, weighted_fields
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.domain.table import Entrant, Line, lines_of, part_of
from takar.plenary.inputs import Inputs


def seal_results(inputs: Inputs, actor: str, *, clock: Clock = utc_now) -> Refusal | None:
    """One result per person and post, by the rules that were committed; written once. Call it outside of a transaction.

    Refuses FINAL_WITHOUT_INPUTS while a rating is not in the log yet, FINAL_EXISTS when a value changed since.
    """
    owner = round_of(inputs.selection)
    if owner is None:
        return None
    for post in inputs.posts:
        for line in lines_of(post):
            if line.total is None or line.entrant.out:
                continue
            part = part_of(inputs.posts, line.entrant.nip, post.code)
            fault = _seal(inputs, line, part, dict(owner.rules), actor, clock)
            if fault:
                return fault
    return None


def _seal(
    inputs: Inputs, line: Line, part: str, rules: dict[str, Json], actor: str, clock: Clock
) -> Refusal | None:
    one = line.entrant
    for component, value in one.values.items():
        made = record_component(
            inputs.selection,
            one.nip,
            component,
            str(value),
            basis=_basis(one, component),
            by=actor,
            part=part,
            clock=clock,
        )
        if isinstance(made, Refusal):
            return made
    values = {code: str(value) for code, value in line.values.items()}
    fields = weighted_fields(rules, values, category=line.verdict)
    final = record_final(inputs.selection, one.nip, fields, part=part, clock=clock)
    return final if isinstance(final, Refusal) else None


def _basis(one: Entrant, component: str) -> dict[str, Json]:
    """Whose value it is, and what was noted and uploaded for it."""
    found = one.behind.get(component)
    noted: dict[str, Json] = {"record": found.record, "files": list(found.files)} if found else {}
    return {"nip": one.nip, "component": component, "value": str(one.values[component]), **noted}
