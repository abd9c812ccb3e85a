"""Long work in a thread of its own, while the job's thread shows how far it is and hears when somebody cancels.

The work says where it is and asks whether to stop between its steps; what it reads from the database it reads on a connection of
its own. Cancelled, the job ends at once: a search in machine code that is under way ends by itself within its own limits, and
what it finds is thrown away.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Generic, TypeVar

from takar.jobs.public import Progress
from takar.placement.solving.problem import Stopped

T = TypeVar("T")
_LOOK, _GRACE = 0.5, 2.0  # seconds between looks, and for the work to end when it is to stop
WHOLE = 1000
"""Steps of the whole bar."""


@dataclass(slots=True)
class Saying:
    """What the work says: call it between steps. Raises Stopped when nobody waits any more."""

    done: int = 0
    step: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def __call__(self, share: float, step: str) -> None:
        """`share`: of the whole, 0 to 1."""
        self.done, self.step = round(WHOLE * share), step
        if self.over.is_set():
            raise Stopped

    def stopped(self) -> bool:
        return self.over.is_set()


@dataclass(slots=True)
class _Work(Generic[T]):
    make: Callable[[Saying], T]
    saying: Saying = field(default_factory=Saying)
    ended: threading.Event = field(default_factory=threading.Event)
    found: list[T] = field(default_factory=list)
    fault: BaseException | None = None

    def run(self) -> None:
        try:
            self.found.append(self.make(self.saying))
        except BaseException as fault:
            self.fault = fault
        finally:
            self.ended.set()


def heard(make: Callable[[Saying], T], progress: Progress, words: Callable[[str, int], str]) -> T:
    """What `make` gives, or raises. `words`: (step, seconds since it began) -> what the progress says.

    Raises what `progress` raises when somebody cancels.
    """
    work = _Work(make)
    thread = threading.Thread(target=work.run, name="solving", daemon=True)
    thread.start()
    step, begun = "", monotonic()
    try:
        while not work.ended.wait(_LOOK):
            if work.saying.step != step:
                step, begun = work.saying.step, monotonic()
            progress(work.saying.done, WHOLE, words(step, int(monotonic() - begun)))
    except BaseException:
        work.saying.over.set()
        work.ended.wait(_GRACE)
        raise
    thread.join()
    if work.fault is not None:
        raise work.fault
    return work.found[0]
