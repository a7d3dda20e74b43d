"""What an approach or an engagement lays claim to, in one shape so that both can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from matching.records import Approach, Engagement, Level, Period, Resource, State

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
