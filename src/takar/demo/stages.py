"""The stages of the demonstration with a progress bar and a time for each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table


@dataclass(slots=True)
class Stage:
    """One line of the summary: what was done, its result in words, and how long it took in seconds."""

    title: str
    result: str = ""
    seconds: float = 0.0


@dataclass(slots=True)
class Bar:
    """Feeds one progress bar; `step` adds, `at` sets."""

    progress: Progress
    task: int

    def step(self, count: int = 1) -> None:
        self.progress.advance(self.task, count)  # type: ignore[arg-type]

    def at(self, done: int, total: int | None = None, note: str = "") -> None:
        self.progress.update(self.task, completed=done, total=total)  # type: ignore[arg-type]


@dataclass(slots=True)
class Stages:
    """Runs stages one after another and remembers them for the summary."""

    console: Console
    done: list[Stage] = field(default_factory=list)

    @contextmanager
    def run(self, title: str, total: int | None = None) -> Iterator[tuple[Stage, Bar]]:
        stage = Stage(title)
        started = time.monotonic()
        columns = (
            TextColumn("{task.description:<34}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.console) as progress:
            task = progress.add_task(title, total=total)
            yield stage, Bar(progress, task)
            _fill(progress)
        stage.seconds = time.monotonic() - started
        self.done.append(stage)

    def table(self) -> Table:
        table = Table(title="Ringkasan peragaan Takar", title_style="bold")
        table.add_column("Langkah")
        table.add_column("Hasil")
        table.add_column("Waktu", justify="right")
        for stage in self.done:
            table.add_row(stage.title, stage.result, f"{stage.seconds:.1f} s".replace(".", ","))
        total = sum(stage.seconds for stage in self.done)
        table.add_section()
        table.add_row("Seluruhnya", "", f"{total:.1f} s".replace(".", ","))
        return table


def _fill(progress: Progress) -> None:
    for task in progress.tasks:
        if task.total is None:
            progress.update(task.id, total=1, completed=1)
