"""The running engagements and live approaches of which somebody may be told: what a change of rules would hit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.disclosure import Viewpoint, grain
from matching.integrity.what_if import RUNNING
from matching.records import Approach, Engagement, Visibility


@dataclass(frozen=True)
class LiveRecords:
    """Engagements and live approaches as far as somebody may know them by name."""

    engagements: tuple[Engagement, ...]
    approaches: tuple[Approach, ...]

    @classmethod
    def told(cls, view: Viewpoint, engagements: Iterable[Engagement], approaches: Iterable[Approach]) -> LiveRecords:
        """Return those of some records that may be named to who looks from a viewpoint."""
        return cls(
            tuple(each for each in engagements if grain(view, each.disclosure) is Visibility.NAMED),
            tuple(each for each in approaches if grain(view, each.disclosure) is Visibility.NAMED),
        )

    @property
    def titles(self) -> Mapping[str, str]:
        """What each record is called, by its id."""
        return {each.id: each.title for each in self.engagements} | {each.id: each.topic for each in self.approaches}

    @property
    def owners(self) -> Mapping[str, str]:
        """The entity whose record each is, by its id."""
        records: list[Engagement | Approach] = [*self.engagements, *self.approaches]
        return {each.id: each.disclosure.owner_entity for each in records}

    def partners_of(self, entity: str) -> frozenset[str]:
        """Return the partners with whom an entity works or whom it is about to ask."""
        running = (each for each in self.engagements if each.state in RUNNING and entity in each.entities)
        members = {member.partner for each in running for member in each.members}
        return frozenset(members | {each.partner for each in self.approaches if each.entity == entity})
