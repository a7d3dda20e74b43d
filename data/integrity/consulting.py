"""Who asked whom what a screening has shown, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from data import columns
from data.errors import NotFoundError
from matching.records import Consultation, ConsultationAnswer

_READ = """
    SELECT id, entity, asked, partner, on_day, who, answer, answered_on, answered_by, note,
           owner_entity, visibility, visibility_reason, visibility_until, source, synthetic
    FROM consultations
"""
_OF = text(f'{_READ} WHERE :entity IN (entity, asked) ORDER BY on_day, id COLLATE "C"')
# Asking an entity twice while it has not answered is asking it once.
_ASK = text("""
    INSERT INTO consultations (id, entity, asked, partner, on_day, who, owner_entity, visibility, visibility_reason,
                               visibility_until, source, synthetic)
    VALUES (:id, :entity, :asked, :partner, :on, :who, :owner_entity, :visibility, :visibility_reason,
            :visibility_until, :source, :synthetic)
    ON CONFLICT (entity, asked, partner) WHERE answer IS NULL DO NOTHING
""")
_ANSWER = text("""
    UPDATE consultations SET answer = :answer, answered_on = :on, answered_by = :who, note = :note
    WHERE id = :id AND asked = :entity AND answer IS NULL
    RETURNING id
""")


def of_entity(connection: Connection, entity: str) -> tuple[Consultation, ...]:
    """Return what an entity has asked others and was asked itself, earliest first."""
    return tuple(map(_record, connection.execute(_OF, {"entity": entity})))


def ask(connection: Connection, made: Consultation) -> None:
    """Ask; a question that waits for its answer is not asked again."""
    row = {"id": made.id, "entity": made.entity, "asked": made.asked, "partner": made.partner, "on": made.on}
    connection.execute(
        _ASK, row | {"who": made.who, **columns.of_disclosure(made.disclosure), **columns.of_origin(made.origin)}
    )


def answer(
    connection: Connection, id: str, entity: str, said: ConsultationAnswer, note: str, *, who: str, on: date
) -> None:
    """Answer as the entity that was asked.

    :raises NotFoundError: If there is no such question to this entity, or it was answered before.
    """
    row = {"id": id, "entity": entity, "answer": said.value, "note": note, "who": who, "on": on}
    if connection.scalar(_ANSWER, row) is None:
        raise NotFoundError("open question to your entity", id)


def _record(row: Any) -> Consultation:
    return Consultation(
        row.id,
        row.entity,
        row.asked,
        row.partner,
        row.on_day,
        row.who,
        columns.origin(row),
        columns.disclosure(row),
        ConsultationAnswer(row.answer) if row.answer else None,
        row.answered_on,
        row.answered_by,
        row.note,
    )
