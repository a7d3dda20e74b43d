"""Ownership and affiliation as a net: who is tied to whom, over how many links and with what share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.records import Partner, StatedLink

# A product of shares may differ in its last digits by the direction in which it is walked.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Tie:
    """The strongest way from one partner to another: the ids along it and the product of the known shares.

    `share` is None when no share along the way is known; an unknown share weakens nothing, which errs to caution.
    """

    path: tuple[str, ...]
    share: float | None

    @property
    def strength(self) -> float:
        """The share, 1 when unknown."""
        return 1.0 if self.share is None else self.share


@dataclass(frozen=True, slots=True)
class Links:
    """Every link in both directions: a parent answers for what it owns, and what it owns for the parent."""

    neighbours: Mapping[str, tuple[tuple[str, float | None], ...]]

    @classmethod
    def of(cls, partners: Iterable[Partner], stated: Iterable[StatedLink] = ()) -> Links:
        """Return the net of the partners' affiliates and of stated links; each partner's neighbours in order of id."""
        found: dict[str, dict[str, float | None]] = defaultdict(dict)
        ends = [(partner.id, link.partner, link.share) for partner in partners for link in partner.affiliates]
        ends += [(link.partner, link.other, link.share) for link in stated]
        for left, right, share in ends:
            # Two records of one link may differ; the stronger claim counts, in both directions.
            for one, other in ((left, right), (right, left)):
                found[one][other] = _stronger(share, found[one].get(other, 0.0))
        return cls({name: tuple(sorted(others.items(), key=_by_id)) for name, others in found.items()})

    def near(self, start: str, depth: int, least_share: float) -> dict[str, Tie]:
        """Return who is tied to `start` over at most `depth` links and at least `least_share`, with the strongest tie.

        Of equally strong ties the shorter one, then the first by ids. Deeper and weaker limits only add partners.
        """
        edge = {start: Tie((start,), None)}
        best = dict(edge)
        for _ in range(depth):
            further: dict[str, Tie] = {}
            for name in sorted(edge):
                for other, share in self.neighbours.get(name, ()):
                    tie = _longer(edge[name], other, share)
                    if other in edge[name].path or tie.strength < least_share - _ROUNDING:
                        continue
                    if other not in further or _better(tie, further[other]):
                        further[other] = tie
            edge = {name: tie for name, tie in further.items() if name not in best or _better(tie, best[name])}
            best |= edge
        del best[start]
        return best


def _stronger(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else max(one, other)


def _by_id(link: tuple[str, float | None]) -> str:
    return link[0]


def _longer(tie: Tie, other: str, share: float | None) -> Tie:
    known = [each for each in (tie.share, share) if each is not None]
    product = 1.0
    for each in known:
        product *= each
    return Tie((*tie.path, other), product if known else None)


def _better(one: Tie, other: Tie) -> bool:
    return (-one.strength, len(one.path), one.path) < (-other.strength, len(other.path), other.path)
