"""Which partners belong together: corporate groups along links of ownership and affiliation."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.records import Partner

# Half of the shares is control; a smaller stake does not make two firms one counterpart. Unknown shares count.
CONTROL = 0.5
# Parent, subsidiary and sister; further away nobody answers for both.
DEPTH = 2


@dataclass(frozen=True, slots=True)
class Groups:
    """Links of control between partners, read in both directions."""

    links: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, partners: Iterable[Partner], control: float = CONTROL) -> Groups:
        """Return the links in which at least `control` of the shares, or an unknown part, is held."""
        links: dict[str, set[str]] = {}
        for partner in partners:
            for affiliate in partner.affiliates:
                if affiliate.share is None or affiliate.share >= control:
                    links.setdefault(partner.id, set()).add(affiliate.partner)
                    links.setdefault(affiliate.partner, set()).add(partner.id)
        return cls({name: frozenset(others) for name, others in links.items()})

    def path(self, start: str, end: str, depth: int = DEPTH) -> tuple[str, ...]:
        """Return the shortest chain of partners from `start` to `end` with at most `depth` links, or nothing."""
        waiting: deque[tuple[str, ...]] = deque([(start,)])
        seen = {start}
        while waiting:
            chain = waiting.popleft()
            if chain[-1] == end:
                return chain
            if len(chain) <= depth:
                for other in sorted(self.links.get(chain[-1], frozenset()) - seen):
                    seen.add(other)
                    waiting.append((*chain, other))
        return ()

    def near(self, partner: str, depth: int = DEPTH) -> frozenset[str]:
        """Return the partner and everyone within `depth` links."""
        found, edge = {partner}, {partner}
        for _ in range(depth):
            edge = {other for name in edge for other in self.links.get(name, frozenset())} - found
            found |= edge
        return frozenset(found)
