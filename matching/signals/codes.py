"""Sets of codes as matrices: which profile names which code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Members = npt.NDArray[np.float32]


def members(sets: Sequence[Iterable[object]], codes: Sequence[object]) -> Members:
    """Return a matrix (sets, codes) of ones and zeros; codes that are not listed are left out."""
    place = {code: at for at, code in enumerate(codes)}
    out = np.zeros((len(sets), len(codes)), dtype=np.float32)
    for row, named in enumerate(sets):
        for code in named:
            if code in place:
                out[row, place[code]] = 1
    return out
