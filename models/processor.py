"""What the processor can do, asked without loading anything heavy."""

from __future__ import annotations

import os
from enum import StrEnum
from functools import cache
from pathlib import Path

_BFLOAT16_FLAGS = {"avx512_bf16", "amx_bf16"}


class Precision(StrEnum):
    """Number format in which the network computes; vectors are float32 either way."""

    BFLOAT16 = "bfloat16"
    FLOAT32 = "float32"


@cache
def best_precision() -> Precision:
    """Return bfloat16 where the processor multiplies in it, else float32 (also where the processor does not tell)."""
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return Precision.FLOAT32
    flags = next((line.split() for line in described.splitlines() if line.startswith("flags")), [])
    return Precision.BFLOAT16 if _BFLOAT16_FLAGS.intersection(flags) else Precision.FLOAT32


def usable_cores() -> int:
    """Return how many cores this process may keep busy: those it is allowed to run on, at most OMP_NUM_THREADS."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limit = os.environ.get("OMP_NUM_THREADS", "")
    return min(allowed, int(limit)) if limit.isdecimal() and int(limit) > 0 else allowed
