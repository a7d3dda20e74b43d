"""What verdicts are made from, read from the store in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, text

from data import partners
from data.identity.redirects import redirects
from data.integrity import adopting, known, linking, screenings
from data.rules.reading import read_criteria, read_rules
from matching.records import Criterion, Fact, Flag, IntegrityRule, OwnRule, Partner, RuleChange, Screening, StatedLink

# Changes whenever a verdict could. Facts, screenings, changes of rules and steps of flags are only ever added.
_STAMP = text("""
    SELECT concat_ws('/', (SELECT count(*) FROM facts), (SELECT count(*) FROM flag_steps),
        (SELECT max(id) FROM rule_changes), (SELECT count(*) FROM screenings),
        (SELECT count(done) FROM screenings), (SELECT sum(cardinality(consulted)) FROM screenings),
        (SELECT max(id) FROM name_reviews), (SELECT max(id) FROM own_rules),
        (SELECT count(*) FROM stated_links), (SELECT count(*) FROM withdrawals), (SELECT count(*) FROM listed_names),
        (SELECT count(*) FROM consultations), (SELECT count(answer) FROM consultations),
        (SELECT string_agg(partner, ' ' ORDER BY partner) FROM partner_redirects),
        (SELECT max(loaded_at) FROM loaded_sets))
""")


@dataclass(frozen=True, slots=True)
class Material:
    """Partners, criteria, facts, flags, links, screenings, and all rules with how they stand with each entity."""

    partners: tuple[Partner, ...]
    criteria: tuple[Criterion, ...]
    facts: tuple[Fact, ...]
    flags: tuple[Flag, ...]
    links: tuple[StatedLink, ...]
    screenings: tuple[Screening, ...]
    base: tuple[IntegrityRule, ...]
    options: tuple[IntegrityRule, ...]
    own: tuple[OwnRule, ...]
    changes: tuple[RuleChange, ...]


def read(connection: Connection) -> Material:
    """Return all that the viewer may see of what verdicts are made from, of the record that each was merged into."""
    merged = redirects(connection).of
    return Material(
        partners.all_(connection),
        read_criteria(),
        tuple(replace(each, partner=merged(each.partner)) for each in known.facts(connection)),
        tuple(replace(each, partner=merged(each.partner)) for each in known.flags(connection)),
        tuple(
            replace(each, partner=merged(each.partner), other=merged(each.other))
            for each in linking.links(connection)
            if merged(each.partner) != merged(each.other)
        ),
        tuple(replace(each, partner=merged(each.partner)) for each in screenings.all_(connection)),
        read_rules("common"),
        read_rules("options"),
        adopting.own_rules(connection),
        adopting.standings(connection),
    )


def stamp(connection: Connection) -> str:
    """Return a text that changes whenever what verdicts are made from does."""
    return connection.scalar(_STAMP) or ""
