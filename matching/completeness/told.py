"""The engagements that a viewer may be told by name, with what was brought as far as that it exists may be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from matching.disclosure import Viewpoint, grain
from matching.exporting import contributions
from matching.exporting.withholding import Group, group_of, withheld
from matching.records import Contribution, Engagement, Visibility

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ToldEngagements:
    """Engagements, and how many more there are, by reason."""

    engagements: tuple[Engagement, ...]
    withheld: Mapping[str, int]


def told_engagements(
    view: Viewpoint,
    engagements: Iterable[Engagement],
    brought: Callable[[Sequence[str]], Mapping[str, Sequence[Contribution]]],
    there: Mapping[Group, int],
) -> ToldEngagements:
    """Return what may be told of engagements; `brought` tells all contributions, `there` how many engagements exist."""
    told = [each for each in engagements if _named(view, each)]
    groups = Counter(group_of(each.disclosure) for each in told)
    return ToldEngagements(tuple(_with_existing(view, told, brought)), withheld(there, groups))


def _named(view: Viewpoint, each: Engagement) -> bool:
    own = bool(view.entity) and view.entity in (each.disclosure.owner_entity, *each.entities)
    return own or grain(view, each.disclosure) is Visibility.NAMED


def _with_existing(
    view: Viewpoint,
    told: Iterable[Engagement],
    brought: Callable[[Sequence[str]], Mapping[str, Sequence[Contribution]]],
) -> Iterator[Engagement]:
    rest = iter(told)
    while some := list(islice(rest, _AT_ONCE)):
        found = brought([each.id for each in some])
        for each in some:
            seen = (_bare(view, each, given) for given in found.get(each.id, ()))
            yield replace(each, contributions=tuple(given for given in seen if given is not None))


def _bare(view: Viewpoint, engagement: Engagement, each: Contribution) -> Contribution | None:
    """Return a contribution as far as it may be told: of type and count only that it is there; hidden ones are not."""
    told = contributions.grain(view, engagement, each)
    if told is Visibility.NAMED:
        return each
    if told is Visibility.HIDDEN:
        return None
    known = None if each.amount is None else 0.0
    year = each.year if told is Visibility.TYPE else None
    return Contribution(engagement.id, "", known, year=year, in_kind=each.in_kind, by_un=each.by_un)
