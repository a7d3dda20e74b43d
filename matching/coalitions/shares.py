"""What a coalition looks like against its pool: small and national companies (R17 ¶16-17), and the kinds of partner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from matching.records import Kind, Partner, Size


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    total: int

    @property
    def share(self) -> float:
        """The share, 0 of nothing."""
        return self.count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Fairness:
    """Seats of small and of national companies, each beside their share of the pool that was considered."""

    small: Share
    small_in_pool: Share
    national: Share
    national_in_pool: Share


def fairness(members: Iterable[Partner], pool: Iterable[Partner]) -> Fairness:
    """Return the shares of msme and of national companies (msme included) among members and in the pool."""
    seats, considered = list(members), list(pool)
    return Fairness(_share(seats, _small), _share(considered, _small), _share(seats, _own), _share(considered, _own))


def kinds(members: Iterable[Partner]) -> tuple[frozenset[Kind], frozenset[Kind]]:
    """Return the kinds of partner that are present and those of the nine that are missing."""
    present = frozenset(partner.kind for partner in members)
    return present, frozenset(Kind) - present


def _share(partners: list[Partner], test: Callable[[Partner], bool]) -> Share:
    return Share(sum(test(partner) for partner in partners), len(partners))


def _small(partner: Partner) -> bool:
    return partner.size is Size.MSME


def _own(partner: Partner) -> bool:
    return partner.kind is Kind.NATIONAL_COMPANY
