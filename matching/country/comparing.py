"""Countries side by side: the same figures of each, as far as the viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matching.country.portrait import Portrait
from matching.country.presence import Presence
from matching.country.standing import Standing


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one country; `level` is that of its Local Network, None when not stated."""

    country: str
    needs: int
    covered: int
    under_way: int
    local: int
    multinational: int
    from_abroad: int
    unasked: int
    entities: int
    engagements: int
    collisions: int
    across_levels: int
    level: int | None

    @property
    def open(self) -> int:
        """Needs that nothing covers and nobody works on."""
        return self.needs - self.covered - self.under_way

    @property
    def share(self) -> float | None:
        """The share of needs that are covered, None without any."""
        return self.covered / self.needs if self.needs else None

    @property
    def partners(self) -> int:
        """All partners with presence."""
        return self.local + self.multinational + self.from_abroad


def compare(portraits: Iterable[Portrait]) -> tuple[Line, ...]:
    """Return one line a country, those with most open needs first, ties by code."""
    return tuple(sorted(map(_line, portraits), key=lambda line: (-line.open, -line.needs, line.country)))


def _line(portrait: Portrait) -> Line:
    return Line(
        country=portrait.country,
        needs=len(portrait.served),
        covered=portrait.covered,
        under_way=len(portrait.standing(Standing.UNDER_WAY)),
        local=len(portrait.present(Presence.LOCAL)),
        multinational=len(portrait.present(Presence.MULTINATIONAL)),
        from_abroad=len(portrait.present(Presence.FROM_ABROAD)),
        unasked=len(portrait.unasked),
        entities=len(portrait.entities),
        engagements=len(portrait.running),
        collisions=len(portrait.collisions),
        across_levels=portrait.across_levels,
        level=portrait.network.level,
    )
