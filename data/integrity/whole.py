"""Due diligence loaded and cleared as one set."""

from __future__ import annotations

from sqlalchemy import Connection, text

from data.integrity import adopting, known, screenings
from data.integrity.diligence import Diligence

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
