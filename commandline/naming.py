"""Whom a file that comes in means by its names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection

from data import identity, partners
from data.countries import read_countries
from data.entities import read_entities
from data.entity_names import read_entity_names
from data.imports.resolving import Mention, Resolver, by_answers
from matching.identity import Asked, Register, World
from matching.records import Resolved


def resolver(connection: Connection) -> Resolver:
    """Return who knows the partners that are not invented, and what people have judged of names."""
    known = [partner for partner in partners.all_(connection) if not partner.origin.synthetic]
    register = Register.of(known, world(), identity.judgements(connection))

    def answer(asked: Sequence[Mention]) -> Sequence[Resolved]:
        return register.resolve_many(
            [Asked(each.name, each.country, each.website, each.identifiers, each.type) for each in asked]
        )

    return by_answers(answer)


@cache
def world() -> World:
    """Return the UN entities by all their names, and countries."""
    countries = {each.iso3: (*each.names.values(), *each.aliases) for each in read_countries()}
    return World.of(read_entities(), read_entity_names(), countries)
