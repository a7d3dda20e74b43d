"""The encoder that remembers: nothing twice, nothing half, nothing lost to a broken file."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

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
        writer.communicate(timeout=60)

    assert [writer.returncode for writer in writers] == [0, 0]
    assert CachedEncoder(Counter(), tmp_path).count() == 40 * 3


def test_what_a_killed_process_had_written_is_there(tmp_path: Path) -> None:
    writer = _writer(tmp_path, 100_000, "word")
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(20)]
    writer.send_signal(signal.SIGKILL)
    writer.wait(10)
    counter = Counter()
    texts = [f"word {number}" for number in range(len(lines))]

    vectors = CachedEncoder(counter, tmp_path).encode(texts)

    assert counter.asked == []
    assert (vectors == Counter().encode(texts)).all()


def test_twenty_thousand_texts_are_found_within_half_a_second(tmp_path: Path) -> None:
    class Wide(Counter):
        def encode(self, texts: Sequence[str]) -> np.ndarray:
            return np.ones((len(texts), 384), dtype=np.float32)

    cached = CachedEncoder(Wide(), tmp_path)
    texts = [f"text {number}" for number in range(20_000)]
    cached.encode(texts)

    start = time.thread_time()  # other programs on the machine do not count
    cached.encode(texts)

    assert time.thread_time() - start < 0.5
    assert cached.hits == 20_000
