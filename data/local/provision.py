"""What countries have at hand as one set, as the demo makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, text

from data.local import networks, standbys
from matching.records import LocalNetwork, Period, Standby


@dataclass(frozen=True, slots=True)
class Provision:
    """Statements about Local Networks, and commitments of partners."""

    networks: Sequence[LocalNetwork] = ()
    standbys: Sequence[Standby] = ()

    def moved(self, days: int) -> Provision:
        """Return the same as if all of it had been said so many days later."""
        by = timedelta(days=days)
        return Provision(
            tuple(replace(each, on_day=_later(each.on_day, by)) for each in self.networks),
            tuple(
                replace(
                    each,
                    on_day=_later(each.on_day, by),
                    period=Period(_later(each.period.start, by), _later(each.period.end, by)),
                )
                for each in self.standbys
            ),
        )


def _later(day: date | None, by: timedelta) -> date | None:
    return None if day is None else day + by


CLEAR = (
    text("DELETE FROM local_networks WHERE loaded_set = :name"),
    text("DELETE FROM standbys WHERE loaded_set = :name"),
)


def save(connection: Connection, provision: Provision, loaded_set: str) -> None:
    """Keep what countries have at hand as a set.

    :raises TakenError: If an id belongs to another set.
    """
    networks.state(connection, provision.networks, loaded_set)
    standbys.save_many(connection, provision.standbys, loaded_set)
