"""Lists side by side: what each covers, who is on it, and who is on one of them only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matching.coalitions import COVERED
from matching.convening.candidates import places_of
from matching.convening.invitation import Invitation
from matching.records import Profile, Size


@dataclass(frozen=True, slots=True)
class Standing:
    """One list in figures: seats taken, the weight covered 0..1, priorities with an answer, and of whom it is made."""

    name: str
    seats: int
    covered: float
    gap: float
    answered: int
    priorities: int
    small: int
    women_led: int
    present: int
    only_here: tuple[str, ...]


def standings(
    lists: Sequence[tuple[str, Invitation]], profiles: Mapping[str, Profile], country: str
) -> tuple[Standing, ...]:
    """Return each list in figures, in the order given; a list that cannot be made has no seats.

    :raises KeyError: If a member is not among the profiles.
    """
    sets = [frozenset(made.choice.members) if made.choice else frozenset[str]() for _, made in lists]
    found = []
    for place, (name, made) in enumerate(lists):
        others = frozenset().union(*(each for number, each in enumerate(sets) if number != place))
        members = sorted(sets[place])
        partners = [profiles[member].partner for member in members]
        found.append(
            Standing(
                name,
                len(members),
                made.choice.coverage if made.choice else 0.0,
                made.gap,
                answered(made),
                len({facet.need for facet in made.coverage.facets}),
                sum(partner.size is Size.MSME for partner in partners),
                sum(partner.women_led is True for partner in partners),
                sum(country in places_of(profiles[member]) for member in members),
                tuple(member for member in members if member not in others) if len(sets) > 1 else (),
            )
        )
    return tuple(found)


def answered(made: Invitation) -> int:
    """Return how many priorities somebody on the list answers in at least one facet."""
    if made.choice is None:
        return 0
    best = made.coverage.cells[made.coverage.rows_of(made.choice.members)].max(axis=0)
    return len({facet.need for facet, cell in zip(made.coverage.facets, best.tolist(), strict=True) if cell >= COVERED})
