"""What a change of rules would do, before it is switched on (R17 ¶59)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching.disclosure import Viewpoint, grain
from matching.integrity.rules import Policy
from matching.integrity.screenings import needless
from matching.integrity.verdicts import Verdicts, judge
from matching.records import (
    LIVE_STAGES,
    Approach,
    Engagement,
    Kind,
    Partner,
    Ruling,
    Screening,
    Size,
    State,
    Visibility,
)

RUNNING = frozenset({State.PROPOSED, State.SCREENED, State.AGREED, State.ACTIVE})


@dataclass(frozen=True, slots=True)
class Hit:
    """A live engagement or approach of an entity with a partner that would be excluded."""

    record: str
    entity: str
    partner: str


@dataclass(frozen=True)
class Effect:
    """Before and after of a change: who drops out or comes back for whom, what is hit, what need not be done again.

    `dropped` and `returned` hold partners by entity, those without any left out. `needless_before` and
    `needless_after` count screenings that a further entity makes though it comes to the same ruling as one before it.
    """

    before: Verdicts
    after: Verdicts
    dropped: Mapping[str, tuple[str, ...]]
    returned: Mapping[str, tuple[str, ...]]
    hits: tuple[Hit, ...]
    needless_before: int
    needless_after: int

    @property
    def partners(self) -> frozenset[str]:
        """Everyone who drops out for at least one entity."""
        return frozenset(partner for gone in self.dropped.values() for partner in gone)

    @property
    def back(self) -> frozenset[str]:
        """Everyone who comes back for at least one entity."""
        return frozenset(partner for back in self.returned.values() for partner in back)

    @property
    def records(self) -> frozenset[str]:
        """The live engagements and approaches that are hit, each once however many of its partners drop out."""
        return frozenset(hit.record for hit in self.hits)

    @property
    def by_kind(self) -> Counter[Kind]:
        """How many of them are of each kind."""
        return Counter(partner.kind for partner in self._those())

    @property
    def by_size(self) -> Counter[Size | None]:
        """How many of them are of each size, None for what is no company."""
        return Counter(partner.size for partner in self._those())

    @property
    def msme(self) -> int:
        """How many small firms are among them."""
        return self.by_size[Size.MSME]

    def _those(self) -> list[Partner]:
        return [self.after.dossiers.partners[name] for name in sorted(self.partners)]


def what_if(
    before: Verdicts,
    changed: Iterable[Policy],
    engagements: Sequence[Engagement] = (),
    approaches: Sequence[Approach] = (),
    screenings: Sequence[Screening] = (),
) -> Effect:
    """Return what happens when the changed policies take the place of those of the same entities."""
    policies = dict(before.policies) | {policy.entity: policy for policy in changed}
    after = judge(policies.values(), before.dossiers)
    excluded = {entity: before.blocked(entity) for entity in policies}
    then = {entity: after.blocked(entity) for entity in policies}
    dropped = {entity: tuple(sorted(then[entity] - excluded[entity])) for entity in sorted(policies)}
    returned = {entity: tuple(sorted(excluded[entity] - then[entity])) for entity in sorted(policies)}
    today = before.dossiers.today
    return Effect(
        before,
        after,
        {entity: gone for entity, gone in dropped.items() if gone},
        {entity: back for entity, back in returned.items() if back},
        _hits({entity: frozenset(gone) for entity, gone in dropped.items()}, engagements, approaches),
        needless(screenings, before.ruling, today),
        needless(screenings, after.ruling, today),
    )


def _hits(
    dropped: Mapping[str, frozenset[str]], engagements: Sequence[Engagement], approaches: Sequence[Approach]
) -> tuple[Hit, ...]:
    found = {
        Hit(engagement.id, entity, member.partner)
        for engagement in engagements
        if engagement.state in RUNNING
        for entity in engagement.entities
        for member in engagement.members
        if member.partner in dropped.get(entity, frozenset())
    }
    found |= {
        Hit(approach.id, approach.entity, approach.partner)
        for approach in approaches
        if approach.stage in LIVE_STAGES and approach.partner in dropped.get(approach.entity, frozenset())
    }
    return tuple(sorted(found, key=lambda hit: (hit.entity, hit.partner, hit.record)))


def ruling_changes(effect: Effect, entity: str) -> Counter[tuple[Ruling, Ruling]]:
    """Return how many partners move from which ruling to which for an entity; those that stay are left out."""
    now, then = effect.before.of_entity(entity), effect.after.of_entity(entity)
    return Counter((now[partner], then[partner]) for partner in now if now[partner] is not then[partner])


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
