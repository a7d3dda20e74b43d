"""The rows of a linear or mixed-integer program, written one by one and handed to the solver as one sparse matrix."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from scipy.optimize import LinearConstraint
from scipy.sparse import csr_array


@dataclass(slots=True)
class LinearRows:
    """Linear constraints under construction: `low <= sum of value x column <= high`, a row each."""

    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: Sequence[int], values: Sequence[float], low: float, high: float) -> None:
        """Add the row in which each of the columns has its value."""
        self.row += [len(self.low)] * len(columns)
        self.column += columns
        self.value += values
        self.low.append(low)
        self.high.append(high)

    def count(self, columns: Collection[int], low: float, high: float) -> None:
        """Add the row that bounds how many of the columns are chosen."""
        self.add(list(columns), [1.0] * len(columns), low, high)

    def constraint(self, width: int) -> LinearConstraint:
        """Return the rows as the solver takes them, for a program of `width` columns."""
        shape = (len(self.low), width)
        return LinearConstraint(csr_array((self.value, (self.row, self.column)), shape=shape), self.low, self.high)
