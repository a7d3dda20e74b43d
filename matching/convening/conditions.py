"""The rules of an invitation from readable choices: how many seats, who must be among them, who may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matching.coalitions import COVERED, Coverage, Demand, Terms
from matching.coalitions.demands import affiliate_vetoes, rule
from matching.coalitions.terms import AT_LEAST
from matching.convening.candidates import Scope, present
from matching.convening.priorities import Priority
from matching.records import Need, Origin, Profile, Rule

SEATS = 40
# A meeting larger than this is a conference, and nobody reads its list.
MOST_SEATS = 120
PRESENT, PRIORITY = "present", "priority:"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a coordinator sets; `present` is the share of seats for partners at work in the country, 0..1."""

    seats: int = SEATS
    scope: Scope = Scope.REGION
    demands: tuple[Demand, ...] = ()
    present: float = 0.5
    each_priority: bool = True
    without_excluded: bool = True
    invited: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what no meeting can have.

        :raises ValueError: If there is no seat or too many, or the share lies outside 0..1.
        """
        if not 1 <= self.seats <= MOST_SEATS:
            raise ValueError(f"seats must be 1 to {MOST_SEATS}, got {self.seats}")
        if not 0 <= self.present <= 1:
            raise ValueError(f"the share of seats for partners present must be 0 to 1, got {self.present}")


@dataclass(frozen=True)
class Settled:
    """The terms that follow from rules, and the priorities that no candidate answers: for those there is no rule."""

    terms: Terms
    unanswered: tuple[str, ...]


def terms_of(
    rules: Rules, country: str, asked: Sequence[Priority], coverage: Coverage, profiles: Sequence[Profile]
) -> Settled:
    """Return the terms of an invitation among the candidates of a coverage; `profiles` holds all of them.

    A parent and its affiliate do not both take a seat. A rule's name is a wish, `present`, or `priority:` and a need.
    """
    here = set(coverage.candidates)
    known = [profile for profile in profiles if profile.id in here]
    # A wish is read for a need: this one asks nothing but to be in the country.
    place = Need("", "", "", "", Origin("the rules of an invitation"), countries=(country,))
    made = []
    for demand in {demand.wish: demand for demand in rules.demands}.values():
        found = rule(demand, place, known)
        made.append(Rule(demand.wish.value, found.comparator, found.bound, found.members))
    there = present(known, country)
    if least := min(round(rules.present * rules.seats), len(there)):  # where fewer are at work, all of them
        made.append(Rule(PRESENT, AT_LEAST, least, there))
    answering = answers(asked, coverage)
    if rules.each_priority:
        made += [Rule(f"{PRIORITY}{need}", AT_LEAST, 1, who) for need, who in answering.items() if who]
    terms = Terms(
        max_members=rules.seats,
        member_cost=0.0,
        rules=tuple(made),
        vetoes=affiliate_vetoes(known),
        forced=(rules.invited - rules.left_out) & here,
        forbidden=rules.left_out & here,
    )
    return Settled(terms, tuple(need for need, who in answering.items() if not who))


def answers(asked: Sequence[Priority], coverage: Coverage) -> dict[str, frozenset[str]]:
    """Return for each priority, in its order, the candidates who cover at least one of its facets."""
    found = {}
    for priority in asked:
        columns = [number for number, facet in enumerate(coverage.facets) if facet.need == priority.id]
        best = coverage.cells[:, columns].max(axis=1)
        found[priority.id] = frozenset(coverage.candidates[row] for row in np.flatnonzero(best >= COVERED))
    return found
