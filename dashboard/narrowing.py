"""Filters with consequences: what is left, and what each filter took away beside the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.answers import Removed
from dashboard.question import Filters
from matching.records import ALWAYS, Need, Period, Profile, Size

Gate = Callable[[Profile], bool]


def gates(filters: Filters) -> dict[str, Gate]:
    """Return the filters that are set, in the order in which they are asked, each as a test of a profile."""
    wanted = {
        "country": bool(filters.countries) and (lambda profile: bool(_countries(profile) & set(filters.countries))),
        "resource": bool(filters.resources) and (lambda profile: bool(profile.resources & set(filters.resources))),
        "sdg": bool(filters.sdgs) and (lambda profile: bool(profile.sdgs & set(filters.sdgs))),
        "kind": bool(filters.kinds) and (lambda profile: profile.partner.kind in filters.kinds),
        "size": bool(filters.sizes) and (lambda profile: profile.partner.size in filters.sizes),
        "by": filters.by is not None and (lambda profile: _free(profile, filters)),
    }
    return {name: gate for name, gate in wanted.items() if gate}


def kept(filters: Filters, profiles: Mapping[str, Profile]) -> tuple[frozenset[str] | None, tuple[Removed, ...]]:
    """Return the ids that pass every filter (None: no filter is set) and what each filter alone removes."""
    tests = gates(filters)
    if not tests:
        return None, ()
    failed = {name: {key for key, profile in profiles.items() if not test(profile)} for name, test in tests.items()}
    removed = tuple(
        Removed(name, len(ids), sum(profiles[key].partner.size is Size.MSME for key in ids))
        for name, ids in failed.items()
    )
    return frozenset(profiles).difference(*failed.values()), removed


def first_gate(filters: Filters, profile: Profile) -> str | None:
    """Return the first filter that stops a profile, None when it passes all."""
    return next((name for name, test in gates(filters).items() if not test(profile)), None)


def kept_needs(filters: Filters, needs: Mapping[str, Need]) -> tuple[frozenset[str], tuple[Removed, ...]]:
    """Return the ids of the needs that pass the filters that a need has, and what each alone removes."""
    tests: dict[str, Callable[[Need], bool]] = {}
    if filters.countries:
        tests["country"] = lambda need: not need.countries or bool(set(need.countries) & set(filters.countries))
    if filters.resources:
        tests["resource"] = lambda need: bool(set(need.resources) & set(filters.resources))
    if filters.sdgs:
        tests["sdg"] = lambda need: bool(set(need.sdgs) & set(filters.sdgs))
    failed = {name: {key for key, need in needs.items() if not test(need)} for name, test in tests.items()}
    return frozenset(needs).difference(*failed.values()), tuple(
        Removed(name, len(ids), 0) for name, ids in failed.items()
    )


def _countries(profile: Profile) -> set[str]:
    return {*profile.countries, profile.partner.country} - {""}


def _free(profile: Profile, filters: Filters) -> bool:
    wanted = Period(None, filters.by)
    return any((capability.period or ALWAYS).overlaps(wanted) for capability in profile.capabilities)
