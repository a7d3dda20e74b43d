"""Tables in text files: commas, semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ftfy import fix_encoding
from ftfy.badness import is_bad

from data.imports.content import Content
from data.imports.found import Findings
from data.imports.grids.encoding import Encoding
from data.imports.grids.grid import Grid, Numbered, seen
from data.imports.limits import MAX_CELL, MIB
from data.imports.trouble import Trouble, UnreadableError

_SAMPLE = 64 * 1024
_LOOK = 20


def grid_of_text(content: Content, encoding: Encoding, findings: Findings) -> Grid:
    """Return the one sheet of a text file."""
    with opened(content, encoding) as file:
        delimiter = _delimiter(_decoded(file, _SAMPLE))

    def lines() -> Iterator[Numbered]:
        yield from enumerate(_lines(content, encoding, delimiter, findings), start=1)

    return Grid("", lines)


def opened(content: Content, encoding: Encoding) -> io.TextIOWrapper:
    """Return a file opened as a text."""
    return io.TextIOWrapper(content.open(), encoding=encoding.name, errors="strict", newline="")


def _decoded(file: io.TextIOWrapper, most: int) -> str:
    try:
        return file.read(most)
    except UnicodeDecodeError as error:
        raise UnreadableError(Trouble.ENCODING, f"byte 0x{error.object[error.start : error.start + 1].hex()}") from None


def _delimiter(sample: str) -> str:
    """Return the mark that parts most lines into the same number of cells, of several the one that is there most."""
    lines = [line for line in sample.splitlines()[:_LOOK] if line.strip()]

    def even(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, sum(counts))

    best = max(",;\t|", key=lambda mark: (*even(mark), mark == ","))
    return best if even(best)[0] else ","


def _lines(content: Content, encoding: Encoding, delimiter: str, findings: Findings) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL)
    mended = False
    with opened(content, encoding) as file:
        reader = csv.reader(_bounded(file), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if any(not cell.isascii() and is_bad(cell) for cell in cells):
                    cells = [fix_encoding(cell) for cell in cells]  # noqa: PLW2901 - the line as it was meant
                    mended = True
                yield cells if all(map(str.isascii, cells)) else [seen(cell) for cell in cells]
        except csv.Error as error:
            trouble = Trouble.CELL if "field larger" in str(error) else Trouble.BROKEN
            raise UnreadableError(trouble, f"line {reader.line_num:,}: {error}") from None
        except UnicodeDecodeError as error:
            bad = error.object[error.start : error.start + 1].hex()
            raise UnreadableError(Trouble.ENCODING, f"after line {reader.line_num:,}: byte 0x{bad}") from None
    if mended:
        findings.notes["letters that were saved in the wrong encoding, such as Ã© for é, are mended"] = None


def _bounded(file: io.TextIOWrapper) -> Iterator[str]:
    """Give lines, but none so long that it fills the memory."""
    while line := file.readline(2 * MIB):
        if len(line) >= 2 * MIB and not line.endswith("\n"):
            raise UnreadableError(Trouble.CELL)
        if "\x00" in line:
            raise UnreadableError(Trouble.BROKEN, "a NUL in the text")
        yield line
