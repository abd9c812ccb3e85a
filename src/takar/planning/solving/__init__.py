"""The solvers: pure functions from a problem to a plan with its bound. OR-Tools only; never Django."""
