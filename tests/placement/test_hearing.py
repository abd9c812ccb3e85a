"""Long work is heard of while it runs, and a cancel ends the job although the work does not look."""

from __future__ import annotations

import threading
from time import monotonic

import pytest

from takar.jobs.public import Cancelled
from takar.placement.hearing import WHOLE, Saying, heard
from takar.placement.pages.scenario_words import step_words
from takar.placement.solving.problem import Stopped


def words(step: str, seconds: int) -> str:
    return f"{step} {seconds}"


def test_what_the_work_gives_comes_back_and_faults_too() -> None:
    assert heard(lambda saying: 7, lambda *told: None, words) == 7

    def broken(saying: Saying) -> int:
        raise TimeoutError("no plan")

    with pytest.raises(TimeoutError):
        heard(broken, lambda *told: None, words)


def test_the_progress_moves_while_the_work_goes_on() -> None:
    told: list[tuple[int, int | None, str]] = []
    enough = threading.Event()

    def work(saying: Saying) -> str:
        saying(0.25, "solve")
        enough.wait(10)
        return "done"

    def progress(done: int, total: int | None = None, note: str = "") -> None:
        told.append((done, total, note))
        if len(told) == 2:
            enough.set()

    assert heard(work, progress, words) == "done"
    assert told[0] == (WHOLE // 4, WHOLE, "solve 0")


def test_a_cancel_is_heard_and_the_work_is_told() -> None:
    told: list[str] = []
    ended = threading.Event()

    def work(saying: Saying) -> None:
        try:
            while True:
                saying(0.5, "survival")
                threading.Event().wait(0.01)
        except Stopped:
            told.append("stopped")
            ended.set()
            raise

    def progress(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        heard(work, progress, words)
    assert ended.wait(5)
    assert told == ["stopped"]


def test_a_cancel_does_not_wait_for_work_that_does_not_look() -> None:
    begun, free = monotonic(), threading.Event()

    def progress(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        heard(lambda saying: free.wait(30), progress, words)
    assert monotonic() - begun < 10
    free.set()


def test_a_step_that_takes_long_says_how_long() -> None:
    assert step_words("solve", 2) == "Mencari rencana"
    assert "40 detik" in step_words("solve", 40)
