"""Country fit: presence where the need is (R17 ¶20: interests and operations persuade, not headquarters)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matching.records import Need, Profile
from matching.signals.codes import members
from matching.signals.values import Values, unknown

# Working next door is a start: the same region, but neither staff nor registration in the country.
REGION = 0.4


def country_fit(needs: Sequence[Need], profiles: Sequence[Profile], regions: Mapping[str, str] | None = None) -> Values:
    """Return the average over the need's countries of 1 for presence, `REGION` for presence in the same region, else 0.

    `regions` maps ISO3 codes to regions. Unknown when the need names no country, and for a profile that states only
    its home when that is not among them: where else it works isn't known.
    """
    codes = sorted({country for need in needs for country in need.countries})
    if not codes:
        return unknown(len(needs), len(profiles))
    reach = [profile.countries | ({profile.partner.country} - {""}) for profile in profiles]
    only_home = np.array([not profile.countries for profile in profiles], dtype=bool)
    there = members(reach, codes)
    near = np.maximum(there, REGION * _same_region(reach, codes, regions or {}))
    places = {code: place for place, code in enumerate(codes)}
    values = unknown(len(needs), len(profiles))
    for row, need in enumerate(needs):
        if need.countries:
            asked = [places[country] for country in need.countries]
            fit = near[:, asked].mean(axis=1)
            values[row] = np.where(only_home & ~there[:, asked].any(axis=1), np.nan, fit)
    return values


def _same_region(reach: Sequence[frozenset[str]], codes: Sequence[str], regions: Mapping[str, str]) -> Values:
    names = sorted({regions[code] for code in codes if code in regions})
    located = members([{regions[code] for code in places if code in regions} for places in reach], names)
    lies = members([[regions[code]] if code in regions else [] for code in codes], names)
    return located @ lies.T
