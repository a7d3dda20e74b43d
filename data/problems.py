"""What is wrong with a file, told all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# A person mends the first few kinds of mistake and tries again; a thousand lines would hide them.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (the header is row 1), with what value, and what is allowed."""

    row: int | None
    column: str
    value: str
    allowed: str

    def __str__(self) -> str:
        where = f"row {self.row}, " if self.row is not None else ""
        value = self.value if len(self.value) <= 60 else f"{self.value[:57]}..."
        return f"{where}column {self.column}: {value!r} - {self.allowed}"


class ProblemsError(ValueError):
    """A file that cannot be used, with every problem found in it."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.name = name
        self.problems = tuple(problems)
        shown = "\n".join(f"  {problem}" for problem in self.problems[:SHOWN])
        more = len(self.problems) - SHOWN
        rest = f"\n  and {more} more" if more > 0 else ""
        count = f"{len(self.problems)} problem{'s' if len(self.problems) != 1 else ''}"
        super().__init__(f"{name}: {count}\n{shown}{rest}")
