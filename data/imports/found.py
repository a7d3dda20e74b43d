"""What readers give, whatever the format: drafts, problems that stop a load, and values that were left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.imports.limits import MAX_PROBLEMS
from data.problems import Problem

# The number of a row that stays out, its cells as they are, and why.
Rest = tuple[int, Sequence[str], str]


@dataclass
class Findings:
    """What was noted while a file was read: at most so many problems, with the count of all of them.

    `left_out` counts values that were not understood and that a load can do without, by column and reason; `notes` say
    what was decided about the file as a whole; `rest` are the rows that stay out.
    """

    problems: list[Problem] = field(default_factory=list)
    more: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    notes: dict[str, None] = field(default_factory=dict)
    rest: list[Rest] = field(default_factory=list)

    def wrong(self, row: int | None, column: str, value: str, allowed: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(row, column, value[:200], allowed))
        self.cut()

    def cut(self) -> None:
        """Keep the first problems and count the rest."""
        self.more += max(0, len(self.problems) - MAX_PROBLEMS)
        del self.problems[MAX_PROBLEMS:]

    def skip(self, what: str, times: int = 1) -> None:
        """Count something that was left out; the first kinds only, since a stranger's file words them."""
        if what[:200] in self.left_out or len(self.left_out) < 100:
            self.left_out[what[:200]] += times
