"""What a person says of a file beforehand, where Concert would find out otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person said of a file; nothing has it found out.

    Kind of table, column of each field, sheet, number of the line of headers, country of all rows (ISO 3166 alpha-3),
    and how the letters are written.
    """

    layout: str = ""
    columns: Mapping[str, int] | None = None
    sheet: str = ""
    header_row: int | None = None
    country: str = ""
    encoding: str = ""


NOTHING = Asked()
