"""What would change a rank, computed and not guessed: one fact more, or other weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import product

import numpy as np

from matching.pool import Pool
from matching.records import ALWAYS, Capability, Need, Period, Profile, Resource
from matching.scores import Scores, add, parts
from matching.signals import country_fit, resource_fit, sdg_fit, timing_fit
from matching.signals.values import Numbers, Values
from matching.weights import Weights

# How far weights are moved to see whether a rank depends on them.
SWAY = 0.2


class Lever(StrEnum):
    """What a partner could add, or state."""

    COUNTRY = "country"
    RESOURCE = "resource"
    SDG = "sdg"
    TIMING = "timing"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact more about a partner, and where that would put it."""

    lever: Lever
    value: str
    rank: int
    score: float


@dataclass(frozen=True, slots=True)
class RankRange:
    """The rank of a partner, and the best and worst one that it takes when each weight moves by up to 20 %."""

    rank: int
    best: int
    worst: int


def what_would_help(need: Need, partner: str, pool: Pool, scores: Scores) -> tuple[Change, ...]:
    """Return the single facts that would better the partner's score, best rank first; none when it has no score.

    Each is scored by the same signals as the ranking, with everybody else as they are.

    :raises KeyError: If no profile of the pool has this id.
    """
    row, column = scores.needs.index(need.id), pool.places[partner]
    before = scores.total[row]
    if np.isnan(before[column]):
        return ()
    found = []
    for lever, value, name, changed in _changes(need, pool.profiles[column], pool):
        measured = {signal: values[row] for signal, values in scores.measured.items()}
        measured[name] = measured[name].copy()
        measured[name][column] = changed
        total = np.where(np.isnan(before), np.nan, add(parts(measured, scores.weights)))
        if total[column] > before[column]:
            rank = _rank(total, column)
            found.append(Change(lever, value, rank, float(total[column])))
    return tuple(sorted(found, key=lambda change: (change.rank, -change.score, change.lever, change.value)))


def _changes(need: Need, profile: Profile, pool: Pool) -> Iterator[tuple[Lever, str, str, float]]:
    """Lever, value, signal and the signal's new value for each fact that the need asks for and the profile lacks."""
    partner = profile.partner
    for country in sorted(set(need.countries) - profile.countries - {partner.country}):
        there = replace(profile, partner=replace(partner, countries=(*partner.countries, country)))
        yield Lever.COUNTRY, country, "countries", _one(country_fit([need], [there], pool.regions))
    for resource in sorted(set(need.resources) - profile.resources):
        offering = _with(profile, resources=(resource,))
        yield Lever.RESOURCE, resource.value, "resources", _one(resource_fit([need], [offering]))
    for goal in sorted(set(need.sdgs) - profile.sdgs):
        named = replace(profile, partner=replace(partner, sdgs=(*partner.sdgs, goal)))
        yield Lever.SDG, str(goal), "sdgs", _one(sdg_fit([need], [named]))
    if need.period != ALWAYS:
        dated = _with(profile, period=need.period)
        yield Lever.TIMING, "", "timing", _one(timing_fit([need], [dated]))


def _with(profile: Profile, resources: tuple[Resource, ...] = (), period: Period = ALWAYS) -> Profile:
    """The profile with one more capability that states the facts."""
    more = Capability("", profile.id, "", profile.partner.origin, resources=resources, period=period)
    return replace(profile, capabilities=(*profile.capabilities, more))


def _one(values: Values) -> float:
    return float(values[0, 0])


def sensitivity(need: Need, partners: Sequence[str], pool: Pool, scores: Scores) -> dict[str, RankRange]:
    """Return for each partner how its rank moves when each weight is up to `SWAY` lower or higher, all combinations.

    Whether one partner is before another is decided at such corners. Partners without a score are left out.
    """
    row = scores.needs.index(need.id)
    measured = {name: values[row] for name, values in scores.measured.items()}
    total = scores.total[row]
    judged = [pool.places[partner] for partner in partners if not np.isnan(total[pool.places[partner]])]
    seen = {place: [_rank(total, place)] for place in judged}
    for swayed in _corners(measured, scores.weights):
        moved = np.where(np.isnan(total), np.nan, add(parts(measured, swayed)))
        for place in judged:
            seen[place].append(_rank(moved, place))
    return {scores.partners[place]: RankRange(ranks[0], min(ranks), max(ranks)) for place, ranks in seen.items()}


def _rank(total: Numbers, place: int) -> int:
    """The rank, from 1: how many are better, or equal and earlier in order of id."""
    return 1 + int((total > total[place]).sum()) + int((total[:place] == total[place]).sum())


def _corners(measured: Mapping[str, Values], weights: Weights) -> Iterator[Weights]:
    """The weights with those that matter here moved down or up, in all combinations (at most 2^7)."""
    heard = [name for name, weight in asdict(weights).items() if weight > 0 and np.isfinite(measured[name]).any()]
    for factors in product((1 - SWAY, 1 + SWAY), repeat=len(heard)):
        moved = {name: weights.of_part(name) * factor for name, factor in zip(heard, factors, strict=True)}
        yield replace(weights, **moved)
