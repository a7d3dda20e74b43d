"""Why this coalition: what each member adds, what would be lost, who could sit in a seat instead."""

from __future__ import annotations

from dataclasses import dataclass

from matching.coalitions.choice import Choice, chosen
from matching.coalitions.coverage import COVERED, Coverage
from matching.coalitions.exact import TIE
from matching.coalitions.terms import Terms
from matching.records import Facet


@dataclass(frozen=True, slots=True)
class MemberGain:
    """What one member is worth: `gain` is the coverage lost without it, `loses` the facets no longer covered then."""

    member: str
    gain: float
    loses: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Alternate:
    """A partner who could take a member's place under every term, and the change in value."""

    seat: str
    partner: str
    change: float


def gains(coverage: Coverage, choice: Choice) -> tuple[MemberGain, ...]:
    """Return what the coalition would lose without each member, in order of member id."""
    found = []
    whole = coverage.of_members(choice.members)
    covered = set(covered_facets(coverage, choice.members))
    for member in choice.members:
        rest = [other for other in choice.members if other != member]
        lost = tuple(coverage.facets[f] for f in sorted(covered - set(covered_facets(coverage, rest))))
        found.append(MemberGain(member, whole - coverage.of_members(rest), lost))
    return tuple(found)


def covered_facets(coverage: Coverage, members: list[str] | tuple[str, ...]) -> list[int]:
    """Return the numbers of the facets that some member covers well enough to count."""
    rows = coverage.rows_of(members)
    return [f for f in range(len(coverage.facets)) if rows and coverage.cells[rows, f].max() >= COVERED]


def served(coverage: Coverage, choice: Choice, member: str) -> tuple[int, ...]:
    """Return the numbers of the facets that the member serves and covers well enough to count."""
    row = coverage.rows_of([member])[0]
    return tuple(f for f, who in enumerate(choice.serves) if who == member and coverage.cells[row, f] >= COVERED)


def uncovered(coverage: Coverage, choice: Choice) -> tuple[Facet, ...]:
    """Return the facets that nobody in the coalition covers well enough, heaviest first."""
    covered = set(covered_facets(coverage, choice.members))
    missing = [facet for f, facet in enumerate(coverage.facets) if f not in covered]
    return tuple(sorted(missing, key=lambda facet: (-facet.weight, facet.kind, facet.text)))


def alternates(coverage: Coverage, terms: Terms, choice: Choice, seat: str, count: int = 2) -> tuple[Alternate, ...]:
    """Return the best `count` partners who could replace `seat` while every term holds.

    :raises ValueError: If `seat` is not a member.
    """
    if seat not in choice.members:
        raise ValueError(f"{seat} has no seat in this coalition; members: {', '.join(choice.members)}")
    rest = [member for member in choice.members if member != seat]
    adds, already = coverage.added_by(rest), set(choice.members)
    base = coverage.of_members(rest) - terms.member_cost * len(choice.members) - choice.value
    order = sorted((name for name in coverage.candidates if name not in already), key=lambda name: (-adds[name], name))
    kept: list[Alternate] = []
    for name in order:
        # Capacities can only lower what a newcomer adds, so behind this one nobody is better than those kept. Without
        # capacities nobody can be as good and come first either.
        slack = 0.0 if terms.capacity else TIE
        if len(kept) >= count and base + adds[name] < kept[count - 1].change + slack:
            break
        if not terms.broken([*rest, name]):
            kept.append(Alternate(seat, name, chosen(coverage, terms, [*rest, name]).value - choice.value))
            kept.sort(key=lambda alternate: (-alternate.change, alternate.partner))
    return tuple(kept[:count])
