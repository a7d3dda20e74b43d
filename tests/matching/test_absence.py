"""Why a partner is not in a list."""

import pytest
from hypothesis import given, settings

from matching.absence import Stop, why_not
from matching.filters import InCountries, OfSize, apply
from matching.pool import Pool
from matching.ranking import rank
from matching.records import Need, Profile, Size
from matching.scores import score
from matching.text import TextFact
from tests.encoder import TrigramEncoder
from tests.matching.builders import need, needs, pools, profile

POOL = Pool.of(
    [
        profile("pumps", "Solar water pumps for farmers in Mali.", countries=("MLI",), size=Size.MSME),
        profile("wells", "Wells and water tanks for farmers.", countries=("MLI",)),
        profile("bank", "Loans for women who run a small business in town.", countries=("KEN",), size=Size.NATIONAL),
        profile("thin", "Best company.", countries=("MLI",)),
    ],
    TrigramEncoder(),
)
ASKED = need("n", "Farmers need solar water pumps.")
IN_MALI, SMALL = InCountries(frozenset({"MLI"})), OfSize(frozenset({Size.MSME}))


def test_the_first_gate_that_stops_a_partner_is_named() -> None:
    assert why_not(ASKED, "nobody", POOL).stop is Stop.UNKNOWN
    assert why_not(ASKED, "thin", POOL).stop is Stop.THIN_PROFILE
    assert why_not(need("n", "Help"), "pumps", POOL).ask == (TextFact.OFFER, TextFact.PLACE)
    assert why_not(ASKED, "pumps", POOL, top=1).stop is Stop.LISTED


def test_the_filters_that_remove_it_are_named_and_those_that_it_does_not_answer() -> None:
    bank = why_not(ASKED, "bank", POOL, [IN_MALI, SMALL])
    wells = why_not(ASKED, "wells", POOL, [IN_MALI, SMALL])
    assert (bank.stop, bank.filters, bank.silent) == (Stop.FILTER, ("countries", "sizes"), ())
    assert (wells.stop, wells.filters, wells.silent) == (Stop.FILTER, ("sizes",), ("sizes",))


def test_below_the_top_it_says_its_rank_and_what_it_lacks_to_the_last_one_listed() -> None:
    scores = score([ASKED], POOL)
    totals = dict(zip(scores.partners, scores.total[0], strict=True))
    found = why_not(ASKED, "bank", POOL, top=1, scores=scores)
    assert (found.stop, found.rank) == (Stop.BELOW_TOP, 3)
    assert found.gap == pytest.approx(totals["pumps"] - totals["bank"])
    assert why_not(ASKED, "bank", POOL, [InCountries(frozenset({"KEN"}))], top=1).rank == 1


def test_a_top_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="got 0"):
        why_not(ASKED, "pumps", POOL, top=0)


@settings(max_examples=30)
@given(pools(), needs())
def test_who_is_listed_is_not_absent_and_the_reverse(profiles: list[Profile], asked: Need) -> None:
    pool = Pool.of(profiles)
    listed = {match.partner for match in rank(asked, pool, top=2, kept=apply([IN_MALI], profiles).ids).matches}
    for one in profiles:
        assert (why_not(asked, one.id, pool, [IN_MALI], top=2).stop is Stop.LISTED) == (one.id in listed)
