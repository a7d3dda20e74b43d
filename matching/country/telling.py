"""What of the register may be told of one country: of records that may be told there, as much as their grain allows.

A country page breaks the register down by place. A record of which only the existence may be told has no place, so it
is left out here as hidden ones are, and counted for all countries together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matching.disclosure import Viewpoint, grain, listing
from matching.records import Approach, Disclosure, Engagement, Kind, Partner, Visibility

PLACED = frozenset({Visibility.NAMED, Visibility.TYPE})


@dataclass(frozen=True, slots=True)
class ToldApproach:
    """A live approach with what may not be told taken out; `kind` is its partner's, which may be told of all."""

    approach: Approach
    kind: Kind
    named: bool


@dataclass(frozen=True, slots=True)
class ToldEngagement:
    """An engagement with what may not be told taken out; `kinds` are those of its members, in order of the code."""

    engagement: Engagement
    kinds: tuple[Kind, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of one country on a day."""

    country: str
    today: date
    engagements: Sequence[ToldEngagement]
    approaches: Sequence[ToldApproach]


def tell_approaches(
    view: Viewpoint, approaches: Iterable[Approach], partners: Mapping[str, Partner]
) -> tuple[ToldApproach, ...]:
    """Return the live approaches that may be told by place."""
    live = [each for each in approaches if each.live and grain(view, each.disclosure) in PLACED]
    kinds = {each.id: partners[each.partner].kind for each in live if each.partner in partners}
    return tuple(
        ToldApproach(seen.approach, kinds.get(seen.approach.id, Kind.OTHER), seen.grain is Visibility.NAMED)
        for seen in listing(view, live).shown
    )


def tell_engagements(
    view: Viewpoint, engagements: Iterable[Engagement], partners: Mapping[str, Partner]
) -> tuple[ToldEngagement, ...]:
    """Return the engagements that may be told by place; of type neither entities, members nor words are told."""
    told = []
    for each in engagements:
        seen = grain(view, each.disclosure)
        if seen in PLACED:
            kinds = sorted({partners[member.partner].kind for member in each.members if member.partner in partners})
            named = seen is Visibility.NAMED
            told.append(ToldEngagement(each if named else _bare(each), tuple(kinds), named))
    return tuple(told)


def withheld(view: Viewpoint, records: Iterable[Disclosure]) -> Mapping[str, int]:
    """Return how many records have no place that may be told, by reason; a record without one is just hidden."""
    found: Counter[str] = Counter()
    for each in records:
        if grain(view, each) not in PLACED:
            found[each.reason or "hidden"] += 1
    return dict(sorted(found.items()))


def _bare(engagement: Engagement) -> Engagement:
    return replace(
        engagement, title="", entities=(), members=(), summary="", partner_count=None, contributions=(), lessons=""
    )
