"""What entities seek, with its facets and its rules of composition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from data import bulk, columns
from data.errors import NotFoundError
from matching.records import Facet, FacetKind, Need, Resource, Rule

_READ = """
    SELECT id, entity, title, text, language, sdgs, countries, resources, sectors, type, urgency, starts, ends, state,
           source, synthetic
    FROM needs
"""
_ALL = text(f'{_READ} ORDER BY id COLLATE "C"')
_SOME = text(f'{_READ} WHERE id = ANY(:ids) ORDER BY id COLLATE "C"')
# :ids is NULL for all of them.
_FACETS = text("""
    SELECT need, kind, text, weight FROM facets
    WHERE CAST(:ids AS text[]) IS NULL OR need = ANY(:ids) ORDER BY need, position
""")
_RULES = text("""
    SELECT need, name, comparator, bound, members FROM need_rules
    WHERE CAST(:ids AS text[]) IS NULL OR need = ANY(:ids) ORDER BY need, position
""")
_SAVE = text("""
    INSERT INTO needs (id, entity, title, text, language, sdgs, countries, resources, sectors, type, urgency,
                       starts, ends, state, source, synthetic, loaded_set)
    SELECT id, entity, title, text, language, sdgs, countries, resources, sectors, type, urgency,
           starts, ends, state, source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::needs, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET
        (entity, title, text, language, sdgs, countries, resources, sectors, type, urgency,
         starts, ends, state, source, synthetic) =
        ROW (EXCLUDED.entity, EXCLUDED.title, EXCLUDED.text, EXCLUDED.language, EXCLUDED.sdgs, EXCLUDED.countries,
             EXCLUDED.resources, EXCLUDED.sectors, EXCLUDED.type, EXCLUDED.urgency, EXCLUDED.starts, EXCLUDED.ends,
             EXCLUDED.state, EXCLUDED.source, EXCLUDED.synthetic)
    WHERE needs.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
    RETURNING id
""")
_SAVE_FACETS = text("""
    INSERT INTO facets (need, position, kind, text, weight)
    SELECT need, position, kind, text, weight FROM json_populate_recordset(NULL::facets, CAST(:rows AS json))
""")
_SAVE_RULES = text("""
    INSERT INTO need_rules (need, position, name, comparator, bound, members)
    SELECT need, position, name, comparator, bound, members
    FROM json_populate_recordset(NULL::need_rules, CAST(:rows AS json))
""")


def all_(connection: Connection) -> tuple[Need, ...]:
    """Return every need that the viewer may see, in order of id."""
    return _records(connection, connection.execute(_ALL).all(), None)


def get(connection: Connection, id: str) -> Need:
    """Return a need.

    :raises NotFoundError: If there is none with this id, with ids like it.
    """
    found = some(connection, [id])
    if not found:
        raise NotFoundError("need", id, connection.scalars(text("SELECT id FROM needs ORDER BY id")).all())
    return found[0]


def some(connection: Connection, ids: Sequence[str]) -> tuple[Need, ...]:
    """Return those of the needs that exist, in order of id."""
    return _records(connection, connection.execute(_SOME, {"ids": list(ids)}).all(), list(ids))


def save_many(connection: Connection, needs: Sequence[Need], loaded_set: str | None = None) -> None:
    """Add needs, or replace those of the same set; None is the set of what people entered.

    :raises TakenError: If an id belongs to another set.
    """
    ids = bulk.save(connection, _SAVE, [_columns(need, loaded_set) for need in needs], "need")
    connection.execute(text("DELETE FROM facets WHERE need = ANY(:ids)"), {"ids": ids})
    connection.execute(text("DELETE FROM need_rules WHERE need = ANY(:ids)"), {"ids": ids})
    bulk.insert(
        connection,
        _SAVE_FACETS,
        (
            {"need": need.id, "position": n, "kind": facet.kind, "text": facet.text, "weight": facet.weight}
            for need in needs
            for n, facet in enumerate(need.facets)
        ),
    )
    bulk.insert(
        connection,
        _SAVE_RULES,
        (
            {
                "need": need.id,
                "position": n,
                "name": rule.name,
                "comparator": rule.comparator,
                "bound": rule.bound,
                "members": sorted(rule.members),
            }
            for need in needs
            for n, rule in enumerate(need.rules)
        ),
    )


def _columns(need: Need, loaded_set: str | None) -> columns.Row:
    return {
        "id": need.id,
        "entity": need.entity,
        "title": need.title,
        "text": need.text,
        "language": need.language,
        "sdgs": need.sdgs,
        "countries": need.countries,
        "resources": need.resources,
        "sectors": need.sectors,
        "type": need.type,
        "urgency": need.urgency,
        "state": need.state,
        "loaded_set": loaded_set,
        **columns.of_period(need.period),
        **columns.of_origin(need.origin),
    }


def _records(connection: Connection, rows: Sequence[Any], ids: list[str] | None) -> tuple[Need, ...]:
    facets: dict[str, list[Facet]] = defaultdict(list)
    rules: dict[str, list[Rule]] = defaultdict(list)
    for facet in connection.execute(_FACETS, {"ids": ids}):
        facets[facet.need].append(Facet(facet.need, FacetKind(facet.kind), facet.text, facet.weight))
    for rule in connection.execute(_RULES, {"ids": ids}):
        rules[rule.need].append(Rule(rule.name, rule.comparator, rule.bound, frozenset(rule.members)))
    return tuple(
        Need(
            id=row.id,
            entity=row.entity,
            title=row.title,
            text=row.text,
            origin=columns.origin(row),
            language=row.language,
            sdgs=tuple(row.sdgs),
            countries=tuple(row.countries),
            resources=tuple(map(Resource, row.resources)),
            sectors=tuple(row.sectors),
            type=row.type,
            urgency=row.urgency,
            period=columns.period(row),
            facets=tuple(facets[row.id]),
            rules=tuple(rules[row.id]),
            state=row.state,
        )
        for row in rows
    )
