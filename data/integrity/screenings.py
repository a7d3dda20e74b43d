"""Who has screened or screens whom; who asked whom what that has shown, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from data import bulk, columns
from data.bulk import batches
from data.errors import NotFoundError
from matching.records import Consultation, ConsultationAnswer, Ruling, Screening

_READ = """
    SELECT id, entity, partner, asked, done, ruling, provider, screener, shared, consulted, until,
           owner_entity, visibility, visibility_reason, visibility_until, source, synthetic
    FROM screenings
"""
_ALL = text(f'{_READ} ORDER BY asked, id COLLATE "C"')
_OF = text(f'{_READ} WHERE partner = :partner ORDER BY asked, id COLLATE "C"')
_SAVE = text("""
    INSERT INTO screenings (id, entity, partner, asked, done, ruling, provider, screener, shared, consulted, until,
                            owner_entity, visibility, visibility_reason, visibility_until, source, synthetic,
                            loaded_set)
    SELECT id, entity, partner, asked, done, ruling, provider, screener, shared, consulted, until,
           owner_entity, visibility, visibility_reason, visibility_until, source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::screenings, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET (done, ruling, provider, screener, shared, consulted, until) =
        ROW (EXCLUDED.done, EXCLUDED.ruling, EXCLUDED.provider, EXCLUDED.screener, EXCLUDED.shared,
             EXCLUDED.consulted, EXCLUDED.until)
    WHERE screenings.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
        AND screenings.entity = EXCLUDED.entity AND screenings.partner = EXCLUDED.partner
    RETURNING id
""")
_GET = text(f"{_READ} WHERE id = :id FOR UPDATE")
_SIGN = text("""
    UPDATE screenings SET done = :done, ruling = :ruling, provider = :provider, screener = :screener, shared = :shared,
        until = :until, visibility = :visibility, visibility_reason = :visibility_reason,
        visibility_until = :visibility_until
    WHERE id = :id AND entity = :entity AND done IS NULL
    RETURNING id
""")
# What was given up is no relationship.
_KEEPERS = text("""
    SELECT DISTINCT owner FROM approaches
    WHERE entity = :entity AND partner = ANY(:partners) AND stage NOT IN ('withdrawn', 'no_go') AND owner <> ''
""")
_CONSULT = text("""
    UPDATE screenings SET consulted = array_append(consulted, CAST(:asked AS text))
    WHERE id = :id AND NOT consulted @> ARRAY[CAST(:asked AS text)]
""")


def all_(connection: Connection) -> tuple[Screening, ...]:
    """Return the screenings that the viewer may see, earliest asked first."""
    return _records(connection.execute(_ALL).all())


def stream(connection: Connection) -> Iterator[Screening]:
    """Yield the screenings that the viewer may see, earliest asked first, without holding them all."""
    for rows in batches(connection, _ALL):
        yield from _records(rows)


def of_partner(connection: Connection, partner: str) -> tuple[Screening, ...]:
    """Return the screenings of a partner that the viewer may see, earliest asked first."""
    return _records(connection.execute(_OF, {"partner": partner}).all())


def save_many(connection: Connection, screenings: Sequence[Screening], loaded_set: str | None = None) -> None:
    """Add screenings, or write down how they ended; entity and partner of one never change.

    :raises TakenError: If an id belongs to another set, entity or partner.
    """
    bulk.save(connection, _SAVE, [_columns(each, loaded_set) for each in screenings], "screening")


def consult(connection: Connection, id: str, entity: str) -> None:
    """Note that another entity was asked; asking twice is asking once.

    :raises NotFoundError: If there is no such screening.
    """
    connection.execute(_CONSULT, {"id": id, "asked": entity})
    if not connection.scalar(text("SELECT EXISTS (SELECT FROM screenings WHERE id = :id)"), {"id": id}):
        raise NotFoundError("screening", id)


def get(connection: Connection, id: str) -> Screening:
    """Return a screening, locked until the end of the transaction.

    :raises NotFoundError: If there is none that the viewer may see.
    """
    found = _records(connection.execute(_GET, {"id": id}).all())
    if not found:
        raise NotFoundError("screening", id)
    return found[0]


def sign(connection: Connection, screening: Screening) -> None:
    """Write down how a screening ended.

    :raises NotFoundError: If there is none that is open.
    """
    if connection.scalar(_SIGN, _columns(screening, None)) is None:
        raise NotFoundError("open screening", screening.id)


def keepers(connection: Connection, entity: str, partners: Sequence[str]) -> frozenset[str]:
    """Return who keeps the relationship of an entity with one of some partners: the owners of its approaches."""
    return frozenset(connection.scalars(_KEEPERS, {"entity": entity, "partners": list(partners)}))


def _records(rows: Sequence[Any]) -> tuple[Screening, ...]:
    return tuple(
        Screening(
            row.id,
            row.entity,
            row.partner,
            row.asked,
            columns.origin(row),
            columns.disclosure(row),
            row.done,
            Ruling(row.ruling) if row.ruling else None,
            row.provider,
            row.screener,
            row.shared,
            tuple(row.consulted),
            row.until,
        )
        for row in rows
    )


def _columns(each: Screening, loaded_set: str | None) -> columns.Row:
    return {
        "id": each.id,
        "entity": each.entity,
        "partner": each.partner,
        "asked": each.asked,
        "done": each.done,
        "ruling": each.ruling,
        "provider": each.provider,
        "screener": each.screener,
        "shared": each.shared,
        "consulted": each.consulted,
        "until": each.until,
        "loaded_set": loaded_set,
        **columns.of_disclosure(each.disclosure),
        **columns.of_origin(each.origin),
    }


_READ_CONSULTATIONS = """
    SELECT id, entity, asked, partner, on_day, who, answer, answered_on, answered_by, note,
           owner_entity, visibility, visibility_reason, visibility_until, source, synthetic
    FROM consultations
"""
_CONSULTATIONS = text(f'{_READ_CONSULTATIONS} WHERE :entity IN (entity, asked) ORDER BY on_day, id COLLATE "C"')
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
    RETURNING entity
""")


def questions_of(connection: Connection, entity: str) -> tuple[Consultation, ...]:
    """Return what an entity has asked others and was asked itself, earliest first."""
    return tuple(map(_consultation, connection.execute(_CONSULTATIONS, {"entity": entity})))


def put_question(connection: Connection, made: Consultation) -> None:
    """Ask; a question that waits for its answer is not asked again."""
    row = {"id": made.id, "entity": made.entity, "asked": made.asked, "partner": made.partner, "on": made.on}
    connection.execute(
        _ASK, row | {"who": made.who, **columns.of_disclosure(made.disclosure), **columns.of_origin(made.origin)}
    )


def answer_question(
    connection: Connection, id: str, entity: str, said: ConsultationAnswer, note: str, *, who: str, on: date
) -> str:
    """Answer as the entity that was asked; return the one that had asked.

    :raises NotFoundError: If there is no such question to this entity, or it was answered before.
    """
    row = {"id": id, "entity": entity, "answer": said.value, "note": note, "who": who, "on": on}
    asker: str | None = connection.scalar(_ANSWER, row)
    if asker is None:
        raise NotFoundError("open question to your entity", id)
    return asker


def _consultation(row: Any) -> Consultation:
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
