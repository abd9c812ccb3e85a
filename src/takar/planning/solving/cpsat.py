"""One way to run CP-SAT: fixed workers and seed, a time limit, an end when asked."""

from __future__ import annotations

from ortools.sat.python import cp_model

from takar.planning.domain.problem import Limits


class _Watch(cp_model.CpSolverSolutionCallback):
    """Asks at every better answer whether to stop."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def on_solution_callback(self) -> None:
        if self._limits.stop and self._limits.stop():
            self.stop_search()


def run(
    model: cp_model.CpModel, limits: Limits, seconds: float, *, gap: float = 0.0
) -> tuple[cp_model.CpSolver, object]:
    """The solver with its answer, and its status. Asked to stop, it ends at the next better answer or bound."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = limits.workers
    solver.parameters.random_seed = limits.seed
    solver.parameters.max_time_in_seconds = max(0.05, seconds)
    solver.parameters.relative_gap_limit = gap
    if limits.stop:
        stop = limits.stop
        solver.best_bound_callback = lambda _: solver.stop_search() if stop() else None
    status = solver.solve(model, _Watch(limits) if limits.stop else None)
    return solver, status
