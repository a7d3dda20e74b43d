"""Who may be invited: those at work in the country, then its neighbours, then others, as far as a convenor can read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

import numpy as np

from matching.coalitions import Coverage
from matching.records import Profile

# More candidates than this are not weighed against each other: behind them nobody covers much.
MOST = 2_000


class Scope(StrEnum):
    """From how far invitees may come."""

    COUNTRY = "country"
    REGION = "region"
    ANYWHERE = "anywhere"


def places_of(profile: Profile) -> frozenset[str]:
    """Return where a partner works or has its home."""
    return profile.countries | ({profile.partner.country} - {""})


def present(profiles: Sequence[Profile], country: str) -> frozenset[str]:
    """Return the partners that work in the country or have their home there."""
    return frozenset(profile.id for profile in profiles if country in places_of(profile))


def near(profiles: Sequence[Profile], country: str, regions: Mapping[str, str]) -> frozenset[str]:
    """Return the partners of the country's region; `regions` maps ISO3 codes to regions."""
    region = regions.get(country)
    if region is None:
        return present(profiles, country)
    return frozenset(
        profile.id
        for profile in profiles
        if country in places_of(profile) or any(regions.get(place) == region for place in places_of(profile))
    )


def candidates(
    coverage: Coverage,
    profiles: Sequence[Profile],
    country: str,
    regions: Mapping[str, str],
    *,
    scope: Scope = Scope.REGION,
    without: Collection[str] = (),
    most: int = MOST,
) -> Coverage:
    """Return the coverage by those who may be invited, at most `most`.

    Everybody present in the country stays; of the others those who would cover most by themselves, ties by id.

    :raises ValueError: If `most` is below 1.
    """
    if most < 1:
        raise ValueError(f"most must be at least 1, got {most}")
    here = present(profiles, country)
    reachable = {
        Scope.COUNTRY: here,
        Scope.REGION: near(profiles, country, regions),
        Scope.ANYWHERE: frozenset(coverage.candidates),
    }[scope]
    total = dict(zip(coverage.candidates, coverage.weighted.sum(axis=1).tolist(), strict=True))
    allowed = (reachable & total.keys()) - frozenset(without)
    order = sorted(allowed, key=lambda name: (name not in here, -total[name], name))
    return coverage.only(order[:most])


def top_by_score(coverage: Coverage, seats: int) -> tuple[str, ...]:
    """Return the list that a ranking alone would invite: those who cover most by themselves, ties by id."""
    order = np.argsort(-coverage.weighted.sum(axis=1), kind="stable")
    return tuple(coverage.candidates[row] for row in order[:seats])
