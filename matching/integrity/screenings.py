"""Screenings that several entities make of the same partner: what a newcomer may know, and how much is done twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from matching.records import Ruling, Screening, Visibility

# R17 Box 7: one entity brought its due diligence from months to two to four weeks.
BAND_DAYS = (14, 28)


@dataclass(frozen=True, slots=True)
class Known:
    """What an entity may be told before it starts a screening: how many others did, who if named, and the latest.

    `reports` are the entities whose report may be asked for, `own` is its own latest one that is still valid.
    """

    partner: str
    count: int
    latest: date | None
    named: tuple[str, ...]
    reports: tuple[str, ...]
    own: Screening | None = None


def known_before(partner: str, screenings: Iterable[Screening], viewer: str, today: date) -> Known:
    """Return what others' finished screenings of a partner tell `viewer`; a hidden one leaves no trace."""
    done = sorted(
        (each for each in screenings if each.partner == partner and each.done is not None and each.done <= today),
        key=lambda each: (each.done or today, each.id),
    )
    own = [each for each in done if each.entity == viewer and each.valid(today)]
    others = [each for each in done if each.entity != viewer and each.disclosure.visibility is not Visibility.HIDDEN]
    named = [each for each in others if each.disclosure.visibility is Visibility.NAMED]
    return Known(
        partner,
        len({each.entity for each in others}),
        max((each.done for each in others if each.done is not None), default=None),
        tuple(sorted({each.entity for each in named})),
        tuple(sorted({each.entity for each in named if each.shared})),
        own[-1] if own else None,
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """Screenings in numbers: all, done, done while another entity's still counted, consulted, and days they took."""

    total: int
    done: int
    duplicate: int
    consulted: int
    median_days: float | None
    in_band: int

    @property
    def duplicate_share(self) -> float:
        """Share of all screenings that another entity's valid one might have spared, 0 without any."""
        return self.duplicate / self.total if self.total else 0.0

    @property
    def consulted_share(self) -> float:
        """Share in which another entity was asked; fewer than a third do (R17 ¶33)."""
        return self.consulted / self.total if self.total else 0.0


def figures(screenings: Sequence[Screening]) -> Figures:
    """Return the figures of some screenings; the band of 14 to 28 days is that of R17 Box 7."""
    days = [(each.done - each.asked).days for each in screenings if each.done is not None]
    low, high = BAND_DAYS
    return Figures(
        len(screenings),
        len(days),
        len(duplicates(screenings)),
        sum(bool(each.consulted) for each in screenings),
        float(median(days)) if days else None,
        sum(low <= each <= high for each in days),
    )


def duplicates(screenings: Iterable[Screening]) -> tuple[tuple[Screening, Screening], ...]:
    """Return each screening that was asked for while another entity's was valid, with the latest such one before it."""
    by: dict[str, list[Screening]] = defaultdict(list)
    for each in sorted(screenings, key=lambda each: (each.asked, each.id)):
        by[each.partner].append(each)
    found = []
    for of_partner in by.values():
        for place, later in enumerate(of_partner):
            earlier = [each for each in of_partner[:place] if each.entity != later.entity and each.valid(later.asked)]
            if earlier:
                found.append((later, earlier[-1]))
    return tuple(found)


def needless(screenings: Iterable[Screening], ruling: Callable[[str, str], Ruling], today: date) -> int:
    """Return how many duplicates until a day come from two entities whose rules say the same of the partner."""
    return sum(
        ruling(later.entity, later.partner) is ruling(earlier.entity, earlier.partner)
        for later, earlier in duplicates(screenings)
        if later.asked <= today
    )
