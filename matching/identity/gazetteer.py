"""The gazetteer that names are read before: UN entities, countries, and the companies that are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from matching.identity.entities import EntityIndex
from matching.identity.lexicon import is_chinese
from matching.identity.organisations import Organisations
from matching.identity.places import Places
from matching.identity.spelling import spelled
from matching.names import fold
from matching.names.words import CONCEPTS, FILLERS, LEGAL
from matching.records import Entity, EntityName, Kind, KnownName, Partner

_COMPANIES = frozenset({Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY})


@dataclass(frozen=True)
class World:
    """Entities, places and organisations by all their names, and the telling words of companies that are known."""

    entities: EntityIndex
    places: Places
    companies: frozenset[tuple[str, ...]] = frozenset()
    organisations: Organisations = field(default_factory=Organisations)

    @classmethod
    def of(
        cls,
        entities: Iterable[Entity] = (),
        names: Iterable[EntityName] = (),
        countries: Mapping[str, Iterable[str]] | None = None,
        companies: Iterable[str] = (),
        organisations: Iterable[KnownName] = (),
    ) -> World:
        """Return the world of entities with further names, countries by alpha-3 code, and others that are known."""
        places = Places.of(countries or {})
        known = frozenset(words for words in (brand(name) for name in companies) if words)
        return cls(EntityIndex.of(entities, names, places), places, known, Organisations.of(organisations, places))

    def with_companies(self, partners: Iterable[Partner]) -> World:
        """Return the world with the companies among some partners as well."""
        found = {brand(partner.name) for partner in partners if partner.kind in _COMPANIES}
        return replace(self, companies=self.companies | {words for words in found if words})


def brand(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell who is meant, as written, without legal form and line of business."""
    text = spelled(name)
    if is_chinese(text):
        return fold(name).words
    nothing = LEGAL | FILLERS | CONCEPTS.keys()
    return tuple(word for word in text.split() if word not in nothing) or tuple(text.split())
