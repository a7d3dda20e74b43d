"""What the processor is found to be able to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models import processor
from models.folder import cache_folder
from models.processor import Precision, best_precision, usable_cores


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("fpu avx2 avx512f", Precision.FLOAT32),
        ("fpu avx512f avx512_bf16", Precision.BFLOAT16),
        ("fpu amx_tile amx_bf16", Precision.BFLOAT16),
        ("fpu avx512_bf16x", Precision.FLOAT32),
    ],
)
def test_bfloat16_needs_the_processors_flag(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, flags: str, expected: Precision
) -> None:
    told = tmp_path / "cpuinfo"
    told.write_text(f"processor : 0\nflags : {flags}\n\nprocessor : 1\nflags : {flags}\n")
    monkeypatch.setattr(processor, "Path", lambda _: told)

    assert best_precision.__wrapped__() is expected


def test_a_processor_that_does_not_tell_computes_in_float32(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(processor, "Path", lambda _: tmp_path / "absent")

    assert best_precision.__wrapped__() is Precision.FLOAT32


@pytest.mark.parametrize(("limit", "expected"), [("1", 1), ("100000", None), ("", None), ("0", None), ("two", None)])
def test_cores_are_limited_by_a_number_that_makes_sense(
    monkeypatch: pytest.MonkeyPatch, limit: str, expected: int | None
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", limit)

    assert usable_cores() == (expected or len(os.sched_getaffinity(0)))


def test_the_cache_goes_where_it_is_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONCERT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CONCERT_CACHE", raising=False)
    assert cache_folder() == tmp_path / "home" / "cache"

    monkeypatch.setenv("CONCERT_CACHE", str(tmp_path / "cache"))
    assert cache_folder() == tmp_path / "cache"

    monkeypatch.delenv("CONCERT_HOME")
    monkeypatch.delenv("CONCERT_CACHE")
    assert cache_folder().name == "concert"
