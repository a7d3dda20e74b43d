"""How many records were kept back and why, told so that the reasons do not tell whose they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from matching.records import Disclosure, Visibility

# A reason is an entity's own words; it is repeated only where so many entities give it, as in every other figure.
ENTITIES_OF_A_REASON = 3
OTHER_REASON = "other reasons"
CHANGED = "changed while the file was made"


# Records that are told or kept back alike: of one owner, with one visibility, for one reason.
Group = tuple[str, Visibility, str]


def group_of(disclosure: Disclosure) -> Group:
    """Return the group of a record."""
    return disclosure.owner_entity, disclosure.visibility, disclosure.reason


def withheld(there: Mapping[Group, int], told: Mapping[Group, int], of_named: str = CHANGED) -> dict[str, int]:
    """Return how many records there are that were not told, by reason; told and withheld add up to all.

    Reasons that fewer than three entities give stand under one name: an entity's own words could name it. `of_named` is
    the reason, in our words, why a named record was not told.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    counts, found = Counter[str](), Counter[str]()
    for group, n in there.items():
        kept = n - told.get(group, 0)
        if kept > 0 and group[1] is Visibility.NAMED:
            found[of_named] += kept
        elif kept > 0:
            reason = group[2].strip().lower() or OTHER_REASON
            counts[reason] += kept
            owners[reason].add(group[0])
    for reason, n in counts.items():
        found[reason if len(owners[reason]) >= ENTITIES_OF_A_REASON else OTHER_REASON] += n
    return dict(sorted(found.items()))
