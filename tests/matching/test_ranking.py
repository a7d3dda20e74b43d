"""Ranking in both directions, from the same scores."""

import os
import random
import subprocess
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.pool import Pool
from matching.ranking import Ranking, needs_in, rank, rank_many
from matching.records import Need, Profile, Shelf
from matching.scores import score
from matching.text import TextFact
from tests.encoder import TrigramEncoder
from tests.matching.builders import need, needs, pools, profile

PUMPS = profile("pumps", "Solar water pumps for farmers in Mali. We install and repair them.", countries=("MLI",))
BANK = profile("bank", "Loans for women who run a business in Kenya. Savings too.", countries=("KEN",))
CLINIC = profile("clinic", "Vaccines and hospital beds for health ministries.")
THIN = profile("thin", "Best company.")
POOL = Pool.of([PUMPS, BANK, CLINIC, THIN], TrigramEncoder())
IRRIGATION = need("irrigation", "Farmers in Mali need solar pumps for irrigation.", countries=("MLI",))
CREDIT = need("credit", "Women in Kenya seek loans for their business.", countries=("KEN",))


def test_the_partner_that_offers_what_is_needed_comes_first() -> None:
    assert rank(IRRIGATION, POOL).matches[0].partner == "pumps"
    assert rank(CREDIT, POOL).matches[0].partner == "bank"


def needs_for(partner: str, asked: Sequence[Need], pool: Pool, top: int = 20) -> Ranking:
    return needs_in(partner, asked, pool, score(asked, pool), top)


def test_the_need_that_a_partner_answers_best_comes_first() -> None:
    for asked in ([IRRIGATION, CREDIT], [CREDIT, IRRIGATION]):
        assert [match.need for match in needs_for("pumps", asked, POOL).matches] == ["irrigation", "credit"]
        assert [match.need for match in needs_for("bank", asked, POOL).matches] == ["credit", "irrigation"]
    assert [match.need for match in needs_for("bank", [IRRIGATION, CREDIT], POOL, top=1).matches] == ["credit"]


def test_twenty_are_shown_unless_more_are_asked_for() -> None:
    many = Pool.of([profile(f"p{number:02}", "Solar water pumps for farmers.") for number in range(25)])
    assert [match.partner for match in rank(IRRIGATION, many).matches] == [f"p{number:02}" for number in range(20)]
    assert len(rank(IRRIGATION, many, top=21).matches) == 21


def test_a_ranking_says_who_was_judged_who_was_too_thin_and_what_was_missing() -> None:
    ranking = rank(IRRIGATION, POOL, top=2)
    assert (len(ranking.matches), ranking.judged) == (2, 3)
    assert [(thin.id, thin.ask[0]) for thin in ranking.thin] == [("thin", TextFact.OFFER)]
    assert ranking.missing == ("abilities", "resources", "sdgs", "timing")
    assert rank(IRRIGATION, Pool.of([PUMPS])).missing[:3] == ("abilities", "meaning", "sentences")


def test_a_thin_need_ranks_nobody_and_says_what_would_help() -> None:
    ranking = rank(need("n", "Help!"), POOL)
    assert ranking.matches == ()
    assert [(thin.id, thin.ask) for thin in ranking.thin] == [("n", (TextFact.OFFER, TextFact.PLACE))]


def test_assumed_parts_are_named() -> None:
    found = {match.partner: match.assumed for match in rank(IRRIGATION, POOL).matches}
    assert found == {"pumps": (), "bank": (), "clinic": ("countries",)}


def test_equal_scores_are_in_order_of_id() -> None:
    twins = [profile(name, "Solar water pumps for farmers.") for name in ("c", "a", "b")]
    assert [match.partner for match in rank(IRRIGATION, Pool.of(twins, TrigramEncoder())).matches] == ["a", "b", "c"]


def test_who_is_filtered_out_changes_no_score() -> None:
    everybody = {match.partner: match for match in rank(IRRIGATION, POOL).matches}
    some = rank(IRRIGATION, POOL, kept={"bank", "clinic"})
    assert {match.partner: match for match in some.matches} == {name: everybody[name] for name in ("bank", "clinic")}
    assert some.thin == ()


def test_a_pool_and_a_list_of_needs_may_be_empty() -> None:
    assert rank(IRRIGATION, Pool.of([])).matches == ()
    assert rank_many([], POOL) == []
    assert needs_for("pumps", [], POOL).matches == ()


def test_a_top_below_one_and_an_unknown_partner_are_refused() -> None:
    with pytest.raises(ValueError, match="top must be at least 1, got 0"):
        rank(IRRIGATION, POOL, top=0)
    with pytest.raises(KeyError, match="no partner 'nobody' among the 4"):
        needs_for("nobody", [IRRIGATION], POOL)


def test_the_adjacent_shelf_shows_its_best_also_below_the_top() -> None:
    pool = Pool.of(
        [
            profile("a", "Solar water pumps for farmers", sectors=("Energy",)),
            profile("b", "Water pumps and solar boats for tourists", sectors=("Tourism",)),
        ],
        TrigramEncoder(),
    )
    ranking = rank(need("n", "solar water pumps for farmers", sectors=("energy",)), pool, top=1)
    assert [(match.partner, match.shelf) for match in ranking.matches] == [("a", Shelf.DIRECT)]
    assert [(match.partner, match.shelf) for match in ranking.adjacent] == [("b", Shelf.ADJACENT)]


several_needs = st.tuples(needs("n0"), needs("n1"), needs("n2"))


@settings(max_examples=30)
@given(pools(), several_needs)
def test_both_directions_and_one_or_many_needs_give_the_same_matches(
    profiles: list[Profile], asked: tuple[Need, ...]
) -> None:
    pool = Pool.of(profiles, TrigramEncoder())
    by_need = {(m.need, m.partner): m for ranking in rank_many(asked, pool) for m in ranking.matches}
    alone = {(m.need, m.partner): m for one in asked for m in rank(one, pool).matches}
    by_partner = {(m.need, m.partner): m for p in profiles for m in needs_for(p.id, asked, pool).matches}
    assert by_need == alone == by_partner


@settings(max_examples=30)
@given(pools(), several_needs, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(
    profiles: list[Profile], asked: tuple[Need, ...], chance: random.Random
) -> None:
    shuffled, turned = list(profiles), list(asked)
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    before = rank_many(asked, Pool.of(profiles, TrigramEncoder()))
    after = rank_many(turned, Pool.of(shuffled, TrigramEncoder()))
    assert sorted(before, key=lambda r: r.of) == sorted(after, key=lambda r: r.of)


@settings(max_examples=30)
@given(pools(), needs())
def test_a_ranking_falls_and_evidence_is_cut_out_of_both_texts(profiles: list[Profile], asked: Need) -> None:
    texts = {p.id: p.texts for p in profiles}
    matches = rank(asked, Pool.of(profiles, TrigramEncoder())).matches
    assert [(-m.score, m.partner) for m in matches] == sorted((-m.score, m.partner) for m in matches)
    for match in matches:
        for pair in match.evidence:
            assert any(pair.left in text for text in asked.texts)
            assert any(pair.right in text for text in texts[match.partner])


_RANKED = """
from tests.matching.test_ranking import CREDIT, IRRIGATION, POOL
from matching.ranking import rank_many
print(rank_many([CREDIT, IRRIGATION], POOL))
"""


def test_two_processes_with_other_hashes_give_the_same_list() -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", _RANKED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != ""
