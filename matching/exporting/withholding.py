"""How many records were kept back and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from matching.disclosure.telling import reason_of
from matching.records import Disclosure, Visibility

CHANGED = "changed while the file was made"

# Records that are told or kept back alike: of one owner, with one visibility, for one reason.
Group = tuple[str, Visibility, str]


def group_of(disclosure: Disclosure) -> Group:
    """Return the group of a record."""
    return disclosure.owner_entity, disclosure.visibility, disclosure.reason


def withheld(there: Mapping[Group, int], told: Mapping[Group, int], of_named: str = CHANGED) -> dict[str, int]:
    """Return how many records there are that were not told, by reason; told and withheld add up to all.

    `of_named` is the reason why a named record was not told.
    """
    found = Counter[str]()
    for group, n in there.items():
        _owner, visibility, words = group
        kept = n - told.get(group, 0)
        if kept > 0:
            found[of_named if visibility is Visibility.NAMED else reason_of(words)] += kept
    return dict(sorted(found.items()))
