"""The tables of Concert, as numbered steps that run once each; `data/migrations/versions` holds them."""

from __future__ import annotations

import re
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from data.errors import SchemaError
from data.migrations.rights import grant
from data.viewing import pads

_FOLDER = Path(__file__).parent
_STEP = re.compile(r"v(\d{4})_\w+\.py")
# Any constant will do: two upgrades at the same time wait for each other under it.
_LOCK = 6_632_072_310
_KEY = text("INSERT INTO concert.viewer_keys (inner_pad, outer_pad) VALUES (:inner, :outer)")


def newest() -> str:
    """Return the number of the last step that this code knows."""
    return max(found[1] for path in (_FOLDER / "versions").glob("v*.py") if (found := _STEP.fullmatch(path.name)))


def current(engine: Engine) -> str | None:
    """Return the number of the last step that the database has had, None for an empty one."""
    with engine.connect() as connection:
        return step_of(connection)


def is_current(engine: Engine) -> bool:
    """Return whether the tables are those that this code knows.

    :raises SchemaError: If a newer release has changed them.
    """
    return _needs_nothing(current(engine))


def upgrade(engine: Engine, app_role: str, viewer_key: bytes) -> None:
    """Run every step that is missing, as owner, give `app_role` its rights, and keep the key that signs viewers.

    All of it, or nothing on an error.

    :raises SchemaError: If a newer release has changed the tables.
    """
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        wait(connection)
        if not _needs_nothing(step_of(connection)):
            bring(connection, newest())
        finish(connection, app_role, viewer_key)


def wait(connection: Connection) -> None:
    """Wait until nobody else changes the tables, and keep others waiting until the transaction ends."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def bring(connection: Connection, step: str) -> None:
    """Run the steps that are missing up to `step`, within the transaction of a connection of the owner."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, step)


def finish(connection: Connection, app_role: str, viewer_key: bytes) -> None:
    """Give `app_role` its rights and keep the key that signs viewers."""
    grant(connection, app_role)
    inner, outer = pads(viewer_key)
    connection.execute(text("DELETE FROM concert.viewer_keys"))
    connection.execute(_KEY, {"inner": inner, "outer": outer})


def _needs_nothing(found: str | None) -> bool:
    known = newest()
    if found is not None and found > known:
        raise SchemaError(
            f"the database is at step {found}, this release of Concert knows steps up to {known}; "
            "run the newer release that changed it, or restore a backup made before"
        )
    return found == known


def step_of(connection: Connection) -> str | None:
    """Return the number of the last step that the database has had, None for an empty one."""
    if connection.scalar(text("SELECT to_regclass('concert.alembic_version')")) is None:
        return None
    number: str | None = connection.scalar(text("SELECT version_num FROM concert.alembic_version"))
    return number
