"""Due diligence of a set of records as one thing: what is known, flagged and screened, and who takes up which rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, text

from data.integrity import adopting, known, screenings
from data.rules.reading import Adoption
from matching.records import Fact, Flag, Screening


@dataclass(frozen=True, slots=True)
class Diligence:
    """Facts, flags, screenings and adoptions."""

    facts: Sequence[Fact] = ()
    flags: Sequence[Flag] = ()
    screenings: Sequence[Screening] = ()
    adoptions: Sequence[Adoption] = ()

    def moved(self, days: int) -> Diligence:
        """Return the same as if all of it had happened so many days later."""
        by = timedelta(days=days)
        return replace(
            self,
            facts=tuple(replace(each, on=each.on + by, until=_later(each.until, by)) for each in self.facts),
            flags=tuple(
                replace(each, history=tuple(replace(step, on=step.on + by) for step in each.history))
                for each in self.flags
            ),
            screenings=tuple(
                replace(each, asked=each.asked + by, done=_later(each.done, by), until=_later(each.until, by))
                for each in self.screenings
            ),
        )


def _later(day: date | None, by: timedelta) -> date | None:
    return None if day is None else day + by


CLEAR = (
    text("DELETE FROM rule_changes WHERE loaded_set = :name"),
    text("DELETE FROM screenings WHERE loaded_set = :name"),
    text("DELETE FROM flags WHERE loaded_set = :name"),
    text("DELETE FROM facts WHERE loaded_set = :name"),
)


def save(connection: Connection, diligence: Diligence, loaded_set: str) -> None:
    """Keep due diligence as a set.

    :raises TakenError: If an id belongs to another set.
    """
    known.save_facts(connection, diligence.facts, loaded_set)
    known.save_flags(connection, diligence.flags, loaded_set)
    screenings.save_many(connection, diligence.screenings, loaded_set)
    days = [fact.on for fact in diligence.facts]
    if days:
        adopting.adopt(connection, diligence.adoptions, loaded_set, max(days))
