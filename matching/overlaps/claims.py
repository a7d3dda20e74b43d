"""What an approach or an engagement lays claim to, in one shape so that both can be compared."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.records import Approach, Engagement, Level, Partner, Period, Resource, State

# States in which an engagement still ties up its partner.
RUNNING = frozenset({State.PROPOSED, State.SCREENED, State.AGREED, State.ACTIVE})


@dataclass(frozen=True, slots=True)
class Claim:
    """Who asks whom for what, where, about what, and when.

    `countries` is empty for a claim at global level, which reaches every country; `joint` names the talk that made it
    part of one joint approach.
    """

    id: str
    entities: frozenset[str]
    partner: str
    resources: frozenset[Resource]
    window: Period
    countries: frozenset[str] = frozenset()
    sdgs: frozenset[int] = frozenset()
    topic: str = ""
    joint: str = ""

    @property
    def worldwide(self) -> bool:
        """Whether the claim is held at global level."""
        return not self.countries


def claim_of_approach(approach: Approach) -> Claim:
    """Return what a live approach claims."""
    local = approach.level is Level.COUNTRY and approach.country
    return Claim(
        id=approach.id,
        entities=frozenset({approach.entity}),
        partner=approach.partner,
        resources=frozenset({approach.resource}),
        window=approach.window,
        countries=frozenset({approach.country}) if local else frozenset(),
        sdgs=frozenset(approach.sdgs),
        topic=approach.topic,
        joint=approach.joint,
    )


def claims_of_engagement(engagement: Engagement) -> tuple[Claim, ...]:
    """Return one claim a member of an engagement that still runs, none for one that has ended."""
    if engagement.state not in RUNNING:
        return ()
    local = engagement.level is Level.COUNTRY
    return tuple(
        Claim(
            id=engagement.id,
            entities=frozenset(engagement.entities),
            partner=member.partner,
            resources=frozenset(engagement.resources),
            window=engagement.period,
            countries=frozenset(engagement.countries) if local else frozenset(),
            sdgs=frozenset(engagement.sdgs),
            topic=engagement.title,
        )
        for member in engagement.members
    )


# Half of the shares is control; a smaller stake does not make two firms one counterpart. Unknown shares count.
CONTROL = 0.5
# Parent, subsidiary and sister; further away nobody answers for both.
DEPTH = 2


@dataclass(frozen=True, slots=True)
class Groups:
    """Links of control between partners, read in both directions."""

    links: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, partners: Iterable[Partner], control: float = CONTROL) -> Groups:
        """Return the links in which at least `control` of the shares, or an unknown part, is held."""
        links: dict[str, set[str]] = {}
        for partner in partners:
            for affiliate in partner.affiliates:
                if affiliate.share is None or affiliate.share >= control:
                    links.setdefault(partner.id, set()).add(affiliate.partner)
                    links.setdefault(affiliate.partner, set()).add(partner.id)
        return cls({name: frozenset(others) for name, others in links.items()})

    def path(self, start: str, end: str, depth: int = DEPTH) -> tuple[str, ...]:
        """Return the shortest chain of partners from `start` to `end` with at most `depth` links, or nothing."""
        waiting: deque[tuple[str, ...]] = deque([(start,)])
        seen = {start}
        while waiting:
            chain = waiting.popleft()
            if chain[-1] == end:
                return chain
            if len(chain) <= depth:
                for other in sorted(self.links.get(chain[-1], frozenset()) - seen):
                    seen.add(other)
                    waiting.append((*chain, other))
        return ()

    def near(self, partner: str, depth: int = DEPTH) -> frozenset[str]:
        """Return the partner and everyone within `depth` links."""
        found, edge = {partner}, {partner}
        for _ in range(depth):
            edge = {other for name in edge for other in self.links.get(name, frozenset())} - found
            found |= edge
        return frozenset(found)
