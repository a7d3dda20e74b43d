"""Leave one out on the documented cases: is the right kind of partner proposed for the empty seat?

The other members stay seated, and everybody else may take the seat: the members of all cases and the demo's partners.
`again` lets the one who left come back; `replaced` does not, so that somebody else of the same kind has to be found.
The words by which kinds are read from a need were written with the cases of the tuning half in view, and with the
hibiscus case: those are counted apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.coalition_measures.pool import cases, seen, whole_pool
from data.cases import Case
from matching.coalitions import Assembly, Conditions, facets_of
from matching.coalitions.reach import Reach

HIBISCUS = "sudan-hibiscus"  # the case that the issue names, so it was looked at
PLACES = (1, 3, 5)
_Row = tuple[str, list[str], list[str]]


def leave_one_out() -> dict[str, Any]:
    """Return by half how often the right kind is first and among the first, and how often the same partner is."""
    rows = [(_half(case.id), *row) for case in cases() if len(case.partners) > 1 for row in _emptied(case)]
    return {half: _summary([row[1:] for row in rows if row[0] == half]) for half in ("report", "tune")}


def _half(case: str) -> str:
    return "tune" if case == HIBISCUS or seen(case) else "report"


def _emptied(case: Case) -> list[_Row]:
    """For each member: who left, who is proposed for its seat, and who when it may not come back."""
    pool = whole_pool()
    reach = Reach.of(case.need, facets_of(case.need), pool)
    members = [partner.id for partner in case.partners]
    found = []
    for gone in members:
        rest = frozenset(members) - {gone}
        conditions = Conditions(forced=rest, apart=frozenset(), max_members=len(members), member_cost=0.0)
        proposed = [name for name, _ in Assembly.on(reach, conditions).newcomers(sorted(rest), max(PLACES) + 1)]
        found.append((gone, proposed, [name for name in proposed if name != gone]))
    return found


def _summary(rows: Sequence[_Row]) -> dict[str, Any]:
    kinds = {profile.id: profile.partner.kind for profile in whole_pool().profiles}
    out: dict[str, Any] = {"seats": len(rows)}
    for places in PLACES:
        again = sum(kinds[gone] in {kinds[each] for each in proposed[:places]} for gone, proposed, _ in rows)
        replaced = sum(kinds[gone] in {kinds[each] for each in others[:places]} for gone, _, others in rows)
        same = sum(gone in proposed[:places] for gone, proposed, _ in rows)
        out |= {
            f"again_kind_in_{places}": again / len(rows),
            f"replaced_kind_in_{places}": replaced / len(rows),
            f"same_partner_in_{places}": same / len(rows),
        }
    return out
