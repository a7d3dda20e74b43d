"""Which of several sources of a field holds: the rules, in order, written once.

All sources are kept; the choice says which rule picked one and what the others state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from matching.records import Provenance


class PickRule(StrEnum):
    """Why a source was picked over the others; `ONLY` and `AGREED` had nothing to decide."""

    ONLY = "only"
    AGREED = "agreed"
    PERSON = "person"
    NEWEST = "newest"
    LATEST = "latest"
    ORDER = "order"


# Asked in order: what a person entered, then the newest stated day, then what came in last, then the earliest row.
_RULES: tuple[tuple[PickRule, Callable[[Provenance], tuple[object, ...]]], ...] = (
    (PickRule.PERSON, lambda each: (each.by_person,)),
    (PickRule.NEWEST, lambda each: (each.stated,)),
    (PickRule.LATEST, lambda each: (each.at,)),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The source that holds for a field, the rule that picked it, and the other sources, best first."""

    picked: Provenance
    rule: PickRule
    others: tuple[Provenance, ...] = ()

    @property
    def conflict(self) -> bool:
        """Whether another source states another value."""
        return any(other.value != self.picked.value for other in self.others)


def choose(sources: Iterable[Provenance]) -> Choice:
    """Return which source of one field of one record holds.

    :raises ValueError: If there is none.
    """
    ranked = sorted(sources, key=_order)
    if not ranked:
        raise ValueError("a choice needs at least one source, got none")
    for _, key in reversed(_RULES):
        ranked.sort(key=key, reverse=True)
    picked, *others = ranked
    return Choice(picked, _rule(picked, others), tuple(others))


def choices(sources: Iterable[Provenance]) -> Mapping[str, Choice]:
    """Return the choice for each field of one record, fields in order of name."""
    by_field: dict[str, list[Provenance]] = defaultdict(list)
    for source in sources:
        by_field[source.field].append(source)
    return {name: choose(by_field[name]) for name in sorted(by_field)}


def _rule(picked: Provenance, others: list[Provenance]) -> PickRule:
    against = [other for other in others if other.value != picked.value]
    if not against:
        return PickRule.AGREED if others else PickRule.ONLY
    return next((rule for rule, key in _RULES if key(picked) != key(against[0])), PickRule.ORDER)


def _order(each: Provenance) -> tuple[str, int, str, str]:
    return (each.batch, each.row or 0, each.source, str(each.value))
