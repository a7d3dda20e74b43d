"""A whole register at once: what comes with Concert is loaded and cleared as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection, text

from data import resolutions
from data.approaches import around, saving, talks
from matching.records import Approach, Event, QuietPeriod, Resolution, Talk

# In this order nothing refers any more to what goes.
CLEAR = (
    text("SELECT forget_events(:name)"),
    text("DELETE FROM talks WHERE loaded_set = :name"),
    text("DELETE FROM approaches WHERE loaded_set = :name"),
    text("DELETE FROM quiet_periods WHERE loaded_set = :name"),
    text("DELETE FROM top_tier WHERE loaded_set = :name"),
    text("DELETE FROM resolutions WHERE loaded_set = :name"),
)


class Register(Protocol):
    """A register of approaches with all that belongs to it, as the demo makes it."""

    @property
    def approaches(self) -> Sequence[Approach]:
        """Return the approaches."""
        ...

    @property
    def events(self) -> Sequence[Event]:
        """Return their log."""
        ...

    @property
    def talks(self) -> Sequence[Talk]:
        """Return the talks between them."""
        ...

    @property
    def quiet(self) -> Sequence[QuietPeriod]:
        """Return the quiet periods of partners."""
        ...

    @property
    def top_tier(self) -> Mapping[str, str]:
        """Return the partners of the top tier with the reason of each."""
        ...

    @property
    def resolutions(self) -> Sequence[Resolution]:
        """Return the list of decisions."""
        ...


def save(connection: Connection, register: Register, loaded_set: str) -> None:
    """Keep a register as a set.

    :raises TakenError: If an id belongs to another set.
    """
    saving.save_many(connection, register.approaches, loaded_set)
    saving.keep_events(connection, register.events, loaded_set)
    talks.save(connection, register.talks, loaded_set)
    for talk in register.talks:
        for message in talk.messages:
            talks.write(connection, talk.id, message)
    around.ask_for_quiet(connection, register.quiet, loaded_set)
    around.set_top_tier(connection, register.top_tier, loaded_set)
    resolutions.save_many(connection, register.resolutions, loaded_set)
