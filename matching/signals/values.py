"""The one shape all signals return."""

import numpy as np
import numpy.typing as npt

# (needs, profiles), 0..1, NaN where one side says nothing that the signal could compare.
Values = npt.NDArray[np.float32]


def unknown(rows: int, columns: int) -> Values:
    """Return a matrix that knows nothing."""
    return np.full((rows, columns), np.nan, dtype=np.float32)
