"""The one shape all signals return, and the one scale of those that read text."""

import numpy as np
import numpy.typing as npt

# (needs, profiles), 0..1, NaN where one side says nothing that the signal could compare.
Values = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]
# Where all texts are the same, chance gives identity; something has to be left to tell by.
MOST_CHANCE = 0.99


def unknown(rows: int, columns: int) -> Values:
    """Return a matrix that knows nothing."""
    return np.full((rows, columns), np.nan, dtype=np.float32)


def above(values: npt.NDArray[np.floating], chance: float | npt.NDArray[np.floating]) -> Values:
    """Return the values on a scale where 0 is what chance gives, or less, and 1 is all there can be.

    Where chance gives more than `MOST_CHANCE`, it counts as that.
    """
    least = np.minimum(chance, MOST_CHANCE)
    return np.asarray(np.clip((values - least) / (1 - least), 0, 1), dtype=np.float32)
