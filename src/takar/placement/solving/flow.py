"""The same sparse assignment by OR-Tools' min-cost flow: the outside judge of our auction, and its fallback."""

from __future__ import annotations

import numpy as np

from takar.placement.solving.lists import VACANT, Ints, Lists


def flow(lists: Lists) -> Ints:
    """`holds[post]`: the best assignment of `lists`, exact, without prices. Raises RuntimeError when the solver fails."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    solver = SimpleMinCostFlow()
    lists = lists.apart()
    posts, people = lists.posts, lists.people_count
    source, sink = posts + people, posts + people + 1
    heads = np.concatenate(
        [posts + lists.people, np.full(posts, sink), np.full(people, sink), np.arange(posts)]
    )
    tails = np.concatenate(
        [lists.post_of(), np.arange(posts), posts + np.arange(people), np.full(posts, source)]
    )
    costs = np.concatenate([-lists.worth, -lists.vacancy, np.zeros(people + posts, dtype=np.int64)])
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        tails, heads, np.ones(len(tails), dtype=np.int64), costs
    )
    solver.set_nodes_supplies(np.array([source, sink]), np.array([posts, -posts]))
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("min-cost flow found no assignment")
    used = solver.flows(arcs[: len(lists.people)]) > 0
    holds = np.full(posts, VACANT)
    holds[lists.post_of()[used]] = lists.people[used]
    return holds
