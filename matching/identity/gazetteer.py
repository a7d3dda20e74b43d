"""The gazetteer that names are read before: UN entities, countries, and the companies that are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.identity.entities import EntityIndex
from matching.identity.places import Places
from matching.names import fold
from matching.records import Entity, EntityName, Kind, Partner

_COMPANIES = frozenset({Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY})


@dataclass(frozen=True)
class World:
    """Entities and places by all their names, and the telling words of companies that are known."""

    entities: EntityIndex
    places: Places
    companies: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(
        cls,
        entities: Iterable[Entity] = (),
        names: Iterable[EntityName] = (),
        countries: Mapping[str, Iterable[str]] | None = None,
        companies: Iterable[str] = (),
    ) -> World:
        """Return the world of entities with further names, countries by alpha-3 code, and names of companies."""
        places = Places.of(countries or {})
        known = frozenset(words for words in (brand(name) for name in companies) if words)
        return cls(EntityIndex.of(entities, names, places), places, known)

    def with_companies(self, partners: Iterable[Partner]) -> World:
        """Return the world with the companies among some partners as well."""
        found = {brand(partner.name) for partner in partners if partner.kind in _COMPANIES}
        return World(self.entities, self.places, self.companies | {words for words in found if words})


def brand(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell who is meant, without legal form and line of business."""
    return fold(name).words
