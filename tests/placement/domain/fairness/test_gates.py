from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from takar.placement.domain.fairness import Gate, GateTable, Verdict, compare, hidden_groups
from takar.placement.domain.fairness.hiding import LEAST


def people(**groups: tuple[int, int]) -> tuple[dict[str, str], frozenset[str]]:
    """name=(came, passed): who belongs to which group, and who passed."""
    belongs = {f"{group}{n}": group for group, (came, _) in groups.items() for n in range(came)}
    return belongs, frozenset(f"{group}{n}" for group, (_, through) in groups.items() for n in range(through))


def table(**groups: tuple[int, int]) -> GateTable:
    belongs, through = people(**groups)
    return compare("sex", belongs, belongs, [Gate("category", through)]).gates[0]


def verdicts(found: GateTable) -> dict[str, Verdict]:
    return {line.group: line.verdict for line in found.lines}


def test_far_below_four_fifths_and_beyond_chance() -> None:
    found = table(a=(100, 80), b=(100, 50))
    assert verdicts(found) == {"a": Verdict.REFERENCE, "b": Verdict.LOOK}
    line = found.lines[1]
    assert line.ratio is not None
    assert line.p_holm is not None
    assert round(line.ratio.value, 4) == 0.6250
    assert line.p_holm < 0.001


def test_below_four_fifths_but_chance_explains_it() -> None:
    assert verdicts(table(a=(30, 16), b=(30, 12)))["b"] == Verdict.UNSURE


def test_beyond_chance_but_small() -> None:
    assert verdicts(table(a=(4000, 3800), b=(4000, 3600)))["b"] == Verdict.SMALL


def test_equal_rates_are_no_sign() -> None:
    assert verdicts(table(a=(50, 25), b=(50, 25))) == {"a": Verdict.NO_SIGN, "b": Verdict.REFERENCE}


def test_under_thirty_nothing_is_read() -> None:
    found = table(a=(40, 20), b=(29, 2))
    assert verdicts(found) == {"a": Verdict.REFERENCE, "b": Verdict.TOO_FEW}
    assert found.lines[1].p is None
    assert verdicts(table(a=(40, 20)))["a"] == Verdict.TOO_FEW


def test_a_small_group_takes_another_with_it() -> None:
    found = table(a=(40, 20), b=(12, 6), c=(4, 2))
    assert verdicts(found)["c"] == verdicts(found)["b"] == Verdict.HIDDEN
    assert found.hidden == 2
    assert all(line.came is line.passed is line.rate is line.p is None for line in found.lines[1:])


def test_nobody_of_a_small_group_further_on_is_hidden_too() -> None:
    belongs, through = people(a=(40, 20), b=(12, 6), c=(4, 0))
    second = compare("sex", belongs, belongs, [Gate("category", through), Gate("box", through)]).gates[1]
    assert verdicts(second)["c"] == Verdict.HIDDEN


def test_who_came_past_a_gate_is_not_counted_at_the_next() -> None:
    belongs, through = people(a=(40, 20))
    found = compare("sex", belongs, belongs, [Gate("called", frozenset()), Gate("category", through)])
    assert (found.gates[1].came, found.gates[1].passed) == (0, 0)


def test_what_nobody_recorded_is_said() -> None:
    assert not compare("disability", {}, {"a1"}, []).recorded


SIZES = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 9), min_size=1, max_size=4)


@given(SIZES, st.data())
def test_the_outcome_of_a_few_can_never_be_worked_out(sizes: dict[str, int], data: st.DataObject) -> None:
    """All that is published, every size given away on top: each hidden group keeps two possible outcomes."""
    counts = {group: (came, data.draw(st.integers(0, came))) for group, came in sizes.items()}
    hidden = hidden_groups([counts])[0]
    assert all(group in hidden for group, came in sizes.items() if came < LEAST)
    if not hidden or hidden == set(sizes):
        return
    rest = sum(passed for group, (_, passed) in counts.items() if group in hidden)
    names = sorted(hidden)
    worlds = [world for world in product(*(range(sizes[group] + 1) for group in names)) if sum(world) == rest]
    for place in range(len(names)):
        assert len({world[place] for world in worlds}) > 1


@given(SIZES, st.data())
def test_nor_from_two_gates_together(sizes: dict[str, int], data: st.DataObject) -> None:
    first = {group: (came, data.draw(st.integers(0, came))) for group, came in sizes.items()}
    second = {group: (passed, data.draw(st.integers(0, passed))) for group, (_, passed) in first.items()}
    at_first, at_second = hidden_groups([first, second])
    assert at_first <= at_second
    if not at_first or at_second == set(sizes):
        return
    names = sorted(at_second)
    total = sum(second[group][1] for group in names)
    open_first = [group for group in names if group in at_first]
    rest = sum(first[group][1] for group in open_first)
    seen: dict[str, set[int]] = {group: set() for group in open_first}
    for world in product(*(range(sizes[group] + 1) for group in open_first)):
        through = dict(zip(open_first, world, strict=True)) | {
            group: first[group][1] for group in names if group not in at_first
        }
        if sum(world) == rest and total <= sum(through.values()):
            for group in open_first:
                seen[group].add(through[group])
    assert all(len(values) > 1 for values in seen.values())
