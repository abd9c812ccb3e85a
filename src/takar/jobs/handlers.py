"""Which function does which kind of job. A context registers its own in `<context>/jobs.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from django.utils.module_loading import autodiscover_modules

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

Result = dict[str, Json]


class Cancelled(Exception):
    """Someone asked to stop, or another worker took over. Let it pass through; batches already saved stay."""


class Progress(Protocol):
    def __call__(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far the job is. Call it between batches, outside of any transaction. Raises Cancelled."""


Handler = Callable[[dict[str, Json], Progress], Result | Refusal | None]

_HANDLERS: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register a function for jobs of this kind.

    It may run more than once (a worker can die), so it must be idempotent. It returns a result
    (`next`: address of the page that continues, `label`: what the link says, both optional),
    or a Refusal, which becomes the job's error sentence.
    """

    def register(function: Handler) -> Handler:
        known = _HANDLERS.setdefault(kind, function)
        if (known.__module__, known.__qualname__) != (function.__module__, function.__qualname__):
            raise ValueError(f"two handlers for {kind}: {known.__module__} and {function.__module__}")
        return function

    return register


def handler_of(kind: str) -> Handler | None:
    autodiscover_modules("jobs")
    return _HANDLERS.get(kind)
