"""Which records are one organisation, by all that people have said: nothing is ever changed, only said again.

The judgements are read in the order in which they were made, without those that were undone. Of one pair the last
word holds. "Same" joins two groups unless somebody called a member of one and a member of the other different; then it
waits as a contradiction. "Different" parts the two: the statements between them hold oldest first, and the first that
would join them again waits. So one more "different" can only part, never join. The survivor of a group is its first id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.records import Judgement, NameAnswer

Pair = tuple[str, str]
# Ids of names that are no record begin so; they never survive a record.
NAME = "name:"


@dataclass(frozen=True)
class Clusters:
    """Groups of ids that are one organisation each, what was last said of pairs, and the statements that wait."""

    survivors: Mapping[str, str]
    answers: Mapping[Pair, NameAnswer]
    waiting: tuple[Judgement, ...] = ()

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Clusters:
        """Return the groups that follow from some judgements."""
        answers: dict[Pair, NameAnswer] = {}
        held: dict[Pair, Judgement] = {}
        waiting: dict[Pair, Judgement] = {}
        for judgement in sorted(judgements, key=lambda each: each.number):
            if judgement.undone:
                continue
            pair = pair_of(judgement.left, judgement.right)
            answers[pair] = judgement.answer
            held.pop(pair, None)
            waiting.pop(pair, None)
            if judgement.answer is NameAnswer.SAME:
                held[pair] = judgement
            different = [other for other, answer in answers.items() if answer is NameAnswer.DIFFERENT]
            held, put_off = _consistent(held, different)
            waiting |= put_off
        groups = _groups(held)
        return cls(groups, answers, tuple(sorted(waiting.values(), key=lambda each: each.number)))

    def survivor(self, id: str) -> str:
        """Return the id under which a record is found: its own, unless it was merged."""
        return self.survivors.get(id, id)

    def said(self, left: str, right: str) -> NameAnswer | None:
        """Return what was last said of two ids, None when nothing was."""
        return self.answers.get(pair_of(left, right))

    def members(self, id: str) -> tuple[str, ...]:
        """Return the ids that are one organisation with this one, itself included, in order."""
        survivor = self.survivor(id)
        return tuple(sorted({survivor, id, *(other for other, found in self.survivors.items() if found == survivor)}))


def pair_of(left: str, right: str) -> Pair:
    """Return two ids in order.

    :raises ValueError: If they are one.
    """
    if left == right:
        raise ValueError(f"a pair needs two ids, got {left!r} twice")
    return (left, right) if left < right else (right, left)


def _consistent(
    held: dict[Pair, Judgement], different: list[Pair]
) -> tuple[dict[Pair, Judgement], dict[Pair, Judgement]]:
    """Return the statements of sameness that part whom somebody parted, oldest first, and those that have to wait."""
    if not different:
        return held, {}
    kept: dict[Pair, Judgement] = {}
    put_off: dict[Pair, Judgement] = {}
    for pair, judgement in held.items():
        groups = _groups({**kept, pair: judgement})
        if any(groups.get(left, left) == groups.get(right, right) for left, right in different):
            put_off[pair] = judgement
        else:
            kept[pair] = judgement
    return kept, put_off


def _groups(held: Mapping[Pair, Judgement]) -> dict[str, str]:
    """Return the first id of the group of each id that is in one and is not its first."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while name in parents:
            name = parents[name]
        return name

    for left, right in held:
        first, second = sorted((root(left), root(right)), key=lambda name: (name.startswith(NAME), name))
        if first != second:
            parents[second] = first
    return {name: root(name) for name in parents}
