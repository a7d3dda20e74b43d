"""The five marks of a transformational partnership, each with what it stands on; and the shares of small firms."""

from __future__ import annotations

from datetime import date

from matching.coalitions import Coverage, Terms, chosen
from matching.coalitions.checklist import MarkScore, TransformationMark, checklist
from matching.coalitions.shares import fairness, kinds
from matching.records import Facet, FacetKind, Kind, Need, Period, Profile, Size
from tests.matching.coalitions.parties import need, profile

FACETS = [Facet("n", FacetKind.CAPABILITY, "ice", 1.0), Facet("n", FacetKind.COUNTRY, "MLI", 1.0)]


def marks(asked: Need, *members: Profile) -> dict[TransformationMark, MarkScore]:
    coverage = Coverage.of(FACETS, {each.id: [0.9 - 0.5 * place, 0.3] for place, each in enumerate(members)})
    choice = chosen(coverage, Terms(), [each.id for each in members])
    return {mark.criterion: mark for mark in checklist(coverage, choice, {each.id: each for each in members}, asked)}


def test_sectors_and_a_number_that_can_be_convened_make_the_first_mark() -> None:
    found = marks(need(), profile("a"), profile("b", kind=Kind.MULTINATIONAL))[TransformationMark.STAKEHOLDERS]
    assert (found.met, found.asked) == (2 + 1, 5 + 1)
    assert found.facts == ("business", "civil_society", "right_number")
    assert marks(need(), profile("a"))[TransformationMark.STAKEHOLDERS].met == 1  # alone: one sector, no crowd


def test_competence_counts_members_who_serve_a_capability_well() -> None:
    found = marks(need(), profile("a"), profile("b"))[TransformationMark.COMPETENCE]
    assert (found.met, found.asked, found.facts) == (1, 2, ("a",))
    assert found.score == 1 / 2


def test_a_mark_read_from_words_carries_the_sentences_word_for_word() -> None:
    asked = need("Stigma is growing. We seek shops that change behaviour of young people.", sdgs=(3, 5))
    teller = profile("a", "We work on new standards for buyers. We also bake bread.")
    found = marks(asked, teller)[TransformationMark.CHANGE]
    assert (found.met, found.asked, found.facts) == (3, 3, ("several_goals",))
    assert [(quote.who, quote.text) for quote in found.quotes] == [
        ("n", "Stigma is growing."),
        ("a", "We work on new standards for buyers."),
    ]
    assert marks(need("We seek bread."), profile("a", "We bake bread."))[TransformationMark.CHANGE].met == 0


def test_scale_is_reach_and_numbers() -> None:
    far = profile("a", "We reached 1,200 villages.", countries=("A", "B", "C", "D", "E"))
    found = marks(need("We seek pumps for 2 million people.", countries=("MLI", "NER")), far)[TransformationMark.SCALE]
    assert (found.met, found.asked, found.facts) == (4, 4, ("far_reach", "several_countries"))


def test_what_lasts_is_time_and_somebody_who_stays() -> None:
    long = need("We seek a market.", countries=("MLI",), period=Period(date(2027, 1, 1), date(2032, 1, 1)))
    found = marks(long, profile("a", "We keep pumps in maintenance.", country="MLI"))[TransformationMark.LASTING]
    assert (found.met, found.asked, found.facts) == (4, 4, ("years", "stays"))
    visitor = profile("b", "We fly in.", country="MLI", size=Size.MULTINATIONAL, kind=Kind.MULTINATIONAL)
    assert marks(need("We seek help.", countries=("MLI",)), visitor)[TransformationMark.LASTING].facts == ()


def test_five_whole_years_are_long_enough_and_a_day_less_is_not() -> None:
    for last, facts in ((date(2031, 12, 31), ("years",)), (date(2031, 12, 30), ())):
        asked = need("We seek help.", period=Period(date(2027, 1, 1), last))
        assert marks(asked, profile("a", "We fly in."))[TransformationMark.LASTING].facts == facts


def test_seats_of_small_and_national_companies_stand_beside_their_share_of_the_pool() -> None:
    small = profile("s", kind=Kind.NATIONAL_COMPANY, size=Size.MSME).partner
    national = profile("n", kind=Kind.NATIONAL_COMPANY, size=Size.NATIONAL).partner
    other = profile("o").partner
    found = fairness([small, other], [small, national, other, other])
    assert (found.small.share, found.small_in_pool.share) == (1 / 2, 1 / 4)
    assert (found.national.share, found.national_in_pool.share) == (1 / 2, 2 / 4)
    assert fairness([], []).small.share == 0
    assert kinds([small, other])[0] == {Kind.NATIONAL_COMPANY, Kind.NGO}
    assert len(kinds([small, other])[1]) == 9 - 2
