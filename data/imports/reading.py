"""Files read in a process of its own that may be stopped at any time; what it says is bounded and checked."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from data.imports.asked import NOTHING, Asked
from data.imports.found import Rest
from data.imports.layouts import LAYOUTS
from data.imports.limits import MAX_LINE, MAX_PROBLEMS, MAX_WALL_SECONDS
from data.imports.trouble import Trouble, UnreadableError
from data.problems import Problem

# What `--format` and the wizard offer; "" has the format guessed.
FORMATS = ("iati", *LAYOUTS)
_CHUNK = 1 << 16

Progress = Callable[[int], None]
Cancelled = Callable[[], bool]


class CancelledError(Exception):
    """Somebody cancelled the work; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file seems to be: format ("" when no kind of table fits), headers, columns by field, first rows.

    `sheet` is read, of the visible `sheets`; `others` would fit as well. `country` is that of all rows, where something
    outside of them tells it, and `asks` names what a person has to add before a load.
    """

    format: str
    headers: tuple[str, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    sample: tuple[tuple[str, ...], ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    header_row: int = 0
    country: str = ""
    encoding: str = ""
    asks: tuple[str, ...] = ()


@dataclass
class Read:
    """All of a file: drafts as texts in parts, problems for which rows stay out, and what else was left out, counted.

    `notes` say what was decided about the file as a whole; `rest` are the rows that stay out, as they are.
    """

    look: Look
    parts: list[str] = field(default_factory=list)
    rows: int = 0
    drafts: int = 0
    problems: list[Problem] = field(default_factory=list)
    more: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    rest: list[Rest] = field(default_factory=list)


def look(path: Path, name: str, asked: Asked = NOTHING) -> Look:
    """Return what a file seems to be, from its first rows.

    :raises UnreadableError: If it cannot be read.
    """
    with Reader() as reader:
        return reader.read(path, name, asked, look=True).look


def read(
    path: Path,
    name: str,
    asked: Asked = NOTHING,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Read:
    """Return all of a file, as asked or as found out.

    :raises UnreadableError: If it cannot be read.
    :raises CancelledError: If `cancelled` says so meanwhile.
    """
    with Reader() as reader:
        return reader.read(path, name, asked, progress, cancelled)


class Reader:
    """A confined process that reads files one after the other; when one of them ends it, the next has a new one."""

    def __init__(self, files: int = 1) -> None:
        self._files = files
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(
        self,
        path: Path,
        name: str,
        asked: Asked,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        *,
        look: bool = False,
    ) -> Read:
        """Return all of a file, or a look at it.

        :raises UnreadableError: If it cannot be read.
        :raises CancelledError: If `cancelled` says so meanwhile.
        """
        told = {"path": str(path.resolve()), "name": name, "look": look, **asdict(asked)}
        try:
            child = self._started()
            os.write(_pipe(child.stdin), json.dumps(told).encode() + b"\n")
            return _listen(_until_end(_pipe(child.stdout), cancelled), progress)
        except (OSError, UnreadableError, CancelledError) as error:
            # Trouble in a file is told in order; a process that was lost on the way isn't asked again.
            if not (isinstance(error, UnreadableError) and error.told):
                self._end()
            if isinstance(error, OSError):
                raise UnreadableError(Trouble.HEAVY) from None
            raise

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            command = [sys.executable, "-I", "-m", "data.imports.reader", str(self._files)]
            # No variable of ours reaches the child: neither addresses nor passwords of databases.
            environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module; files are read, never run
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _listen(lines: Iterator[bytes], progress: Progress | None) -> Read:
    found: Read | None = None
    for line in lines:
        try:
            what, *told = json.loads(line)
            if what == "trouble":
                raise UnreadableError(Trouble(told[0]), str(told[1])[:200], told=True)
            if what == "open":
                found = Read(_look(told[0]))
            elif found is not None and what == "drafts":
                found.drafts += int(told[0])
                found.parts.append(str(told[1]))
            elif found is not None and what == "rest":
                found.rest += [(int(row), _texts(cells), str(why)) for row, cells, why in told[0]]
            elif found is not None and what == "rows" and progress is not None:
                progress(int(told[0]))
            elif found is not None and what == "end":
                _finish(found, told[0])
                return found
        except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
            if isinstance(error, UnreadableError):
                raise
            raise UnreadableError(Trouble.BROKEN, "the reader lost its thread") from None
    raise UnreadableError(Trouble.HEAVY)  # it died without a word: the limits ended it


def _pipe(end: IO[bytes] | None) -> int:
    if end is None:
        raise TypeError("a child of ours has pipes at both ends")
    return end.fileno()


def _until_end(output: int, cancelled: Cancelled | None) -> Iterator[bytes]:
    began = time.monotonic()
    waiting = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(output, selectors.EVENT_READ)
        while True:
            if cancelled is not None and cancelled():
                raise CancelledError
            ready = selector.select(timeout=0.2)
            if time.monotonic() - began > MAX_WALL_SECONDS:
                raise UnreadableError(Trouble.SLOW)
            if not ready:
                continue
            chunk = os.read(output, _CHUNK)
            if not chunk:
                return
            waiting += chunk
            while (end := waiting.find(b"\n")) >= 0:
                yield bytes(waiting[:end])
                del waiting[: end + 1]
            if len(waiting) > MAX_LINE:
                raise UnreadableError(Trouble.HEAVY)


def _look(told: Mapping[str, Any]) -> Look:
    return Look(
        str(told["format"]),
        tuple(str(header) for header in told["headers"]),
        {str(name): int(place) for name, place in (told["columns"] or {}).items()},
        tuple(tuple(str(cell) for cell in row) for row in told["sample"]),
        str(told["sheet"]),
        _texts(told["sheets"]),
        _texts(told["others"]),
        int(told["header_row"]),
        str(told["country"]),
        str(told["encoding"]),
        _texts(told["asks"]),
    )


def _texts(told: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(each) for each in told[:500])


def _finish(found: Read, told: Mapping[str, Any]) -> None:
    found.rows, found.more = int(told["rows"]), int(told["more"])
    found.problems = [_problem(each) for each in told["problems"][:MAX_PROBLEMS]]
    found.notes = _texts(told["notes"])
    found.left_out = {str(what)[:200]: int(count) for what, count in told["left_out"].items()}


def _problem(told: Sequence[Any]) -> Problem:
    row, column, value, allowed = told
    return Problem(None if row is None else int(row), str(column), str(value), str(allowed))
