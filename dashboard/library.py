"""What the pages look up again and again, read once: needs, partners and entities that everybody may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from matching.records import Entity, Need, Profile


@dataclass(frozen=True)
class Library:
    """Needs, profiles and entities by id, in order of id."""

    needs: Mapping[str, Need]
    profiles: Mapping[str, Profile]
    entities: Mapping[str, Entity]

    @cached_property
    def synthetic(self) -> bool:
        """Whether anything in it is invented."""
        return any(need.origin.synthetic for need in self.needs.values()) or any(
            profile.partner.origin.synthetic for profile in self.profiles.values()
        )

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that any need or partner names."""
        named = frozenset(country for need in self.needs.values() for country in need.countries)
        homes = (profile.partner.country for profile in self.profiles.values() if profile.partner.country)
        return named.union(homes, *(profile.countries for profile in self.profiles.values()))
