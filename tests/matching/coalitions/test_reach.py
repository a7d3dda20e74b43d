"""How far candidates reach facets: the closer text reaches further, codes count only for who is of use."""

from __future__ import annotations

import numpy as np
import pytest

from matching.coalitions.facets import weighed
from matching.coalitions.reach import Reach, closeness
from matching.pool import Pool
from matching.records import Facet, FacetKind, Resource
from tests.encoder import TrigramEncoder
from tests.matching.coalitions.parties import need, profile

FACETS = weighed(
    [
        Facet("n", FacetKind.CAPABILITY, "solar refrigerators for vaccines"),
        Facet("n", FacetKind.CAPABILITY, "training of technicians"),
        Facet("n", FacetKind.COUNTRY, "MLI"),
        Facet("n", FacetKind.RESOURCE, "logistics"),
        Facet("n", FacetKind.STAKEHOLDER, "ngo"),
    ]
)
ASKED = need("We seek solar refrigerators for vaccines and training of technicians in Mali.", countries=("MLI",))
PROFILES = [
    profile("cold", "We install solar refrigerators for vaccines in health posts.", countries=("MLI",)),
    profile("teach", "Our school offers training of technicians for refrigerators.", (Resource.LOGISTICS,)),
    profile("far", "We print school books and atlases for libraries.", (Resource.LOGISTICS,), countries=("MLI",)),
    profile("thin", "Best company.", countries=("MLI",)),
    profile("chinois", "我们在卫生站安装太阳能疫苗冰箱。", countries=("MLI",)),
]


def cells(pool: Pool) -> dict[str, list[float]]:
    coverage = Reach.of(ASKED, FACETS, pool).coverage
    return dict(zip(coverage.candidates, coverage.cells.tolist(), strict=True))


@pytest.mark.parametrize("encoder", [None, TrigramEncoder()], ids=["words alone", "with meaning"])
def test_the_partner_that_speaks_to_a_facet_reaches_it_furthest(encoder: TrigramEncoder | None) -> None:
    found = cells(Pool.of(PROFILES, encoder))
    assert max(found, key=lambda name: found[name][0]) == "cold"
    assert max(found, key=lambda name: found[name][1]) == "teach"
    assert all(0 <= cell <= 1 for row in found.values() for cell in row)


def test_presence_resource_and_kind_count_as_far_as_the_partner_is_of_use() -> None:
    found = cells(Pool.of(PROFILES))
    assert found["cold"][2] > 0.5 > found["far"][2]
    assert found["teach"][3] > found["far"][3]
    assert found["cold"][3] == 0  # it offers no logistics
    assert found["cold"][4] > found["far"][4]  # all are NGOs, one is of use


def test_who_says_too_little_reaches_nothing() -> None:
    assert cells(Pool.of(PROFILES))["thin"] == [0.0] * len(FACETS)


def test_words_are_not_compared_between_two_languages() -> None:
    shared = profile("shared", "我们在卫生站安装太阳能疫苗冰箱 vaccines technicians training。")
    assert cells(Pool.of([*PROFILES, shared]))["shared"][:2] == [0.0, 0.0]


def test_evidence_is_a_piece_of_both_sides_and_codes_have_none() -> None:
    reach = Reach.of(ASKED, FACETS, Pool.of(PROFILES))
    (pair,) = reach.evidence("cold", 0)
    assert pair.left == FACETS[0].text
    assert pair.right in PROFILES[0].texts[0]
    assert reach.evidence("cold", 2) == ()


def test_no_signal_is_nothing_and_more_signal_never_covers_less() -> None:
    ladder = np.linspace(0, 1, 11, dtype=np.float32)[None, :]
    full = closeness((ladder, ladder, ladder), (ladder, ladder, ladder))[0]
    assert full[0] == 0
    assert (np.diff(full) >= 0).all()
    assert full[-1] > 0.95
    unknown = np.full_like(ladder, np.nan)
    for signals in ((ladder, unknown, unknown), (unknown, ladder, ladder)):
        assert (np.diff(closeness(signals, signals)[0]) >= 0).all()
    assert (closeness((unknown, unknown, unknown), (unknown, unknown, unknown)) == 0).all()


def test_a_resource_or_stakeholder_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="gold"):
        Reach.of(ASKED, [Facet("n", FacetKind.RESOURCE, "gold")], Pool.of(PROFILES))
