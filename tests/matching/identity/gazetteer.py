"""A small world for the tests of identity: real names of entities and countries, invented partners."""

from __future__ import annotations

from functools import cache

from data.countries import spellings
from data.entities import read_entities, read_entity_names
from data.organisations import read_companies, read_organisations
from matching.identity import World
from matching.records import Kind, Partner
from tests.matching.builders import HERE


@cache
def world() -> World:
    """Return the world of the reference facts."""
    return World.of(read_entities(), read_entity_names(), spellings(), read_companies(), read_organisations())


def partner(id: str, name: str, *aliases: str, kind: Kind = Kind.NATIONAL_COMPANY, **more: object) -> Partner:
    return Partner(id, name, kind, HERE, aliases=aliases, **more)  # type: ignore[arg-type]  # fields by name
