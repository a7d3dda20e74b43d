"""Engagements into their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, text

from data import bulk, columns
from matching.records import Engagement

_SAVE = text("""
    INSERT INTO engagements (id, title, summary, type, partner_count, level, resources, sdgs, countries, starts, ends,
                             state, owner_entity, visibility, visibility_reason, visibility_until,
                             source, synthetic, loaded_set, iati_identifier)
    SELECT id, title, summary, type, partner_count, level, resources, sdgs, countries, starts, ends,
           state, owner_entity, visibility, visibility_reason, visibility_until,
           source, synthetic, loaded_set, iati_identifier
    FROM json_populate_recordset(NULL::engagements, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET
        (title, summary, type, partner_count, level, resources, sdgs, countries, starts, ends, state,
         owner_entity, visibility, visibility_reason, visibility_until, source, synthetic,
         iati_identifier) =
        ROW (EXCLUDED.title, EXCLUDED.summary, EXCLUDED.type, EXCLUDED.partner_count, EXCLUDED.level,
             EXCLUDED.resources, EXCLUDED.sdgs, EXCLUDED.countries, EXCLUDED.starts, EXCLUDED.ends, EXCLUDED.state,
             EXCLUDED.owner_entity, EXCLUDED.visibility, EXCLUDED.visibility_reason,
             EXCLUDED.visibility_until, EXCLUDED.source, EXCLUDED.synthetic, EXCLUDED.iati_identifier)
    WHERE engagements.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
    RETURNING id
""")
_SAVE_ENTITIES = text("""
    INSERT INTO engagement_entities (engagement, entity, position)
    SELECT engagement, entity, position FROM json_populate_recordset(NULL::engagement_entities, CAST(:rows AS json))
""")
_SAVE_MEMBERS = text("""
    INSERT INTO engagement_members (engagement, partner, role, position)
    SELECT engagement, partner, role, position
    FROM json_populate_recordset(NULL::engagement_members, CAST(:rows AS json))
""")
_SAVE_CONTRIBUTIONS = text("""
    INSERT INTO contributions (engagement, position, giver, amount, currency, valuation, year, in_kind, by_un, note,
                               owner_entity, visibility, visibility_until)
    SELECT engagement, position, giver, amount, currency, valuation, year, in_kind, by_un, note,
           owner_entity, visibility, visibility_until
    FROM json_populate_recordset(NULL::contributions, CAST(:rows AS json))
""")
_SAVE_KPIS = text("""
    INSERT INTO kpis (engagement, position, level, name, unit, source, baseline, target, value, measured)
    SELECT engagement, position, level, name, unit, source, baseline, target, value, measured
    FROM json_populate_recordset(NULL::kpis, CAST(:rows AS json))
""")
_SAVE_LESSONS = text("""
    INSERT INTO lessons (engagement, text, owner_entity)
    SELECT engagement, text, owner_entity FROM json_populate_recordset(NULL::lessons, CAST(:rows AS json))
    ON CONFLICT (engagement) DO UPDATE SET text = EXCLUDED.text
""")
_CLEAR = (
    text("DELETE FROM engagement_entities WHERE engagement = ANY(:ids)"),
    text("DELETE FROM engagement_members WHERE engagement = ANY(:ids)"),
    text("DELETE FROM contributions WHERE engagement = ANY(:ids)"),
    text("DELETE FROM kpis WHERE engagement = ANY(:ids)"),
)


def save_many(connection: Connection, engagements: Sequence[Engagement], loaded_set: str | None = None) -> None:
    """Add engagements, or replace those of the same set; None is the set of what people entered.

    :raises TakenError: If an id belongs to another set.
    """
    ids = bulk.save(connection, _SAVE, [_columns(item, loaded_set) for item in engagements], "engagement")
    for statement in _CLEAR:
        connection.execute(statement, {"ids": ids})
    bulk.insert(connection, _SAVE_ENTITIES, _entities(engagements))
    bulk.insert(connection, _SAVE_MEMBERS, _members(engagements))
    bulk.insert(connection, _SAVE_CONTRIBUTIONS, _contributions(engagements))
    bulk.insert(connection, _SAVE_KPIS, _kpis(engagements))
    bulk.insert(connection, _SAVE_LESSONS, _lessons(engagements))


def _columns(engagement: Engagement, loaded_set: str | None) -> columns.Row:
    return {
        "id": engagement.id,
        "title": engagement.title,
        "summary": engagement.summary,
        "type": engagement.type,
        "partner_count": engagement.partner_count,
        "level": engagement.level,
        "resources": engagement.resources,
        "sdgs": engagement.sdgs,
        "countries": engagement.countries,
        "state": engagement.state,
        "loaded_set": loaded_set,
        "iati_identifier": engagement.iati_identifier,
        **columns.of_period(engagement.period),
        **columns.of_disclosure(engagement.disclosure),
        **columns.of_origin(engagement.origin),
    }


def _entities(engagements: Sequence[Engagement]) -> Iterator[columns.Row]:
    for engagement in engagements:
        for position, entity in enumerate(engagement.entities):
            yield {"engagement": engagement.id, "entity": entity, "position": position}


def _members(engagements: Sequence[Engagement]) -> Iterator[columns.Row]:
    for engagement in engagements:
        for position, member in enumerate(engagement.members):
            yield {
                "engagement": engagement.id,
                "partner": member.partner,
                "role": member.role,
                "position": position,
            }


def _contributions(engagements: Sequence[Engagement]) -> Iterator[columns.Row]:
    for engagement in engagements:
        for position, contribution in enumerate(engagement.contributions):
            yield {
                "engagement": engagement.id,
                "position": position,
                "giver": contribution.giver,
                "amount": contribution.amount,
                "currency": contribution.currency,
                "valuation": contribution.valuation,
                "year": contribution.year,
                "in_kind": contribution.in_kind,
                "by_un": contribution.by_un,
                "note": contribution.note,
                "owner_entity": engagement.disclosure.owner_entity,
                "visibility": contribution.visibility,
                "visibility_until": contribution.until,
            }


def _lessons(engagements: Sequence[Engagement]) -> Iterator[columns.Row]:
    for engagement in engagements:
        if engagement.lessons:
            owner = engagement.disclosure.owner_entity
            yield {"engagement": engagement.id, "text": engagement.lessons, "owner_entity": owner}


def _kpis(engagements: Sequence[Engagement]) -> Iterator[columns.Row]:
    for engagement in engagements:
        for position, kpi in enumerate(engagement.kpis):
            yield {
                "engagement": engagement.id,
                "position": position,
                "level": kpi.level,
                "name": kpi.name,
                "unit": kpi.unit,
                "source": kpi.source,
                "baseline": kpi.baseline,
                "target": kpi.target,
                "value": kpi.value,
                "measured": kpi.date,
            }
