"""The encoder that remembers: nothing twice, nothing half, nothing lost to a broken file."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from models.cache import CachedEncoder


class Counter:
    """An encoder that counts what it is asked to encode."""

    def __init__(self, name: str = "counter") -> None:
        self.name = name
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), sum(map(ord, text))] for text in texts], dtype=np.float32).reshape(-1, 2)


def test_a_second_run_encodes_nothing(tmp_path: Path) -> None:
    first = CachedEncoder(Counter(), tmp_path).encode(["water", "seeds", "water"])
    counter = Counter()
    again = CachedEncoder(counter, tmp_path)

    assert (again.encode(["water", "seeds", "water"]) == first).all()
    assert counter.asked == []
    assert (again.hits, again.misses) == (2, 0)


def test_only_new_texts_are_encoded(tmp_path: Path) -> None:
    counter = Counter()
    cached = CachedEncoder(counter, tmp_path)
    cached.encode(["water"])

    vectors = cached.encode(["seeds", "water", "seeds"])

    assert counter.asked == ["water", "seeds"]
    assert vectors[:, 0].tolist() == [5, 5, 5]
    assert (vectors[0] == vectors[2]).all()
    assert (cached.hits, cached.misses, cached.count()) == (1, 2, 2)


def test_encoders_of_different_names_share_nothing(tmp_path: Path) -> None:
    CachedEncoder(Counter("a/b"), tmp_path).encode(["water"])
    other = Counter("a-b")

    CachedEncoder(other, tmp_path).encode(["water"])

    assert other.asked == ["water"]


def test_no_text_and_odd_texts_are_fine(tmp_path: Path) -> None:
    cached = CachedEncoder(Counter(), tmp_path)

    assert cached.encode([]).shape == (0, 2)
    assert cached.encode(["", "\ud800", "\x00"]).shape == (3, 2)


def test_progress_starts_with_what_is_known(tmp_path: Path) -> None:
    cached = CachedEncoder(Counter(), tmp_path)
    cached.encode(["water"])
    seen: list[tuple[int, int]] = []

    cached.encode(["water", "seeds", "soil"], lambda done, total: seen.append((done, total)))

    assert seen == [(1, 3), (3, 3)]


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path) -> None:
    cached = CachedEncoder(Counter(), tmp_path, most=3)
    cached.encode(["a", "b"])
    cached.encode(["c", "d", "e"])
    counter = Counter()

    CachedEncoder(counter, tmp_path, most=3).encode(["c", "d", "e", "a"])

    assert counter.asked == ["a"]


def test_clearing_forgets(tmp_path: Path) -> None:
    cached = CachedEncoder(Counter(), tmp_path)
    cached.encode(["water"])

    cached.clear()

    assert cached.count() == 0


def test_a_damaged_file_is_put_aside_and_begun_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cached = CachedEncoder(Counter(), tmp_path)
    cached.path.write_bytes(b"this is no database" * 100)

    assert cached.encode(["water"]).shape == (1, 2)
    assert cached.count() == 1
    assert "damaged" in caplog.text


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    cached = CachedEncoder(Counter(), blocked / "inside")

    assert cached.encode(["water"]).shape == (1, 2)
    assert "cannot be remembered" in caplog.text


_WRITER = """
import sys
from pathlib import Path
from models.cache import CachedEncoder
from tests.models.test_cache import Counter
cached = CachedEncoder(Counter(), Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    cached.encode([f"{sys.argv[3]} {number}", f"shared {number}"])
    print(number, flush=True)
"""


def _writer(folder: Path, count: int, word: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(folder), str(count), word], stdout=subprocess.PIPE, text=True
    )


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [_writer(tmp_path, 40, word) for word in ("left", "right")]

    for writer in writers:
        writer.communicate()

    assert [writer.returncode for writer in writers] == [0, 0]
    assert CachedEncoder(Counter(), tmp_path).count() == 40 * 3


def test_what_a_killed_process_had_written_is_there(tmp_path: Path) -> None:
    writer = _writer(tmp_path, 100_000, "word")
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(20)]
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    counter = Counter()
    texts = [f"word {number}" for number in range(len(lines))]

    vectors = CachedEncoder(counter, tmp_path).encode(texts)

    assert counter.asked == []
    assert (vectors == Counter().encode(texts)).all()


def test_two_thousand_texts_are_looked_for_with_four_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def traced(*where: Any, **how: Any) -> sqlite3.Connection:
        database = connect(*where, **how)
        database.set_trace_callback(asked.append)
        return database

    cached = CachedEncoder(Counter(), tmp_path)
    texts = [f"text {number}" for number in range(2_000)]
    cached.encode(texts)
    connect = sqlite3.connect
    monkeypatch.setattr("models.cache.sqlite3.connect", traced)

    cached.encode(texts)

    assert cached.hits == 2_000
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 4
