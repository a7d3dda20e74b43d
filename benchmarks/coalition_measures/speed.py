"""How long coalitions take, and how near greedy comes: pools of 60 to proven optimality, all partners by shortlist."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from time import perf_counter
from typing import Any

from benchmarks.coalition_measures.pool import network, whole_pool
from matching.coalitions import Apart, Assembly, Conditions, Coverage, Demand, Terms, Wish, facets_of
from matching.coalitions.exact import solve
from matching.coalitions.greedy import greedy
from matching.coalitions.proposing import EXACT_POOL, propose
from matching.coalitions.reach import Reach
from matching.records import Size

NEEDS = 40  # every fifteenth need of the demo: all languages and entities occur
_STRICT = Conditions(demands=(Demand(Wish.LOCAL_COMPANY), Demand(Wish.NGO)), apart=frozenset(Apart))


def reaches() -> list[tuple[Reach, float]]:
    """Return the reach of each measured need with the seconds that it took."""
    found = []
    needs = network()[0]
    whole_pool()
    for need in needs[:: max(1, len(needs) // NEEDS)][:NEEDS]:
        start = perf_counter()
        reach = Reach.of(need, facets_of(need), whole_pool())
        found.append((reach, perf_counter() - start))
    return found


def small_pools(measured: Sequence[tuple[Reach, float]]) -> dict[str, Any]:
    """Return seconds and proof for pools of the 60 partners with the most coverage, with rules and without."""
    seconds, gaps, worse, ratios = [], [], 0, []
    for reach, _ in measured:
        whole = Assembly.on(reach, _STRICT)
        best = sorted(whole.coverage.candidates, key=lambda name: (-_total(whole.coverage, name), name))[:EXACT_POOL]
        small = whole.coverage.only(best)
        for terms in (whole.terms, Terms()):
            start = perf_counter()
            proposal = propose(small, terms)
            seconds.append(perf_counter() - start)
            gaps += [min(choice.gap for choice in proposal.choices)] if proposal.choices else []
            grown, exact = greedy(small, terms), solve(small, terms)
            worse += grown is not None and (exact is None or exact.value < grown.value - 1e-9)
        for cap in (2, 3, 5, 8):
            capped = Terms(max_members=cap, member_cost=0.0)
            grown, exact = greedy(small, capped), solve(small, capped)
            if grown is not None and exact is not None and exact.coverage > 0:
                ratios.append(grown.coverage / exact.coverage)
    return {
        "pool": EXACT_POOL,
        "cases": len(seconds),
        "median_s": statistics.median(seconds),
        "max_s": max(seconds),
        "largest_unproven_gap": max(gaps),
        "infeasible": len(seconds) - len(gaps),
        "greedy_better_than_exact": worse,
        "greedy_ratio_mean": statistics.mean(ratios),
        "greedy_ratio_min": min(ratios),
        "greedy_cases": len(ratios),
    }


def whole_network(measured: Sequence[tuple[Reach, float]]) -> dict[str, Any]:
    """Return seconds from a need to five coalitions among all partners, and the gap of the best one."""
    seconds, gaps, seats, small = [], [], 0, 0
    for reach, took in measured:
        start = perf_counter()
        made = Assembly.on(reach, _STRICT)
        proposal = made.proposal
        seconds.append(took + perf_counter() - start)
        if proposal.choices:
            gaps.append(min(choice.gap for choice in proposal.choices))
            partners = [made.profiles[member].partner for member in proposal.choices[0].members]
            seats, small = seats + len(partners), small + sum(partner.size is Size.MSME for partner in partners)
    pool = [profile.partner for profile in whole_pool().profiles]
    return {
        "pool": len(pool),
        "cases": len(seconds),
        "median_s": statistics.median(seconds),
        "max_s": max(seconds),
        "infeasible": len(seconds) - len(gaps),
        "gap_median": statistics.median(gaps),
        "gap_max": max(gaps),
        "msme_share_of_seats": small / seats,
        "msme_share_of_pool": sum(partner.size is Size.MSME for partner in pool) / len(pool),
    }


def _total(coverage: Coverage, name: str) -> float:
    return float(coverage.weighted[coverage.rows_of([name])[0]].sum())
