"""A file whose kind is known and whose records can be read one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from data.imports.drafts import Draft


@dataclass
class Opened:
    """A file that was opened: its format, and for tables their headers, tags, first rows and which column is what.

    `sheets` are the visible ones, `asks` says what a person has to add, such as the country.
    """

    format: str
    drafts: Iterator[Draft]
    headers: tuple[str, ...] = ()
    columns: Mapping[str, int] | None = None
    sample: tuple[tuple[str, ...], ...] = ()
    rows: Callable[[], int] = lambda: 0
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_row: int = 0
    country: str = ""
    encoding: str = ""
    asks: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
