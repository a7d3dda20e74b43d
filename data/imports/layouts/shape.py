"""What a known kind of table is: its fields, which it needs, and how a row of it is read."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from data.imports.drafts import Draft
from data.imports.fields import Fields


class RowReader(Protocol):
    """Reads the rows of one file in order; `finish` gives what only all rows together say."""

    def row(self, cells: Fields) -> Iterable[Draft]:
        """Return what one row says; problems are noted in the cells."""
        ...

    def finish(self) -> Iterable[Draft]:
        """Return what is left when all rows are read."""
        ...


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of table. `needed` fields must be mapped; `telling` ones are found in no other kind.

    Where `one_of` names groups of fields, one field of each group is enough; `needed` says then what is asked for.
    `borrowed` gives for a field others whose usual headers mean it here: the country of a project is where it works.
    """

    name: str
    fields: tuple[str, ...]
    needed: tuple[str, ...]
    reader: Callable[[], RowReader]
    telling: tuple[str, ...] = ()
    borrowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    one_of: tuple[tuple[str, ...], ...] = ()

    def lacking(self, columns: Container[str]) -> list[str]:
        """Return the fields that must still be mapped before such a table can be read."""
        if not self.one_of:
            return [name for name in self.needed if name not in columns]
        return [group[0] for group in self.one_of if not any(name in columns for name in group)]

    def fits(self, columns: Container[str]) -> bool:
        """Return whether such a table can be read from these columns."""
        return not self.lacking(columns)


class EachRow:
    """A reader for tables whose rows stand each for itself."""

    def __init__(self, read: Callable[[Fields], Iterable[Draft]]) -> None:
        self._read = read

    def row(self, cells: Fields) -> Iterable[Draft]:
        """Return what one row says."""
        return self._read(cells)

    def finish(self) -> Iterable[Draft]:
        """Return nothing: every row has been read whole."""
        return ()


def stated(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}
