from __future__ import annotations


def explain(problem, budget):
    raise NotImplementedError
