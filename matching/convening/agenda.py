"""An agenda from what the list covers, from what nobody covers, and from who is about to ask the same partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from matching.coalitions import COVERED
from matching.convening.candidates import places_of
from matching.convening.invitation import Invitation
from matching.convening.priorities import Priority
from matching.convening.reasons import uncovered
from matching.records import Facet, Profile, Size

MINUTES = 180
# More subjects than these fit into no half day; the others are read beforehand.
MOST_SUBJECTS = 6
_OPENING, _CLOSING, _SHORTEST = 15, 20, 10


class Subject(StrEnum):
    """What a point of the agenda is about."""

    OPENING = "opening"
    PRIORITY = "priority"
    GAPS = "gaps"
    COLLISIONS = "collisions"
    NEXT_STEPS = "next_steps"


@dataclass(frozen=True, slots=True)
class Point:
    """One point: minutes, the need of a priority, who should speak, what is missing, whose approaches collide."""

    subject: Subject
    minutes: int
    need: str = ""
    speakers: tuple[str, ...] = ()
    missing: tuple[Facet, ...] = ()
    partners: tuple[str, ...] = ()


def agenda(
    invitation: Invitation,
    asked: Sequence[Priority],
    collisions: Mapping[str, int] | None = None,
    minutes: int = MINUTES,
) -> tuple[Point, ...]:
    """Return the points of a meeting of so many minutes; `collisions` counts the colliding approaches by partner.

    The heaviest priorities get time by their weight, then gaps that nobody in the room covers, then collisions, where
    there are any. Times add up to `minutes`.

    :raises ValueError: If `minutes` is below 60.
    """
    if minutes < 60:
        raise ValueError(f"an agenda needs at least 60 minutes, got {minutes}")
    missing = uncovered(invitation)
    busy = sorted(collisions or {}, key=lambda partner: (-(collisions or {})[partner], partner))
    subjects = list(asked[:MOST_SUBJECTS])
    points = [Point(Subject.PRIORITY, 0, each.id, *_room(invitation, each, missing)) for each in subjects]
    weights = [each.weight for each in subjects]
    if missing:
        points.append(Point(Subject.GAPS, 0, missing=missing[:MOST_SUBJECTS]))
        weights.append(max(weights, default=1.0))
    if busy:
        points.append(Point(Subject.COLLISIONS, 0, partners=tuple(busy[:MOST_SUBJECTS])))
        weights.append(max(weights, default=1.0))
    times = _shared(minutes - _OPENING - _CLOSING, weights)
    timed = [
        Point(each.subject, time, each.need, each.speakers, each.missing, each.partners)
        for each, time in zip(points, times, strict=True)
    ]
    left = minutes - _OPENING - sum(times)
    return (Point(Subject.OPENING, _OPENING), *timed, Point(Subject.NEXT_STEPS, left))


def _room(
    invitation: Invitation, priority: Priority, missing: Sequence[Facet]
) -> tuple[tuple[str, ...], tuple[Facet, ...]]:
    """Return who on the list covers most of a priority, at most three, and what of it nobody covers."""
    lacking = tuple(facet for facet in missing if facet.need == priority.id)
    if invitation.choice is None:
        return (), lacking
    coverage, members = invitation.coverage, invitation.choice.members
    columns = [number for number, facet in enumerate(coverage.facets) if facet.need == priority.id]
    rows = coverage.rows_of(members)
    worth = coverage.weighted[rows][:, columns].sum(axis=1)
    able = np.flatnonzero(coverage.cells[rows][:, columns].max(axis=1) >= COVERED)
    order = sorted(able.tolist(), key=lambda place: (-worth[place], members[place]))
    return tuple(members[place] for place in order[:3]), lacking


def _shared(minutes: int, weights: Sequence[float]) -> list[int]:
    """Share minutes by weight in steps of five, nobody below the shortest."""
    total = sum(weights)
    if not total:
        return []
    raw = [max(_SHORTEST, 5 * round(minutes * weight / total / 5)) for weight in weights]
    while sum(raw) > minutes and max(raw) > _SHORTEST:
        # The last of the longest gives way: the order is that of weight.
        longest = len(raw) - 1 - raw[::-1].index(max(raw))
        raw[longest] -= 5
    while raw and sum(raw) > minutes:
        raw = [time - 1 if time > 1 else time for time in raw]
    return raw


@dataclass(frozen=True, slots=True)
class ListFigures:
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
) -> tuple[ListFigures, ...]:
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
            ListFigures(
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
