"""A model of yes-or-no columns in arrays, solved by HiGHS through MathOpt."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from takar.placement.solving.problem import Floats, Ints


@dataclass(slots=True)
class Model:
    """Minimise cost · x, x yes or no, with rows `low ≤ coefficients · x ≤ high`."""

    cost: Floats
    entries: list[tuple[Ints, Floats]] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def row(self, low: float, high: float, columns: Ints, values: Floats | float = 1.0) -> None:
        """One more row."""
        columns = np.asarray(columns, np.int64)
        self.entries.append((columns, np.broadcast_to(np.asarray(values, float), columns.shape)))
        self.low.append(low)
        self.high.append(high)

    def solve(
        self, seconds: float, *, relaxed: bool = False, gap: float = 0.0
    ) -> tuple[Floats | None, float, bool]:
        """(x or None, proved bound, whether it is proved that there is no x)."""
        params = mathopt.SolveParameters(
            time_limit=timedelta(seconds=max(0.05, seconds)),
            random_seed=1,
            relative_gap_tolerance=gap,
            absolute_gap_tolerance=1e-9,
        )
        model = mathopt.Model.from_model_proto(self._proto(relaxed))
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=params)
        gone = result.termination.reason in (
            mathopt.TerminationReason.INFEASIBLE,
            mathopt.TerminationReason.INFEASIBLE_OR_UNBOUNDED,
        )
        if not result.has_primal_feasible_solution():
            return None, float("-inf"), gone
        values = result.to_proto().solutions[0].primal_solution.variable_values
        x = np.zeros(len(self.cost))
        x[np.fromiter(values.ids, np.int64)] = np.fromiter(values.values, float)
        return x, float(result.best_objective_bound()), False

    def _proto(self, relaxed: bool) -> model_pb2.ModelProto:
        proto = model_pb2.ModelProto()
        size, rows = len(self.cost), len(self.low)
        proto.variables.ids.extend(range(size))
        proto.variables.lower_bounds.extend(np.zeros(size))
        proto.variables.upper_bounds.extend(np.ones(size))
        proto.variables.integers.extend([not relaxed] * size)
        priced = np.nonzero(self.cost)[0]
        proto.objective.linear_coefficients.ids.extend(priced)
        proto.objective.linear_coefficients.values.extend(self.cost[priced])
        proto.linear_constraints.ids.extend(range(rows))
        proto.linear_constraints.lower_bounds.extend(self.low)
        proto.linear_constraints.upper_bounds.extend(self.high)
        matrix = proto.linear_constraint_matrix
        for k, (columns, values) in enumerate(self.entries):
            order = np.argsort(columns)
            matrix.row_ids.extend([k] * len(columns))
            matrix.column_ids.extend(columns[order])
            matrix.coefficients.extend(values[order])
        return proto
