"""What is told of live approaches that may not be named: how many by reason, and safe counts by attribute. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matching.disclosure import Cell, Published, Viewpoint, batch_of, grain, publish, withheld
from matching.records import Approach, Partner, Visibility

NONE = Published({})


@dataclass(frozen=True)
class Unnamed:
    """The records behind "withheld": by reason, all of them; by attribute, those whose type may be told.

    The counts by attribute are of the last batch, the same for everybody until the next one.
    """

    withheld: Mapping[str, int]
    by: Mapping[str, Published]

    @classmethod
    def of(cls, approaches: Sequence[Approach], partners: Mapping[str, Partner], view: Viewpoint) -> Unnamed:
        """Return what may be told of approaches, of which the view may name some."""
        live = [each for each in approaches if each.live]
        batch = batch_of(view.at)
        typed = [
            each
            for each in live
            if grain(view, each.disclosure) is Visibility.TYPE and each.registered and each.registered < batch
        ]
        keys: dict[str, Callable[[Approach], str]] = {
            "country": lambda each: each.country,
            "resource": lambda each: each.resource.value,
            "kind": lambda each: partners[each.partner].kind.value if each.partner in partners else "other",
        }
        return cls(
            withheld(view, [each.disclosure for each in live]),
            {name: publish(Cell(key(each), each.entity) for each in typed) for name, key in keys.items()},
        )
