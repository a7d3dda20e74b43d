"""Opening the database that the settings name, with what comes with Concert in it; the invented network on request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Engine

from acts.act import Caller, look, note
from data import database, first_run
from data.first_run import OwnRecordsError
from data.loading import SetName, loaded
from data.settings import Settings

__all__ = ["OwnRecordsError", "connect", "load_demo", "loaded_sets", "open_database", "open_filled"]

Tell = Callable[[str], None]


def connect() -> Engine:
    """Return an engine of the application's role on that database as it is; nothing is sent before its first use."""
    return database.connect(Settings.from_environment())


def open_database() -> Engine:
    """Return the engine of the application's role on the database of the environment's settings, tables up to date.

    :raises ServerError: If it cannot be started, or does not answer.
    """
    return database.prepare(Settings.from_environment())


def open_filled(tell: Tell) -> Engine:
    """Return the same, with UN entities and documented partnerships loaded where they are not yet; nothing invented.

    :raises LoadError: If a set does not hold together.
    """
    tell("Opening the database")
    engine = open_database()
    first_run.fill(engine, tell)
    return engine


def load_demo(
    by: Caller, tell: Tell, seed: int | None = None, partners: int | None = None, *, beside_own: bool = False
) -> bool:
    """Load the invented network of a seed and size in place of the one before; return whether that changed anything.

    What it changed is noted: records of people that stood on the one before may be gone with it.

    :raises OwnRecordsError: If people have brought in records, and that it may stand beside them is not said.
    """
    changed = first_run.fill_demo(by.engine, tell, seed, partners, beside_own=beside_own)
    if changed:
        with look(by) as opened:
            note(opened, by, f"loaded the invented network, {loaded(by.engine)[SetName.DEMO].edition}", SetName.DEMO)
    return changed


def loaded_sets(engine: Engine) -> Mapping[str, Mapping[str, str | int]]:
    """Return edition and number of records of each set that came with Concert, by its name."""
    return {name.value: {"edition": each.edition, "records": each.records} for name, each in loaded(engine).items()}
