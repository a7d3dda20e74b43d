"""Which rules hold for whom: entities take rules up and drop them, and every change stays on record.

The rules themselves are files (data/rules); the common minimum is a rule that is taken up for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, text

from data import bulk
from data.errors import NotFoundError
from data.rules.reading import Adoption, read_rules
from matching.records import IntegrityRule

# Stands for every entity that has taken up or dropped any rule.
ALL = ""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule is `adopted`, `dropped` or again neither (`none`) by an entity; for `ALL` it is the common minimum."""

    entity: str
    rule: str
    standing: str
    who: str
    on: date
    why: str = ""


_NOW = text("""
    SELECT DISTINCT ON (entity, rule) entity, rule, standing FROM rule_changes ORDER BY entity, rule, id DESC
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


def rules_by_entity(connection: Connection) -> Mapping[str, tuple[tuple[IntegrityRule, ...], tuple[str, ...]]]:
    """Return for each entity with rules those beside the base that hold for it, and those of the base that it drops."""
    options = {rule.id: rule for rule in read_rules("options")}
    standing: dict[str, dict[str, str]] = defaultdict(dict)
    for entity, rule, said in connection.execute(_NOW):
        standing[entity][rule] = said
    for_all = [rule for rule, said in standing.pop(ALL, {}).items() if said == "adopted"]
    found = {}
    for entity in sorted(standing):
        own = {rule for rule, said in standing[entity].items() if said == "adopted"} | set(for_all)
        dropped = tuple(sorted(rule for rule, said in standing[entity].items() if said == "dropped"))
        found[entity] = (tuple(options[rule] for rule in sorted(own) if rule in options), dropped)
    return found


def adopt(connection: Connection, adoptions: Sequence[Adoption], loaded_set: str, on: date) -> None:
    """Keep as a set what entities take up and drop."""
    rows = [
        {"entity": each.entity, "rule": rule, "standing": standing, "who": loaded_set, "on_day": on, "why": ""}
        | {"loaded_set": loaded_set}
        for each in adoptions
        for standing, rules in (("adopted", each.adopt), ("dropped", each.drop))
        for rule in rules
    ]
    bulk.insert(connection, _ADD, rows)


def change(connection: Connection, made: RuleChange) -> None:
    """Write a change down; nothing before it is lost.

    :raises NotFoundError: If there is no such rule.
    """
    known = [each.id for name in ("common", "options") for each in read_rules(name)]
    if made.rule not in known:
        raise NotFoundError("rule", made.rule, known)
    row = asdict(made)
    bulk.insert(connection, _ADD, [row | {"on_day": row.pop("on")}])


def history(connection: Connection, entity: str | None = None) -> tuple[RuleChange, ...]:
    """Return every change in order, of one entity or of all."""
    rows = connection.execute(_HISTORY, {"entity": entity})
    return tuple(RuleChange(row.entity, row.rule, row.standing, row.who, row.on_day, row.why) for row in rows)
