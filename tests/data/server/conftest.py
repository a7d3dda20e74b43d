"""Short folders for servers of a test's own, and processes that begin at the same time."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data import server
from tests.conftest import PATIENCE, short_folder

Homes = Callable[..., Path]


@pytest.fixture
def make_home() -> Iterator[Homes]:
    """Give a maker of folders, each below a new short one; servers in them are stopped at the end."""
    made: list[Path] = []

    def make(*parts: str) -> Path:
        root = short_folder()
        root.chmod(0o755)
        made.append(root)
        return root.joinpath(*parts) if parts else root / "home"

    yield make
    for root in made:
        for home in {path.parent for path in root.rglob("server.lock")}:
            server.stop(home)
        shutil.rmtree(root)


def in_processes(work: Callable[[], object], number: int) -> list[object]:
    """Run `work` in so many forked processes at the same time and return what each returned, or its error as text."""
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(number), context.SimpleQueue()

    def run() -> None:
        barrier.wait(PATIENCE)
        try:
            answers.put(work())
        except Exception as error:  # noqa: BLE001 - whatever went wrong is the answer
            answers.put(repr(error))

    processes = [context.Process(target=run) for _ in range(number)]
    for process in processes:
        process.start()
    found = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    return found
