"""Facts that come with Concert and are the same for everybody: countries, UN entities, Goals, published figures."""

from __future__ import annotations

from functools import cache

from data.abilities import read_abilities
from data.countries import Country, UnknownCountryError, country, find_country, read_countries
from data.entities import read_entities
from data.figures import Figure, SizeClassShare, read_figures, read_size_classes
from data.goals import Goal, read_goals
from matching.capabilities import Vocabulary

__all__ = [
    "Country",
    "Figure",
    "Goal",
    "SizeClassShare",
    "UnknownCountryError",
    "country",
    "find_country",
    "read_countries",
]
__all__ += ["read_entities", "read_figures", "read_goals", "read_size_classes", "regions", "vocabulary"]


def regions() -> dict[str, str]:
    """Return the region of each country, by ISO 3166 code."""
    return {each.iso3: each.region for each in read_countries()}


@cache
def vocabulary() -> Vocabulary:
    """Return what partners can do or supply, by its names in the six languages."""
    return Vocabulary(read_abilities())
