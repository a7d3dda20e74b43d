"""Where the table is: which sheet, which lines are its headers and tags, and what it seems to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from data.imports.asked import Asked
from data.imports.grids import Grid, Merged, Numbered
from data.imports.headers import is_tag_row, parse_tag, tag_of
from data.imports.mapping import ColumnMap, guess
from data.imports.trouble import Trouble, UnreadableError

_LOOK = 40  # filled lines of the top among which the headers are: titles, logos and words of explanation stand above
_COUNTED = 2_000  # lines after which a sheet counts as large
_TAGS_WITHIN = 4  # lines below the headers, or above them, in which the tags stand
# Two sheets that fit as well as this do so alike.
_ALIKE = 1.0
_WIDEST = 500
_BARE = 0.2  # what tags without words above or below them count less
# Words with at most a small number, such as Admin2 or Q1 2022: no figure and no day.
_WORD = re.compile(r"[^\W\d_][^\d]*\d{0,2}(?:[^\d]*|\s(?:19|20)\d\d)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines that head a table: their text by column, the HXL tags, the number of the last of them."""

    headers: tuple[str, ...]
    tags: tuple[str, ...]
    first: int
    last: int
    mapped: ColumnMap | None
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The sheet with the table and its heading; `others` fit as well, `title` is what stands above."""

    grid: Grid
    heading: Heading
    title: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def rows(self) -> Iterator[Numbered]:
        """Give the lines below the headers in which something is written, merged cells filled down."""
        lines = ((number, cells) for number, cells in self.grid.lines() if number > self.heading.last)
        merged = [each for each in self.grid.merged() if each[2] > each[0]]
        for number, cells in self._filled_down(merged) if merged else lines:
            if any(not cell.isspace() for cell in cells if cell):
                yield number, cells

    def _filled_down(self, merged: Sequence[Merged]) -> Iterator[Numbered]:
        below: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, _ in merged:
            below.setdefault(top + 1, []).append((left, bottom + 1))
        held: dict[int, tuple[int, str]] = {}
        for number, cells in self.grid.lines():
            held |= {left: (until, cells[left]) for left, until in below.get(number, ()) if left < len(cells)}
            filled = list(cells)
            for place, (until, shown) in held.items():
                if number <= until and place < len(filled) and not filled[place].strip():
                    filled[place] = shown
            if number > self.heading.last:
                yield number, filled


def find_table(grids: Sequence[Grid], wanted: Asked) -> Found:
    """Return the visible sheet that fits a known kind of table best; of sheets that fit alike, the one with most rows.

    Where none fits, the first sheet with several lines is returned, without columns.

    :raises UnreadableError: If nothing is written in any sheet, only hidden ones fit, or there is no sheet of the name.
    """
    if wanted.sheet:
        chosen = [grid for grid in grids if grid.name.strip() == wanted.sheet.strip()]
        if not chosen:
            names = ", ".join(grid.name for grid in grids)
            raise UnreadableError(Trouble.SHEET, f"{wanted.sheet[:40]!r}; there are {names[:150]}")
        grids = chosen
    visible = [_seen(grid, wanted) for grid in grids if grid.visible or wanted.sheet]
    fitting = [each for each in visible if each.heading is not None and each.heading.mapped is not None]
    if fitting:
        best = max(each.score for each in fitting)
        alike = [each for each in fitting if each.score > best - _ALIKE]
        most = max(alike, key=lambda each: each.lines)
        return most.found(tuple(each.grid.name for each in alike if each is not most))
    hidden = [_seen(grid, wanted) for grid in grids if not (grid.visible or wanted.sheet)]
    shut = [each.grid.name for each in hidden if each.heading is not None and each.heading.mapped is not None]
    if shut:
        raise UnreadableError(Trouble.HIDDEN, ", ".join(shut)[:150])
    some = next((each for each in sorted(visible, key=lambda each: each.lines < 2) if each.heading is not None), None)
    if some is None:
        raise UnreadableError(Trouble.EMPTY)
    return some.found(())


@dataclass(frozen=True, slots=True)
class _Seen:
    grid: Grid
    heading: Heading | None
    lines: int
    top: tuple[Numbered, ...] = field(default=())

    @property
    def score(self) -> float:
        return self.heading.score if self.heading else 0.0

    def found(self, others: tuple[str, ...]) -> Found:
        if self.heading is None:
            raise UnreadableError(Trouble.EMPTY)
        first = self.heading.first
        title = tuple(cell for number, cells in self.top if number < first for cell in cells if cell.strip())
        return Found(self.grid, self.heading, title, others)


def _seen(grid: Grid, wanted: Asked) -> _Seen:
    filled = ((n, cells) for n, cells in grid.lines() if any(cell and not cell.isspace() for cell in cells))
    top = tuple((n, [cell.strip() for cell in cells[:_WIDEST]]) for n, cells in islice(filled, _LOOK))
    lines = len(top) + sum(1 for _ in islice(filled, _COUNTED))
    wide = max((len(cells) for _, cells in top), default=0)
    top = tuple((n, [*cells, *[""] * (wide - len(cells))]) for n, cells in top)
    candidates = list(_headings(grid, top, wanted))
    fitting = [each for each in candidates if each.mapped is not None]
    if fitting:
        return _Seen(grid, max(fitting, key=lambda each: (each.score, -each.first)), lines, top)
    if not candidates:
        return _Seen(grid, None, lines, top)
    most = max(sum(map(bool, each.headers)) for each in candidates)
    return _Seen(grid, next(each for each in candidates if sum(map(bool, each.headers)) == most), lines, top)


def _headings(grid: Grid, top: Sequence[Numbered], wanted: Asked) -> Iterator[Heading]:
    for place, (number, cells) in enumerate(top):
        if wanted.header_row is not None and number != wanted.header_row:
            continue
        if is_tag_row(cells):
            # Below headers they are tags alone; without any they are the headers.
            if place and wanted.header_row is None and 2 * _filled(top[place - 1][1]) > _filled(cells):
                continue
            # A line of words below them would rather be the headers.
            bare = [cell if parse_tag(cell) else "" for cell in cells]
            yield replace(heading := _heading(cells, bare, (number, number), wanted), score=heading.score - _BARE)
            continue
        above = _tags_above(top, place)
        tags, last = above or _tags_below(top, place, place) or ((), number)
        one = _heading(cells, tags, (number, last), wanted)
        yield one
        # Two lines of headers: the upper one names groups, or the lower one says the same in more detail.
        if place + 1 < len(top) and not is_tag_row(top[place + 1][1]) and _is_second(top[place + 1][1]):
            upper = _spread(cells, top[place + 1][1], grid, number)
            joined = [_joined(high, low) for high, low in zip(upper, top[place + 1][1], strict=True)]
            tags, last = above or _tags_below(top, place + 1, place) or ((), top[place + 1][0])
            yield _heading(joined, tags, (number, max(last, top[place + 1][0])), wanted, lines=2)
        if one.mapped is not None and _all_known(cells):
            return  # below such headers stand rows, whatever words are in them


def _all_known(cells: Sequence[str]) -> bool:
    """Return whether most of several cells are words that headers are made of."""
    filled = [cell for cell in cells if cell]
    return len(filled) > 1 and 5 * sum(tag_of(cell) is not None for cell in filled) >= 3 * len(filled)


def _heading(
    headers: Sequence[str], tags: Sequence[str], rows: tuple[int, int], wanted: Asked, lines: int = 1
) -> Heading:
    mapped = guess(headers, tags, wanted.layout)
    score = mapped.fit if mapped else 0.0
    figures = sum(cell.replace(".", "").replace("-", "").isdigit() for cell in headers)
    score += 0.05 * min(sum(map(bool, headers)), 20) - 0.5 * figures - 0.3 * (lines - 1)
    trimmed = tuple(cell[:200] for cell in headers)
    while trimmed and not trimmed[-1]:
        trimmed = trimmed[:-1]
    return Heading(trimmed, tuple(tags)[: len(trimmed)], *rows, mapped, score)


def _tags_below(top: Sequence[Numbered], place: int, first: int) -> tuple[Sequence[str], int] | None:
    """Return the tags within a few lines below, and the line they stand in."""
    for number, cells in top[place + 1 : first + 1 + _TAGS_WITHIN]:
        if is_tag_row(cells):
            return [cell if parse_tag(cell) else "" for cell in cells], number
    return None


def _tags_above(top: Sequence[Numbered], place: int) -> tuple[Sequence[str], int] | None:
    cells = [cell for cell in top[place][1] if cell]
    named = sum(tag_of(cell) is not None for cell in cells)
    if place and is_tag_row(top[place - 1][1]) and 2 * named > len(cells):
        return [cell if parse_tag(cell) else "" for cell in top[place - 1][1]], top[place][0]
    return None


def _is_second(cells: Sequence[str]) -> bool:
    """Return whether a line may be the second one of headers: short words, no figures."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(len(cell) <= 60 and _WORD.match(cell) is not None for cell in filled)


def _filled(cells: Sequence[str]) -> int:
    return sum(map(bool, cells))


def _spread(upper: Sequence[str], lower: Sequence[str], grid: Grid, number: int) -> list[str]:
    """Let the name of a group stand over all its columns: as the merged cells say, else as far as nothing else does."""
    spread = list(upper)
    merged = [(left, right) for row, left, bottom, right in grid.merged() if row + 1 == number and right > left]
    for left, right in merged:
        spread[left : right + 1] = [spread[left]] * (min(right + 1, len(spread)) - left)
    if not merged:
        for place in range(1, len(spread)):
            if not spread[place] and lower[place] and lower[place - 1]:
                spread[place] = spread[place - 1]
    return spread


def _joined(high: str, low: str) -> str:
    return f"{low} ({high})" if high and low and high != low else high or low
