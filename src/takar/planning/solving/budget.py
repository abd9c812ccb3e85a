"""What is left of the time a solver may take, and whether somebody asked to stop."""

from __future__ import annotations

from takar.planning.domain.problem import Limits

_IMPROVING = 0.6  # of the time; whatever follows the dates needs the rest


class Budget:
    """With a clock, real seconds; without one, the seconds that solvers say they took."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._told = 0.0
        self._start = limits.clock() if limits.clock else 0.0

    def took(self, seconds: float) -> None:
        """A solver says how long it ran."""
        self._told += seconds

    @property
    def spent(self) -> float:
        return self.limits.clock() - self._start if self.limits.clock else self._told

    @property
    def left(self) -> float:
        return max(0.0, self.limits.seconds - self.spent)

    @property
    def improving(self) -> float:
        """Seconds left for a better answer when there is one: 0 once a stop was asked, and never all of the time."""
        return 0.0 if self.stopped else max(0.0, self.limits.seconds * _IMPROVING - self.spent)

    @property
    def over(self) -> bool:
        """Whether to end here with what there is."""
        return self.left <= 0.0 or self.stopped

    @property
    def stopped(self) -> bool:
        return bool(self.limits.stop and self.limits.stop())

    def tell(self, stage: str, share: float) -> None:
        if self.limits.progress:
            self.limits.progress(stage, share)
