"""What an approach to a partner is worth when no text was compared: how well their facts fit, 0..1."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from matching.records import Approach, Level, Profile, Resource

Array = npt.NDArray[np.float32]

# What is asked weighs most, then presence where it is asked (R17 ¶20), then the Goals.
RESOURCE, COUNTRY, GOALS = 0.4, 0.35, 0.25
# A partner that does not say what it offers or where it works may fit or not.
UNKNOWN = 0.5
# How many next best partners an approach may be sent to: more change nothing (measured on the demo), and cost time.
ALTERNATES = 6
# Approaches compared with all partners at once: bounds the memory (256 x 25,000 x 4 bytes = 26 MB).
_AT_ONCE = 256
_RESOURCES = {resource: place for place, resource in enumerate(Resource)}


@dataclass(frozen=True)
class Offers:
    """What all partners offer, where they work and which Goals they serve, as matrices in order of `ids`.

    `unplaced` are those that do not say where they work.
    """

    ids: tuple[str, ...]
    places: Mapping[str, int]
    countries: Mapping[str, int]
    resources: Array
    presence: Array
    goals: Array
    unplaced: npt.NDArray[np.intp]

    @classmethod
    def of(cls, profiles: Sequence[Profile]) -> Offers:
        """Return the matrices of some profiles."""
        reach = [sorted(profile.countries | ({profile.partner.country} - {""})) for profile in profiles]
        codes = {code: place for place, code in enumerate(sorted({code for codes in reach for code in codes}))}
        resources = np.zeros((len(profiles), len(_RESOURCES)), dtype=np.float32)
        presence = np.zeros((len(profiles), len(codes)), dtype=np.float32)
        goals = np.zeros((len(profiles), 17), dtype=np.float32)
        for row, profile in enumerate(profiles):
            resources[row, [_RESOURCES[each] for each in profile.resources]] = 1
            presence[row, [codes[code] for code in reach[row]]] = 1
            goals[row, [goal - 1 for goal in profile.sdgs]] = 1
        resources[~resources.any(axis=1)] = UNKNOWN
        ids = tuple(profile.id for profile in profiles)
        return cls(
            ids=ids,
            places={name: place for place, name in enumerate(ids)},
            countries=codes,
            resources=resources,
            presence=presence,
            goals=goals,
            unplaced=np.flatnonzero(~presence.any(axis=1)),
        )

    def fits(self, approaches: Sequence[Approach]) -> Array:
        """Return how well each partner fits each approach, shape (approaches, partners), 0..1.

        A global approach fits every place; Goals count as the root of the share that both name of what either names.
        """
        asked = np.zeros((len(approaches), len(_RESOURCES)), dtype=np.float32)
        there = np.zeros((len(approaches), len(self.ids)), dtype=np.float32)
        goals = np.zeros((len(approaches), 17), dtype=np.float32)
        for row, approach in enumerate(approaches):
            asked[row, _RESOURCES[approach.resource]] = 1
            goals[row, [goal - 1 for goal in approach.sdgs]] = 1
            if approach.level is Level.GLOBAL or not approach.country:
                there[row] = 1
                continue
            if approach.country in self.countries:
                there[row] = self.presence[:, self.countries[approach.country]]
            there[row, self.unplaced] = UNKNOWN
        norm = np.sqrt(goals.sum(axis=1)[:, None] * self.goals.sum(axis=1)[None, :])
        alike = np.where(norm > 0, goals @ self.goals.T / np.maximum(norm, 1), np.float32(UNKNOWN))
        return (RESOURCE * (asked @ self.resources.T) + COUNTRY * there + GOALS * alike).astype(np.float32)

    def worth(self, approaches: Sequence[Approach]) -> dict[str, float]:
        """Return the fit of each approach with the partner that it is to; one of an unknown partner is worth half."""
        found = {}
        for some, fits in self._in_parts(approaches):
            for row, approach in enumerate(some):
                place = self.places.get(approach.partner)
                found[approach.id] = UNKNOWN if place is None else round(float(fits[row, place]), 4)
        return found

    def alternates(
        self, approaches: Sequence[Approach], groups: Mapping[str, str], closed: Collection[str], most: int = ALTERNATES
    ) -> dict[str, tuple[tuple[str, float], ...]]:
        """Return the next best partners of each approach outside its own group and those `closed`, best first.

        Equal ones are told apart by a number made of both ids, so that not everybody is sent to the same partner.
        """
        shut = np.array([groups.get(name, name) in closed for name in self.ids], dtype=bool)
        found = {}
        for some, fits in self._in_parts(approaches):
            fits[:, shut] = -1
            for row, approach in enumerate(some):
                own = groups.get(approach.partner, approach.partner)
                found[approach.id] = self._best(fits[row], approach.id, own, groups, most)
        return found

    def _best(
        self, fits: Array, id: str, own: str, groups: Mapping[str, str], most: int
    ) -> tuple[tuple[str, float], ...]:
        # A few more than asked for, since members of the own group fall out.
        wanted = min(len(fits), most + 8)
        bound = np.partition(fits, len(fits) - wanted)[len(fits) - wanted] if wanted else 0
        near = [
            place
            for place in np.flatnonzero(fits >= max(bound, 0))
            if groups.get(self.ids[place], self.ids[place]) != own
        ]
        ordered = sorted(near, key=lambda place: (-float(fits[place]), crc32(f"{id}/{self.ids[place]}".encode())))
        return tuple((self.ids[place], round(float(fits[place]), 4)) for place in ordered[:most])

    def _in_parts(self, approaches: Sequence[Approach]) -> Iterator[tuple[Sequence[Approach], Array]]:
        for start in range(0, len(approaches), _AT_ONCE):
            some = approaches[start : start + _AT_ONCE]
            yield some, self.fits(some)
