"""The register as one class of viewers may see it: live approaches, how they touch, what they are worth. Pure.

All of it is made of records that may be named. What is told of the others (`unnamed`) enters no figure: a class, a move
or a match that an unnamed record caused would tell of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from matching.clearance import ResolvedContest, resolved
from matching.coordination.unnamed import Unnamed
from matching.disclosure import Viewpoint, grain
from matching.overlaps import Groups, by_words, claim_of_approach, find_overlaps
from matching.planning import Competition, NoPlan, Plan, PlanningProblem, months, over_time, problem_of
from matching.records import (
    Approach,
    Circle,
    Event,
    Need,
    Overlap,
    OverlapClass,
    Partner,
    Profile,
    SizeClass,
    Talk,
    Visibility,
)

NOTHING = Unnamed({}, {})


@dataclass(frozen=True)
class Register:
    """What the store tells the viewer: approaches live and over, their log, wishes of partners, exclusions."""

    approaches: tuple[Approach, ...]
    events: tuple[Event, ...]
    talks: tuple[Talk, ...]
    around: Circle
    sizes: Mapping[SizeClass, int] = field(default_factory=dict)
    engaged: frozenset[str] = frozenset()
    blocked: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Situation:
    """What may be told from a viewpoint on a day: live approaches by id, how they touch, the plan for them."""

    view: Viewpoint
    live: Mapping[str, Approach]
    unnamed: Unnamed
    overlaps: tuple[Overlap, ...]
    partners: Mapping[str, Partner]
    needs: Mapping[str, Need]
    problem: PlanningProblem
    told: tuple[Approach, ...]
    register: Register

    @classmethod
    def of(
        cls,
        register: Register,
        profiles: Sequence[Profile],
        needs: Mapping[str, Need],
        view: Viewpoint,
        unnamed: Unnamed = NOTHING,
    ) -> Situation:
        """Return what may be told of a register; the database has left out what may not, and here it is asked again."""
        partners = {profile.id: profile.partner for profile in profiles}
        told = tuple(each for each in register.approaches if grain(view, each.disclosure) is Visibility.NAMED)
        alive = {each.id: each for each in told if each.live}
        claims = [claim_of_approach(each) for each in alive.values()]
        return cls(
            view=view,
            live=alive,
            unnamed=unnamed,
            overlaps=tuple(find_overlaps(claims, Groups.of(partners.values()), by_words)),
            partners=partners,
            needs=needs,
            problem=problem_of(
                told, profiles, register.around.quiet, view.at.date(), by_words, blocked=register.blocked
            ),
            told=told,
            register=register,
        )

    @property
    def day(self) -> date:
        """The day (UTC) on which it is so."""
        return self.view.at.date()

    @cached_property
    def collisions(self) -> tuple[Overlap, ...]:
        """The pairs that collide."""
        return tuple(each for each in self.overlaps if each.kind is OverlapClass.COLLISION)

    @cached_property
    def gravest(self) -> dict[str, OverlapClass]:
        """How each live approach stands: colliding, else joinable, else for itself."""
        found = dict.fromkeys(self.live, OverlapClass.INDEPENDENT)
        for overlap in self.overlaps:
            for name in (overlap.left, overlap.right):
                if found.get(name) is not OverlapClass.COLLISION:
                    found[name] = overlap.kind
        return found

    @cached_property
    def ends(self) -> tuple[ResolvedContest, ...]:
        """The contests of the last year that were resolved, of records that may be counted."""
        counted = {each.id for each in self.told}
        found = resolved([event for event in self.register.events if event.of in counted])
        return tuple(each for each in found if (self.day - each.at.date()).days <= 365)

    @property
    def now(self) -> Competition:
        """The competition among live approaches, a joint one counted once."""
        return self.problem.competition

    @cached_property
    def history(self) -> tuple[tuple[date, Competition], ...]:
        """The competition at the end of each of the last twelve months, and today."""
        # Who joined later collided before: the pairs are asked for without what came of them.
        apart = [replace(claim_of_approach(each), joint="") for each in self.told]
        overlaps = find_overlaps(apart, Groups.of(self.partners.values()), by_words)
        pairs = [(each.left, each.right) for each in overlaps if each.kind is OverlapClass.COLLISION]
        worth = self.problem.offers.worth(self.told)
        return over_time(self.told, self.register.events, pairs, worth, months(self.day))

    def plan(self, cap: int) -> Plan | NoPlan:
        """Return the plan under a cap; made once for each."""
        if cap not in self._plans:
            self._plans[cap] = self.problem.solve(cap)
        return self._plans[cap]

    @cached_property
    def _plans(self) -> dict[int, Plan | NoPlan]:
        return {}

    def owners(self, approaches: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return owner entity and id of live approaches, for who notes whose records were shown."""
        return tuple((self.live[name].disclosure.owner_entity, name) for name in approaches if name in self.live)

    def excluded(self, approach: str) -> bool:
        """Return whether the due diligence of its entity excludes the partner of a live approach."""
        found = self.live.get(approach)
        return found is not None and (found.entity, found.partner) in self.register.blocked
