"""The talent map: how fast chances are, and whether they come true."""

from __future__ import annotations

import time

from tests.talent.simulated import reliability_curve, simulate


def run() -> list[str]:
    lines = ["Talent map: chances of nine boxes with a prior from the people themselves"]
    for people in (3_000, 449_000):
        started = time.perf_counter()
        cases = simulate(people, seed=1)
        lines.append(f"  {people:>9,} people      {time.perf_counter() - started:6.2f} s")
    lines.append(f"  stated -> came true, {len(cases.truth):,} people (10,000 in brackets)")
    small = reliability_curve(simulate(10_000, seed=3))
    for (stated, came, pairs), (_, few, _) in zip(reliability_curve(cases), small, strict=True):
        lines.append(f"    {stated:6.1%} -> {came:6.1%}  ({few:6.1%})  {pairs:>9,} pairs")
    return lines
