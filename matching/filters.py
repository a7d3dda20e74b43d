"""Filters that say what they cost: whom each removes, how many of them are small, and how many just didn't say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from matching.records import Kind, Period, Profile, Resource, Size


class Filter(Protocol):
    """A question with the answers yes, no and (None) the profile doesn't say; only a yes is kept."""

    @property
    def name(self) -> str:
        """Return the word by which the filter is known on screen and in links."""
        ...

    def answer(self, profile: Profile) -> bool | None:
        """Return whether the profile passes, None when it doesn't say."""
        ...


@dataclass(frozen=True, slots=True)
class InCountries:
    """Works or has its home in one of the countries (ISO3)."""

    countries: frozenset[str]
    name: str = "countries"

    def answer(self, profile: Profile) -> bool | None:
        """Return whether it is there; None when neither home nor countries are known."""
        places = profile.countries | ({profile.partner.country} - {""})
        return bool(places & self.countries) if places else None


@dataclass(frozen=True, slots=True)
class Offering:
    """Offers one of the resources."""

    resources: frozenset[Resource]
    name: str = "resources"

    def answer(self, profile: Profile) -> bool | None:
        """Return whether it offers one; None when it states no resource at all."""
        return bool(profile.resources & self.resources) if profile.resources else None


@dataclass(frozen=True, slots=True)
class ForGoals:
    """Names one of the Sustainable Development Goals (1 to 17)."""

    sdgs: frozenset[int]
    name: str = "sdgs"

    def answer(self, profile: Profile) -> bool | None:
        """Return whether it names one; None when it names no Goal at all."""
        return bool(profile.sdgs & self.sdgs) if profile.sdgs else None


@dataclass(frozen=True, slots=True)
class OfKind:
    """Is of one of the kinds (Annex A)."""

    kinds: frozenset[Kind]
    name: str = "kinds"

    def answer(self, profile: Profile) -> bool | None:
        """Return whether its kind is among them; a kind is always known."""
        return profile.partner.kind in self.kinds


@dataclass(frozen=True, slots=True)
class OfSize:
    """Is a company of one of the sizes."""

    sizes: frozenset[Size]
    name: str = "sizes"

    def answer(self, profile: Profile) -> bool | None:
        """Return whether its size is among them; None when the size is unknown or it is no company."""
        return None if profile.partner.size is None else profile.partner.size in self.sizes


@dataclass(frozen=True, slots=True)
class Available:
    """Has a capability that is available on at least one day of the period."""

    period: Period
    name: str = "timing"

    def answer(self, profile: Profile) -> bool | None:
        """Return whether one is; None when no capability states dates."""
        stated = [c.period for c in profile.capabilities if c.period.start is not None or c.period.end is not None]
        return any(self.period.overlaps(period) for period in stated) if stated else None


@dataclass(frozen=True, slots=True)
class Consequence:
    """What one filter costs, whatever the order of the filters.

    `alone` counts the partners it removes by itself; `only` those that no other filter removes, so that many would come
    back without it. `msme` and `only_msme` are the small companies among them; `silent` those removed for not saying.
    """

    filter: str
    alone: int
    msme: int
    silent: int
    only: int
    only_msme: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The ids of the partners that pass every filter, and what each filter costs."""

    ids: frozenset[str]
    of: int
    consequences: tuple[Consequence, ...] = ()

    @property
    def removed(self) -> int:
        """The number of partners that at least one filter removes."""
        return self.of - len(self.ids)


def apply(filters: Sequence[Filter], profiles: Sequence[Profile]) -> Kept:
    """Return who passes all filters, with the consequence of each; no filter keeps everybody."""
    failed = {profile.id: frozenset(f for f in filters if not f.answer(profile)) for profile in profiles}
    ids = frozenset(partner for partner, by in failed.items() if not by)
    return Kept(ids, len(profiles), tuple(_consequence(one, profiles, failed) for one in filters))


def _consequence(one: Filter, profiles: Sequence[Profile], failed: dict[str, frozenset[Filter]]) -> Consequence:
    alone = [profile for profile in profiles if one in failed[profile.id]]
    only = [profile for profile in alone if len(failed[profile.id]) == 1]
    return Consequence(
        one.name,
        len(alone),
        _small(alone),
        sum(one.answer(profile) is None for profile in alone),
        len(only),
        _small(only),
    )


def _small(profiles: Sequence[Profile]) -> int:
    return sum(profile.partner.size is Size.MSME for profile in profiles)
