"""Which rules hold for whom: entities take rules up and drop them, write their own, and every change stays on record.

The rules of the base and those to take up are files (data/rules); the common minimum is a rule taken up for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from data import bulk
from data.errors import NotFoundError
from data.rules.reading import Adoption, entry_of, read_rule, read_rules
from matching.records import OwnRule, RuleChange, RuleStanding

_NOW = text("""
    SELECT DISTINCT ON (entity, rule) entity, rule, standing, who, on_day, why
    FROM rule_changes ORDER BY entity, rule, id DESC
""")
_HISTORY = text("""
    SELECT entity, rule, standing, who, on_day, why FROM rule_changes
    WHERE CAST(:entity AS text) IS NULL OR entity = :entity ORDER BY id
""")
_ADD = text("""
    INSERT INTO rule_changes (entity, rule, standing, who, on_day, why, loaded_set)
    SELECT entity, rule, standing, who, on_day, why, loaded_set
    FROM json_populate_recordset(NULL::rule_changes, CAST(:rows AS json))
""")
_OWN = text("""
    SELECT DISTINCT ON (rule) rule, entity, entry, replaces, who, on_day, why FROM own_rules ORDER BY rule, id DESC
""")
_VERSIONS = text("""
    SELECT rule, entity, entry, replaces, who, on_day, why FROM own_rules WHERE rule = :rule ORDER BY id
""")
_WRITE = text("""
    INSERT INTO own_rules (entity, rule, entry, replaces, who, on_day, why)
    SELECT entity, rule, entry, replaces, who, on_day, why
    FROM json_populate_recordset(NULL::own_rules, CAST(:rows AS json))
""")


def standings(connection: Connection) -> tuple[RuleChange, ...]:
    """Return the last change of each rule with each entity: those that hold."""
    return tuple(map(_change, connection.execute(_NOW)))


def own_rules(connection: Connection) -> tuple[OwnRule, ...]:
    """Return the newest version of each rule that an entity has written."""
    return tuple(map(_own, connection.execute(_OWN)))


def versions(connection: Connection, rule: str) -> tuple[OwnRule, ...]:
    """Return every version of an own rule, oldest first."""
    return tuple(map(_own, connection.execute(_VERSIONS, {"rule": rule})))


def adopt(connection: Connection, adoptions: Sequence[Adoption], loaded_set: str, on: date) -> None:
    """Keep as a set what entities take up and drop."""
    rows = [
        {"entity": each.entity, "rule": rule, "standing": standing, "who": loaded_set, "on_day": on, "why": ""}
        | {"loaded_set": loaded_set}
        for each in adoptions
        for standing, rules in ((RuleStanding.ADOPTED, each.adopt), (RuleStanding.DROPPED, each.drop))
        for rule in rules
    ]
    bulk.insert(connection, _ADD, rows)


def change(connection: Connection, made: RuleChange) -> None:
    """Write a change down; nothing before it is lost.

    :raises NotFoundError: If there is no such rule.
    """
    known = [each.id for name in ("common", "options") for each in read_rules(name)]
    known += [each.rule.id for each in own_rules(connection)]
    if made.rule not in known:
        raise NotFoundError("rule", made.rule, known)
    row = asdict(made)
    bulk.insert(connection, _ADD, [row | {"on_day": row.pop("on")}])


def write(connection: Connection, own: OwnRule) -> None:
    """Write an own rule down as its newest version.

    :raises ProblemsError: If it doesn't hold together, with everything that is wrong in it.
    :raises ValueError: If its id belongs to another entity, or to a rule that comes with Concert.
    """
    entry = entry_of(own.rule)
    read_rule(entry, own.rule.id)
    taken = {each.rule.id: each.entity for each in own_rules(connection)}
    taken |= {each.id: "Concert" for name in ("common", "options") for each in read_rules(name)}
    if taken.get(own.rule.id, own.entity) != own.entity:
        raise ValueError(f"the rule {own.rule.id} belongs to {taken[own.rule.id] or 'all'}; choose another id")
    row = {"entity": own.entity, "rule": own.rule.id, "entry": entry, "replaces": own.replaces}
    bulk.insert(connection, _WRITE, [row | {"who": own.who, "on_day": own.on, "why": own.why}])


def history(connection: Connection, entity: str | None = None) -> tuple[RuleChange, ...]:
    """Return every change in order, of one entity or of all."""
    return tuple(map(_change, connection.execute(_HISTORY, {"entity": entity})))


def _change(row: Any) -> RuleChange:
    return RuleChange(row.entity, row.rule, RuleStanding(row.standing), row.who, row.on_day, row.why)


def _own(row: Any) -> OwnRule:
    return OwnRule(row.entity, read_rule(row.entry, row.rule), row.who, row.on_day, row.replaces, row.why)
