"""What leaves Concert as a file: tables whose rows come one after the other, and the sheet that goes with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | float | bool | date | datetime | tuple[str, ...] | tuple[int, ...] | None


class CellType(StrEnum):
    """What the cells of a column hold; a missing value is None in each."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"
    INSTANT = "instant"
    TEXTS = "texts"
    WHOLES = "wholes"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that leaves Concert."""

    name: str
    type: CellType = CellType.TEXT


@dataclass(frozen=True, slots=True)
class OutTable:
    """A table that leaves Concert; `rows` can be read once, each as wide as there are columns."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class OutSheet:
    """What a file says about itself: for whom and when it was made, what was asked, and what is not in it.

    `withheld` counts the records of whole tables that the viewer may not be told, by reason: no filter narrows it, so
    that no filter can find them.
    """

    viewer: str
    made: datetime
    what: str
    filters: Mapping[str, str] = field(default_factory=dict)
    amounts: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    invented: Mapping[str, int] = field(default_factory=dict)
    withheld: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def synthetic(self) -> bool:
        """Whether anything invented is in the file."""
        return any(self.invented.values())

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the sheet as pairs of a name and a value, the same in every format."""
        total = sum(self.rows.values())
        invented = sum(self.invented.values())
        data = f"SYNTHETIC: {invented} of {total} rows are invented" if invented else "as entered or imported"
        lines = [
            ("what", self.what),
            ("made", f"{self.made:%Y-%m-%dT%H:%M:%SZ}"),
            ("viewer", self.viewer),
            ("data", data),
            *((f"filter {name}", value) for name, value in sorted(self.filters.items())),
        ]
        if self.amounts:
            lines.append(("amounts", self.amounts))
        for table, count in self.rows.items():
            lines.append((f"rows {table}", str(count)))
            reasons = self.withheld.get(table, {})
            lines.append((f"withheld {table}", str(sum(reasons.values()))))
            lines += [(f"withheld {table}, {reason}", str(n)) for reason, n in sorted(reasons.items())]
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of a report; the rows of its table can be read again and again."""

    title: str
    text: tuple[str, ...]
    table: OutTable | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, with the sheet that says for whom it was made and what is not in it."""

    title: str
    sections: tuple[ReportSection, ...]
    sheet: OutSheet
