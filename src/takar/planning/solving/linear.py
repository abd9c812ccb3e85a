"""A linear model in arrays, solved by HiGHS through MathOpt. Building it row by row in Python would cost more than solving it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Found:
    """`x` is None when nothing was found; `feasible` False only when it is proved that there is nothing to find.

    `duals`: of each row, where fractions were let through.
    """

    x: Floats | None
    value: float
    bound: float
    seconds: float
    feasible: bool
    duals: Floats | None = None


@dataclass(slots=True)
class Linear:
    """Minimise cost · x with low ≤ x ≤ high and rows between bounds. Columns and rows are added in blocks."""

    cost: list[Floats] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)
    whole: list[Flags] = field(default_factory=list)
    row_low: list[Floats] = field(default_factory=list)
    row_high: list[Floats] = field(default_factory=list)
    entries: list[tuple[Ints, Ints, Floats]] = field(default_factory=list)
    columns: int = 0
    rows: int = 0

    def add_columns(self, cost: Floats, low: float, high: float | Floats, *, whole: bool) -> Ints:
        """Numbers of the new columns, one for each cost."""
        size = len(cost)
        self.cost.append(np.asarray(cost, float))
        self.low.append(np.full(size, float(low)))
        self.high.append(np.broadcast_to(np.asarray(high, float), (size,)).copy())
        self.whole.append(np.full(size, whole))
        self.columns += size
        return np.arange(self.columns - size, self.columns)

    def add_rows(self, low: Floats, high: Floats, *parts: tuple[Ints, Ints, Floats | float]) -> Ints:
        """Rows with entries (row within the block, column, coefficient); numbers of the new rows."""
        first = self.rows
        self.row_low.append(np.asarray(low, float))
        self.row_high.append(np.asarray(high, float))
        for row, column, value in parts:
            full = np.broadcast_to(np.asarray(value, float), (len(row),))
            self.entries.append((np.asarray(row, np.int64) + first, np.asarray(column, np.int64), full))
        self.rows += len(self.row_low[-1])
        return np.arange(first, self.rows)

    def solve(
        self,
        *,
        seconds: float,
        gap: float = 0.0,
        relaxed: bool = False,
        seed: int = 1,
        stop: Callable[[], bool] | None = None,
        low: Floats | None = None,
        high: Floats | None = None,
    ) -> Found:
        """`relaxed` lets whole numbers be fractions; `low` and `high` replace the bounds of all columns."""
        model = mathopt.Model.from_model_proto(self._proto(relaxed, low, high))
        params = mathopt.SolveParameters(
            time_limit=timedelta(seconds=max(0.05, seconds)),
            random_seed=seed,
            relative_gap_tolerance=gap,
        )
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=params)
        return _found(result, self.columns, self.rows)

    def _proto(self, relaxed: bool, low: Floats | None, high: Floats | None) -> model_pb2.ModelProto:
        proto = model_pb2.ModelProto()
        cost = np.concatenate(self.cost)
        proto.variables.ids.extend(range(self.columns))
        proto.variables.lower_bounds.extend(np.concatenate(self.low) if low is None else low)
        proto.variables.upper_bounds.extend(np.concatenate(self.high) if high is None else high)
        whole = np.concatenate(self.whole) & (not relaxed)
        proto.variables.integers.extend(whole.tolist())
        priced = np.nonzero(cost)[0]
        proto.objective.linear_coefficients.ids.extend(priced)
        proto.objective.linear_coefficients.values.extend(cost[priced])
        proto.linear_constraints.ids.extend(range(self.rows))
        proto.linear_constraints.lower_bounds.extend(np.concatenate(self.row_low))
        proto.linear_constraints.upper_bounds.extend(np.concatenate(self.row_high))
        self._fill(proto)
        return proto

    def _fill(self, proto: model_pb2.ModelProto) -> None:
        rows = np.concatenate([part[0] for part in self.entries])
        columns = np.concatenate([part[1] for part in self.entries])
        values = np.concatenate([part[2] for part in self.entries])
        order = np.lexsort((columns, rows))
        matrix = proto.linear_constraint_matrix
        matrix.row_ids.extend(rows[order])
        matrix.column_ids.extend(columns[order])
        matrix.coefficients.extend(values[order])


def _found(result: mathopt.SolveResult, columns: int, rows: int) -> Found:
    reason = result.termination.reason
    gone = reason in (
        mathopt.TerminationReason.INFEASIBLE,
        mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED,
    )
    seconds = result.solve_time().total_seconds()
    if not result.has_primal_feasible_solution():
        return Found(None, float("inf"), float("-inf"), seconds, not gone)
    values = result.to_proto().solutions[0].primal_solution.variable_values
    x = np.zeros(columns)
    x[np.fromiter(values.ids, np.int64)] = np.fromiter(values.values, float)
    duals = None
    if result.has_dual_feasible_solution():
        prices = result.to_proto().solutions[0].dual_solution.dual_values
        duals = np.zeros(rows)
        duals[np.fromiter(prices.ids, np.int64)] = np.fromiter(prices.values, float)
    return Found(x, result.objective_value(), result.best_objective_bound(), seconds, True, duals)
