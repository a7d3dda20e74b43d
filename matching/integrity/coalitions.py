"""What a coalition is for an entity: no better than its worst member, and who could sit there instead.

One member that nobody should work with puts the name of all at risk (R11 ¶50).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matching.integrity.verdicts import Verdicts
from matching.records import IntegrityRule, Ruling

# A member with one of these may be proposed; the others need a person's decision first.
ALLOWED = frozenset({Ruling.ELIGIBLE, Ruling.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class RollUp:
    """A coalition's ruling for one entity, its worst member with the rule that decided, and the nearest allowed swap.

    Member, rule and swap are empty when every member is eligible; the swap also when no alternate is allowed.
    """

    entity: str
    ruling: Ruling
    member: str = ""
    rule: IntegrityRule | None = None
    swap: str = ""


def roll_up(
    entity: str,
    members: Iterable[str],
    verdicts: Verdicts,
    alternates: Mapping[str, Sequence[str]] | None = None,
) -> RollUp:
    """Return the ruling of a coalition for an entity; `alternates` are the next best partners for each seat in order.

    Of equally bad members it names the first by id. A swap is allowed and better than the member that it replaces.
    """
    chosen = sorted(set(members))
    if not chosen:
        return RollUp(entity, Ruling.ELIGIBLE)
    member = min(chosen, key=lambda each: (-verdicts.ruling(entity, each).weight, each))
    found = verdicts.ruling(entity, member)
    if found is Ruling.ELIGIBLE:
        return RollUp(entity, found)
    known = entity in verdicts.policies and member in verdicts.dossiers.partners
    firings = verdicts.verdict(entity, member).firings if known else ()
    swap = next(
        (
            each
            for each in (alternates or {}).get(member, ())
            if each not in chosen
            and verdicts.ruling(entity, each) in ALLOWED
            and verdicts.ruling(entity, each).weight < found.weight
        ),
        "",
    )
    return RollUp(entity, found, member, firings[0].rule if firings else None, swap)
