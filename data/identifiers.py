"""By what identifiers UN entities are known in the International Aid Transparency Initiative (IATI)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from data.facts import read_table


@cache
def iati_identifiers() -> Mapping[str, str]:
    """Return the IATI organisation identifier of each entity that has one, by its id."""
    return MappingProxyType({row["entity"]: row["identifier"] for row in read_table("entity_identifiers")})
