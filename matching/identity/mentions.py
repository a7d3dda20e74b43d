"""Names as a file mentions them, resolved: what an importer asks of a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from matching.identity.features import Asked
from matching.identity.register import Register
from matching.records import Resolved


class Mentioned(Protocol):
    """An organisation as a file names it; `type` is its IATI organisation type, a claim and no proof."""

    @property
    def name(self) -> str:
        """Return the name."""
        ...

    @property
    def country(self) -> str:
        """Return its country, "" where the file has none."""
        ...

    @property
    def website(self) -> str:
        """Return its website, "" where the file has none."""
        ...

    @property
    def identifiers(self) -> Mapping[str, str]:
        """Return its numbers by register."""
        ...

    @property
    def type(self) -> str:
        """Return the type that the file states, "" where it states none."""
        ...


def resolve_mentions(register: Register, mentions: Sequence[Mentioned]) -> Sequence[Resolved]:
    """Return who is meant, one answer a mention, in their order."""
    return register.resolve_many(
        [Asked(each.name, each.country, each.website, each.identifiers, each.type) for each in mentions]
    )
