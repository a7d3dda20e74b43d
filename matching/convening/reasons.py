"""Why each is invited, and who could come instead."""

from __future__ import annotations

from dataclasses import dataclass

from matching.coalitions import COVERED, Alternate, alternates
from matching.coalitions.terms import AT_MOST, keeps
from matching.convening.conditions import PRIORITY
from matching.convening.invitation import Invitation
from matching.records import Facet


@dataclass(frozen=True, slots=True)
class Invitee:
    """A partner on the list: `gain` is what the list would cover less without it, `speaks_to` what it covers best.

    `needed_by` names the rules that would break without it.
    """

    partner: str
    gain: float
    speaks_to: tuple[tuple[Facet, float], ...]
    needed_by: tuple[str, ...]

    @property
    def priorities(self) -> tuple[str, ...]:
        """The needs that it speaks to, those it covers best first."""
        return tuple(dict.fromkeys(facet.need for facet, _ in self.speaks_to))


def invitees(invitation: Invitation) -> tuple[Invitee, ...]:
    """Return everybody on the list with the reason, whoever adds most first, ties by id; nobody where there is no list.

    Who is best at nothing speaks to what they cover most.
    """
    choice = invitation.choice
    if choice is None:
        return ()
    coverage, found = invitation.coverage, []
    whole = coverage.of_members(choice.members)
    for member in choice.members:
        rest = [other for other in choice.members if other != member]
        row = coverage.rows_of([member])[0]
        best = [number for number, who in enumerate(choice.serves) if who == member and coverage.weighted[row, number]]
        spoken = best or [int(coverage.weighted[row].argmax())]
        worth = coverage.weighted[row].tolist()
        order = [number for _, number in sorted((-worth[number], number) for number in spoken)]
        found.append(
            Invitee(
                member,
                whole - coverage.of_members(rest),
                tuple((coverage.facets[number], float(coverage.cells[row, number])) for number in order),
                _needed(invitation, member),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.gain, each.partner)))


def instead(invitation: Invitation, member: str, count: int = 2) -> tuple[Alternate, ...]:
    """Return who could take the seat of a member while every rule holds, best first.

    :raises ValueError: If `member` is not on the list.
    """
    if invitation.choice is None:
        raise ValueError(f"{member} is not on the list: there is none")
    return alternates(invitation.coverage, invitation.terms, invitation.choice, member, count)


def uncovered(invitation: Invitation) -> tuple[Facet, ...]:
    """Return what nobody on the list covers well enough, heaviest first."""
    coverage, choice = invitation.coverage, invitation.choice
    rows = coverage.rows_of(choice.members) if choice else []
    missing = [
        facet
        for number, facet in enumerate(coverage.facets)
        if not rows or coverage.cells[rows, number].max() < COVERED
    ]
    return tuple(sorted(missing, key=lambda facet: (-facet.weight, facet.need, facet.kind, facet.text)))


def _needed(invitation: Invitation, member: str) -> tuple[str, ...]:
    members = frozenset(invitation.choice.members) if invitation.choice else frozenset()
    return tuple(
        rule.name.removeprefix(PRIORITY)
        for rule in invitation.terms.rules
        if rule.comparator != AT_MOST and member in rule.members and not keeps(rule, len(members & rule.members) - 1)
    )
