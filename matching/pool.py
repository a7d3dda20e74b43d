"""The profiles that can be ranked, read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from matching.asks import asked, offered
from matching.capabilities import NONE, Vocabulary
from matching.paper import exists_on_paper
from matching.ports import Encoder, Vectors
from matching.reading import Reading
from matching.records import Capability, Kind, Need, Partner, Profile
from matching.signals import Terms
from matching.signals.codes import Members, members
from matching.text import Sufficiency, enough


@dataclass(frozen=True)
class Sectors:
    """The sectors that profiles state: `members[profile, sector]` is 1 where `names[sector]` is stated."""

    names: tuple[str, ...]
    members: Members

    @cached_property
    def stated(self) -> npt.NDArray[np.bool_]:
        """Whether each profile states any."""
        return np.asarray(self.members.any(axis=1))


@dataclass(frozen=True)
class Pool:
    """Profiles in order of id, with what was read from their texts.

    Without an encoder and without vectors the pool ranks on words and on structure alone, and says so.
    """

    profiles: tuple[Profile, ...]
    reading: Reading
    encoder: Encoder | None = None
    vectors: Mapping[str, Vectors] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Vocabulary = NONE

    @classmethod
    def of(
        cls,
        profiles: Sequence[Profile],
        encoder: Encoder | None = None,
        regions: Mapping[str, str] | None = None,
        vocabulary: Vocabulary = NONE,
    ) -> Self:
        """Return the pool of the profiles, encoded when there is an encoder; `regions` maps ISO3 codes to regions.

        Abilities are told by the `vocabulary`; without one, that signal says nothing.

        :raises ValueError: If two profiles have the same id.
        """
        counts = Counter(profile.id for profile in profiles)
        twice = sorted(partner for partner, count in counts.items() if count > 1)
        if twice:
            raise ValueError(f"each partner is ranked once, got the ids {twice[:5]} more than once; merge their rows.")
        ordered = tuple(sorted(profiles, key=lambda profile: profile.id))
        reading = Reading.of([profile.texts for profile in ordered], encoder, offered)
        return cls(ordered, reading, encoder, regions=regions or {}, vocabulary=vocabulary)

    def knowing(self, vectors: Mapping[str, Vectors], encoder: Encoder | None = None) -> Self:
        """Return this pool with ready vectors by piece of text (see `Reading.pieces`), where a profile has all of them.

        Needs are encoded with `encoder`, or looked up in `vectors` when there is none.
        """
        return replace(self, reading=self.reading.knowing(vectors, encoder), vectors=vectors, encoder=encoder)

    def read(self, needs: Sequence[Need]) -> Reading:
        """Return the reading of needs, with vectors when this pool can make or find them."""
        reading = Reading.of([need.texts for need in needs], self.encoder, asked)
        return reading.knowing(self.vectors) if self.encoder is None and self.vectors else reading

    @property
    def waiting(self) -> int:
        """The number of profiles that have no vectors (yet): they are ranked by their words and facts alone."""
        return len(self) - (0 if self.reading.passages is None else len(self.reading.passages.present))

    def __len__(self) -> int:
        """Return the number of profiles."""
        return len(self.profiles)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each partner id."""
        return {profile.id: place for place, profile in enumerate(self.profiles)}

    def among(self, partners: Collection[str]) -> npt.NDArray[np.bool_]:
        """Return for each profile whether its id is among the partners."""
        chosen = set(partners)
        return np.array([profile.id in chosen for profile in self.profiles], dtype=bool)

    @cached_property
    def sectors(self) -> Sectors:
        """The sectors of the profiles, spelt alike."""
        stated = [{sector.casefold() for sector in profile.partner.sectors} for profile in self.profiles]
        names = tuple(sorted(set().union(*stated)))
        return Sectors(names, members(stated, names))

    @cached_property
    def terms(self) -> Terms:
        """The index of search terms."""
        return Terms.of(self.reading.terms)

    @cached_property
    def abilities(self) -> Terms:
        """The index of the abilities that profiles name."""
        named = self.reading.abilities(self.vocabulary)
        return Terms.of([[name for name, count in each.items() for _ in range(round(count))] for each in named])

    @cached_property
    def on_paper(self) -> frozenset[str]:
        """The ids of the profiles that exist on paper alone: funds, bonds, shells."""
        return frozenset(profile.id for profile in self.profiles if exists_on_paper(profile))

    @cached_property
    def thin(self) -> dict[str, Sufficiency]:
        """The profiles that say too little to be judged, by id, each with the two facts to ask for."""
        found = (
            (profile.id, enough("\n".join(profile.texts), has_place=bool(profile.countries)))
            for profile in self.profiles
        )
        return {partner: verdict for partner, verdict in found if not verdict}


def as_profile(need: Need) -> Profile:
    """Return a need in the shape of a profile: what it seeks stands where a partner's offer would."""
    partner = Partner(need.id, need.title, Kind.OTHER, need.origin, countries=need.countries, sectors=need.sectors)
    sought = Capability(
        need.id,
        need.id,
        "\n".join(need.texts),
        need.origin,
        need.language,
        need.resources,
        need.countries,
        need.sdgs,
        need.period,
    )
    return Profile(partner, (sought,))
