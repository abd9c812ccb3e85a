"""A sharper bound: the rules about single people (units, pairs, beds) are priced, not forbidden; batches are whole numbers.

With any prices of zero or more on these rules, the cheapest plan of the priced problem is below every plan (Lagrange).
The prices are the duals of the linear relaxation. Without the rules far fewer people are distinguished, and the model is
small enough for whole numbers of batches.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from takar.planning.solving.budget import Budget
from takar.planning.solving.dates_model import Model, build, tighten
from takar.planning.solving.linear import Floats, Found
from takar.planning.solving.seats import Seats, merge

_GRAIN = 16.0  # prices in sixteenths of a point: people with nearly the same price become one row


def bound_by_prices(
    loose: Seats, below: Model, first: Found, budget: Budget, seconds: float
) -> tuple[float, Floats | None]:
    """The bound, and the whole numbers of batches by class and slot behind it; None when there was no time for them.

    `first`: the linear relaxation of `below`, itself the model of `loose`.
    """
    if first.duals is None:
        return first.bound, None
    cost, worth = _priced(below, first.duals)
    model = build(merge(_without_rules(loose, below, cost)), flowing=True)
    tighten(model)
    found = model.linear.solve(seconds=seconds, gap=budget.limits.gap / 2, seed=budget.limits.seed)
    budget.took(found.seconds)
    counts = None if found.x is None else np.round(found.x[model.counts])
    return max(found.bound + worth, first.bound), counts


def _priced(model: Model, duals: Floats) -> tuple[Floats, float]:
    """What each seat costs with the prices of the rules it counts in, and what the limits of these rules are worth."""
    linear = model.linear
    about_people = np.zeros(linear.rows, bool)
    for rows, columns, _ in linear.entries:
        about_people[rows[columns < len(model.columns)]] = True
    own = len(model.seats.free) + model.counts.size + len(model.seats.classes)
    about_people[:own] = False
    about_people[model.shared :] = False
    price = np.where(about_people, np.minimum(0.0, np.round(duals * _GRAIN) / _GRAIN), 0.0)
    cost = np.concatenate(linear.cost)
    for rows, columns, values in linear.entries:
        np.subtract.at(cost, columns, values * price[rows])
    limits = np.concatenate(linear.row_high)
    return cost[model.columns], float(price[price < 0] @ limits[price < 0])


def _without_rules(loose: Seats, below: Model, cost: Floats) -> Seats:
    table = np.zeros(below.seats.allowed.shape)
    table[below.person, below.slot] = cost
    row_of = {one: row for row, ids in enumerate(below.seats.members) for one in ids}
    problem = loose.problem
    return replace(
        loose,
        problem=replace(problem, units=(), deputies=(), rules=replace(problem.rules, beds=None)),
        free=tuple(replace(person, unit="", needs_bed=False) for person in loose.free),
        cost=table[[row_of[person.id] for person in loose.free]],
    )
