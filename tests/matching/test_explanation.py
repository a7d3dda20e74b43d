"""What would change a rank."""

from dataclasses import replace
from datetime import date

import pytest

from matching.explanation import SWAY, Lever, sensitivity, what_would_help
from matching.pool import Pool
from matching.ranking import rank
from matching.records import ALWAYS, Need, Period, Profile, Resource
from matching.scores import score
from matching.weights import Weights
from tests.encoder import TrigramEncoder
from tests.matching.builders import need, profile

PROFILES = [
    profile("pumps", "Solar water pumps for farmers.", countries=("MLI",), resources=(Resource.DATA,)),
    profile("wells", "Solar water wells for farmers.", countries=("KEN",), sdgs=(7,)),
    profile(
        "bank",
        "Loans for women who run a small shop in town.",
        countries=("MLI",),
        sdgs=(6,),
        resources=(Resource.FINANCE,),
    ),
    profile("thin", "Best company."),
]
ASKED = need(
    "n",
    "Farmers need solar water pumps.",
    countries=("MLI",),
    sdgs=(6,),
    resources=(Resource.TECHNOLOGY,),
    period=Period(date(2026, 1, 1), date(2026, 12, 31)),
)
POOL = Pool.of(PROFILES, TrigramEncoder())


def ranked_after(changed: Profile, asked: Need = ASKED) -> tuple[int, float]:
    """Where the changed profile really lands when everything is ranked again."""
    others = [one for one in PROFILES if one.id != changed.id]
    matches = rank(asked, Pool.of([*others, changed], TrigramEncoder())).matches
    [found] = [(place, match.score) for place, match in enumerate(matches, 1) if match.partner == changed.id]
    return found


def test_a_change_lands_where_ranking_again_puts_it() -> None:
    wells = PROFILES[1]
    there = replace(wells, partner=replace(wells.partner, countries=("KEN", "MLI")))
    [offering] = [replace(capability, resources=(Resource.TECHNOLOGY,)) for capability in wells.capabilities]
    changes = {
        (c.lever, c.value): (c.rank, c.score) for c in what_would_help(ASKED, "wells", POOL, score([ASKED], POOL))
    }
    assert changes[Lever.COUNTRY, "MLI"] == ranked_after(there)
    assert changes[Lever.RESOURCE, "technology"] == ranked_after(replace(wells, capabilities=(offering,)))


def test_only_what_betters_the_score_is_named_best_rank_first() -> None:
    scores = score([ASKED], POOL)
    before = dict(zip(scores.partners, scores.total[0], strict=True))
    for partner in ("pumps", "wells", "bank"):
        found = what_would_help(ASKED, partner, POOL, scores)
        assert all(change.score > before[partner] for change in found)
        assert [change.rank for change in found] == sorted(change.rank for change in found)
    assert {change.lever for change in what_would_help(ASKED, "wells", POOL, scores)} >= {Lever.COUNTRY, Lever.SDG}


def test_dates_are_proposed_where_the_need_has_some() -> None:
    levers = {each.lever for each in what_would_help(ASKED, "pumps", POOL, score([ASKED], POOL))}
    assert Lever.TIMING in levers
    whenever = replace(ASKED, period=ALWAYS)
    found = what_would_help(whenever, "pumps", POOL, score([whenever], POOL))
    assert Lever.TIMING not in {each.lever for each in found}


def test_what_is_there_already_is_not_proposed_and_a_thin_profile_gets_no_proposal() -> None:
    scores = score([ASKED], POOL)
    assert (Lever.COUNTRY, "MLI") not in {(c.lever, c.value) for c in what_would_help(ASKED, "pumps", POOL, scores)}
    assert what_would_help(ASKED, "thin", POOL, scores) == ()


def test_the_range_of_ranks_holds_the_rank_and_what_other_weights_give() -> None:
    scores = score([ASKED], POOL)
    standings = sensitivity(ASKED, ["pumps", "wells", "bank", "thin"], POOL, scores)
    assert set(standings) == {"pumps", "wells", "bank"}
    for factor in (1 - SWAY, 1 + SWAY):
        matches = rank(ASKED, POOL, Weights(countries=factor * Weights().countries)).matches
        for place, match in enumerate(matches, 1):
            standing = standings[match.partner]
            assert standing.best <= place <= standing.worst
            assert standing.best <= standing.rank <= standing.worst


def test_a_far_better_partner_stays_first_under_all_weights() -> None:
    plain = need("n", "Farmers need solar water pumps.")
    assert sensitivity(plain, ["pumps"], POOL, score([plain], POOL))["pumps"].worst == 1


def test_an_unknown_partner_is_refused() -> None:
    with pytest.raises(KeyError):
        what_would_help(ASKED, "nobody", POOL, score([ASKED], POOL))


def test_the_first_to_state_a_fact_gains_by_it() -> None:
    silent = Pool.of([profile(f"p{number}", f"Solar water pumps and wells, model {number}.") for number in range(9)])
    asked = need("n", "solar water pumps", countries=("MLI",))
    [change] = what_would_help(asked, "p8", silent, score([asked], silent))
    assert (change.lever, change.value, change.rank) == (Lever.COUNTRY, "MLI", 1)
