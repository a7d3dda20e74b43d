"""From a need and a pool to proposed coalitions, and from any set of members to what it is worth: the door."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from matching.coalitions.alliances import Alliance, seated
from matching.coalitions.choice import Choice, chosen
from matching.coalitions.coverage import Coverage
from matching.coalitions.demands import Demand, affiliate_vetoes, incompatible_vetoes, rival_rules, rules
from matching.coalitions.explaining import Alternate, MemberGain, alternates, gains, uncovered
from matching.coalitions.facets import facets_of, weighed
from matching.coalitions.proposing import Proposal, propose
from matching.coalitions.reach import Reach
from matching.coalitions.terms import MAX_MEMBERS, MEMBER_COST, Breach, Terms
from matching.pool import Pool
from matching.records import Evidence, Facet, Need, Profile


class Apart(StrEnum):
    """Who is kept out of one coalition."""

    AFFILIATES = "affiliates"
    COMPETITORS = "competitors"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a person sets: composition, who must be in or out, who is kept apart, size and what a member costs.

    `facets` None takes the need's own. `incompatible` holds pairs of partners whose verdicts exclude each other, with
    the reason. `capacity` caps how many facets a partner can serve.
    """

    facets: tuple[Facet, ...] | None = None
    demands: tuple[Demand, ...] = ()
    forced: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    apart: frozenset[Apart] = frozenset({Apart.AFFILIATES})
    alliances: tuple[Alliance, ...] = ()
    incompatible: tuple[tuple[str, str, str], ...] = ()
    capacity: Mapping[str, int] = field(default_factory=dict)
    max_members: int = MAX_MEMBERS
    member_cost: float = MEMBER_COST


@dataclass(frozen=True, slots=True)
class Seating:
    """A set of members as it stands: worth, gains, what nobody covers, and every term that it breaks."""

    choice: Choice
    gains: tuple[MemberGain, ...]
    uncovered: tuple[Facet, ...]
    broken: tuple[Breach, ...]


@dataclass(frozen=True)
class Assembly:
    """All that is known when coalitions are built for one need: reach, coverage with alliances, terms, profiles.

    `excluded` are the partners that are not proposed because the need's entity excludes them.
    """

    need: Need
    reach: Reach
    coverage: Coverage
    terms: Terms
    profiles: Mapping[str, Profile]
    alliances: tuple[Alliance, ...] = ()
    excluded: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, need: Need, pool: Pool, conditions: Conditions | None = None, excluded: Collection[str] = ()
    ) -> Assembly:
        """Return the assembly of a need in a pool.

        :raises ValueError: If the need has no facet, or the conditions contradict themselves.
        """
        return cls.on(Reach.of(need, _facets(need, conditions), pool), conditions, excluded)

    @classmethod
    def on(cls, reach: Reach, conditions: Conditions | None = None, excluded: Collection[str] = ()) -> Assembly:
        """Return the assembly of a reach at hand: other conditions need no new measurement while the facets stay.

        Whom the need's entity excludes is not proposed; who is forced in stays.

        :raises ValueError: If the conditions contradict themselves.
        """
        asked = conditions or Conditions()
        known = {profile.id: profile for profile in reach.pool.profiles}
        out = (frozenset(excluded) & frozenset(known)) - asked.forced
        kept = replace(asked, forbidden=asked.forbidden | out)
        coverage, terms = seated(reach.coverage, _terms(reach, kept), asked.alliances)
        allied = {alliance.id: ally(alliance, known) for alliance in asked.alliances}
        return cls(reach.need, reach, coverage, terms, known | allied, asked.alliances, out)

    @cached_property
    def proposal(self) -> Proposal:
        """The best different coalitions, or why there is none."""
        return propose(self.coverage, self.terms)

    def seating(self, members: Iterable[str]) -> Seating:
        """Return what any set of members is worth, whether or not it keeps the terms.

        :raises KeyError: If one is no candidate.
        """
        ordered = sorted(set(members))
        choice = chosen(self.coverage, self.terms, ordered)
        return Seating(
            choice, gains(self.coverage, choice), uncovered(self.coverage, choice), self.terms.broken(ordered)
        )

    def evidence(self, partner: str, facet: int) -> tuple[Evidence, ...]:
        """Return the sentences that speak for a member's coverage of a capability; of an alliance its best firm's.

        :raises KeyError: If the partner is no candidate.
        """
        alliance = next((each for each in self.alliances if each.id == partner), None)
        if alliance is None:
            return self.reach.evidence(partner, facet)
        reached = self.reach.coverage
        best = max(sorted(alliance.members), key=lambda firm: reached.cells[reached.rows_of([firm])[0], facet])
        return self.reach.evidence(best, facet)

    def alternates(self, choice: Choice, seat: str, count: int = 2) -> tuple[Alternate, ...]:
        """Return who could take the seat while every term holds, best first.

        :raises ValueError: If `seat` is not a member.
        """
        return alternates(self.coverage, self.terms, choice, seat, count)

    def newcomers(self, members: Sequence[str], count: int = 5) -> tuple[tuple[str, float], ...]:
        """Return who would add most value to the members without breaking one more term, with the change."""
        value = chosen(self.coverage, self.terms, sorted(members)).value if members else 0.0
        already = len(self.terms.broken(members))
        adds = self.coverage.added_by(members)
        order = sorted(adds, key=lambda name: (-adds[name], name))
        found = []
        for name in order:
            if name not in members and len(self.terms.broken([*members, name])) <= already:
                after = chosen(self.coverage, self.terms, sorted([*members, name])).value
                found.append((name, after - value))
            if len(found) == count:
                break
        return tuple(found)


def ally(alliance: Alliance, profiles: Mapping[str, Profile]) -> Profile:
    """Return an alliance as one profile: its first firm's facts, the capabilities and countries of all.

    :raises KeyError: If a firm is not among the profiles.
    """
    firms = [profiles[member] for member in sorted(alliance.members)]
    first = firms[0].partner
    partner = replace(
        first,
        id=alliance.id,
        name=" + ".join(firm.partner.name for firm in firms),
        countries=tuple(sorted(frozenset().union(*(firm.countries for firm in firms)))),
        women_led=any(firm.partner.women_led for firm in firms) or None,
        affiliates=(),
    )
    return Profile(partner, tuple(capability for firm in firms for capability in firm.capabilities))


def capacities(profiles: Iterable[Profile]) -> dict[str, int]:
    """Return how much each partner can carry: the sum of what its capabilities state; who states nothing has no cap."""
    stated = {
        profile.id: [each.capacity for each in profile.capabilities if each.capacity is not None]
        for profile in profiles
    }
    return {partner: sum(numbers) for partner, numbers in stated.items() if numbers}


def _facets(need: Need, conditions: Conditions | None) -> tuple[Facet, ...]:
    given = conditions.facets if conditions else None
    return facets_of(need) if given is None else weighed(given)


def _terms(reach: Reach, asked: Conditions) -> Terms:
    profiles = reach.pool.profiles
    apart = affiliate_vetoes(profiles) if Apart.AFFILIATES in asked.apart else ()
    rivals = rival_rules(profiles) if Apart.COMPETITORS in asked.apart else ()
    return Terms(
        max_members=asked.max_members,
        member_cost=asked.member_cost,
        rules=(*rules(asked.demands, reach.need, profiles), *rivals),
        vetoes=(*apart, *incompatible_vetoes(asked.incompatible)),
        forced=asked.forced,
        forbidden=asked.forbidden,
        capacity=asked.capacity,
    )
