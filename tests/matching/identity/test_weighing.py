"""What each clue says for or against one organisation, in bits."""

from __future__ import annotations

from math import log2

import pytest

from matching.identity import Asked, Context, classify
from matching.identity.features import described
from matching.identity.weighing import BASE, LEARNED, Known, Rarity, weigh
from tests.matching.identity.gazetteer import world

# A word that no other name of the register has, as rare as among a thousand names.
RARE = log2((1000 + 2) / 1)
LEI, OTHER_LEI = "5493001KJTIIGC8Y1R12", "529900T8BM49AURSDO55"


def known(name: str, **around: object) -> Known:
    return described(Asked(name, **around), classify(name, Context(world())), world())[0]  # type: ignore[arg-type]  # fields by name


def clues(one: Known, other: Known, rarity: Rarity | None = None) -> dict[str, float]:
    """The clues besides the prior, the same from both sides."""
    found = weigh(one, other, rarity or Rarity(1, {}))
    assert found == weigh(other, one, rarity or Rarity(1, {}))
    # What was seen, before it is weighed by what was learned.
    return {clue.name: round(clue.bits / LEARNED.get(clue.name, 1), 9) for clue in found if clue.name != "prior"}


def beside_the_word(one: str, other: str) -> dict[str, float]:
    found = clues(known(one), known(other))
    assert found.pop("words") == pytest.approx(RARE)
    return found


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("Orlina", "Orlina Ltd", 0),
        ("Orlina Kaduna", "Orlina", 2 + RARE / 2),  # half of what the word says, and two
        ("Orlina Golden", "Orlina", 2 + 5 / 2),  # half the world is named golden
        ("Orlina Kaduna Quillmark", "Orlina", 2 * (2 + RARE / 2)),
        ("Orlina Kaduna Quillmark Norvent Baltavia", "Orlina", 18),  # and no more
        ("Orlina 2", "Orlina", 20),  # a number is as good as another name
        ("Orlina B", "Orlina A", 20 + 20),
    ],
)
def test_words_on_one_side_alone_speak_against_it(one: str, other: str, against: float) -> None:
    found = beside_the_word(one, other)
    assert found.get("whole name", 0) == (0 if against else 5)
    assert -found.get("other words", 0) == pytest.approx(against)


@pytest.mark.parametrize(
    ("one", "other", "bits"),
    [
        ("Orlina Trading", "Orlina Trading Ltd", 2),
        ("Orlina Trading", "Orlina", -1),  # silence
        ("Orlina Trading Energy Shipping", "Orlina", -1 * 3),
        ("Orlina Trading Energy", "Orlina Trading", -1),
        ("Orlina Trading Energy", "Orlina Trading Shipping", -4),  # partly
        ("Orlina Trading", "Orlina Energy", -10),
        ("Orlina Foundation", "Orlina Stiftung", 2),
        ("Orlina Foundation", "Orlina", -9),  # a body of its own
    ],
)
def test_a_line_of_business_tells_bodies_of_one_name_apart(one: str, other: str, bits: float) -> None:
    found = beside_the_word(one, other)
    assert (found.pop("word for word", 0), found) == (
        4 if bits == 2 else 0,
        {"whole name": 5, "line of business": bits},
    )


@pytest.mark.parametrize(
    ("one", "other", "clue", "bits"),
    [
        ("Orlina Ltd", "Orlina Limited", "legal form", 1),
        ("Orlina Ltd", "Orlina GmbH", "legal form", -2),
        ("Orlina Group", "Orlina", "group or holding", -3),
        ("Orlina Kenya", "Orlina Kenya Ltd", "place in the name", 2),
        ("Orlina Kenya", "Orlina Ghana", "place in the name", -20),
        ("Orlina Kenya", "Orlina", "place in the name", -6),
    ],
)
def test_form_and_place_are_weighed_where_the_words_are_the_same(one: str, other: str, clue: str, bits: float) -> None:
    found = beside_the_word(one, other)
    assert (found.pop("word for word", 0), found) == (4 if bits == 2 else 0, {"whole name": 5, clue: bits})
    silent = beside_the_word("Orlina Ltd", "Orlina")
    assert silent == {"whole name": 5}


def test_a_place_in_a_name_says_little_where_the_other_is_at_home_there() -> None:
    at_home = clues(known("Orlina Kenya"), known("Orlina", country="KEN"))
    assert at_home["place in the name"] == -1
    assert clues(known("Orlina Kenya"), known("Orlina", country="GHA"))["place in the name"] == -6


@pytest.mark.parametrize(
    ("one", "other", "clue", "bits"),
    [
        ({"country": "KEN"}, {"country": "KEN"}, "country", 2.5),
        ({"country": "KEN"}, {"country": "GHA"}, "country", -5),
        ({"domain": "orlina.com"}, {"domain": "www.orlina.com"}, "web domain", 9),
        ({"domain": "orlina.com"}, {"domain": "quill.com"}, "web domain", -3),
        ({"identifiers": {"lei": LEI}}, {"identifiers": {"lei": LEI}}, "identifier", 25),
        ({"identifiers": {"lei": LEI}}, {"identifiers": {"lei": OTHER_LEI}}, "identifier", -60),
    ],
)
def test_what_is_known_around_a_name_counts_where_both_sides_say_it(
    one: dict[str, object], other: dict[str, object], clue: str, bits: float
) -> None:
    assert clues(known("Orlina", **one), known("Orlina", **other))[clue] == bits
    assert clue not in clues(known("Orlina", **one), known("Orlina"))


def test_two_sure_kinds_that_differ_speak_against_it() -> None:
    assert clues(known("Orlina Ltd"), known("Orlina University"))["kind"] == -8
    assert "kind" not in clues(known("Orlina Ltd"), known("Orlina"))


def test_a_name_of_common_words_alone_says_less_the_fewer_they_are() -> None:
    assert clues(known("Bank"), known("Bank Ltd")) == {"words": 5, "whole name": 5, "line of business": 2}
    assert clues(known("Bank of Ghana"), known("Bank of Ghana Ltd"))["words"] == 5 + 5
    assert clues(known("Golden Star"), known("Golden Star Ltd"))["words"] == 5 + 5


def test_a_name_is_its_own_equal_whatever_its_case_order_and_kind() -> None:
    assert clues(known("Danish Demining Group"), known("DANISH DEMINING GROUP")) == {"the same name": 20}
    assert clues(known("Germany"), known("germany")) == {"the same name": 20}
    assert clues(known("Baltavia Orlina"), known("Orlina, Baltavia")) == {"the same name": 20}


def test_a_word_tells_the_less_the_more_names_have_it() -> None:
    often = Rarity(5000, {"orlina": 99})
    assert clues(known("Orlina"), known("Orlina Ltd"), often)["words"] == pytest.approx(log2(5002 / 100))
    assert often.prior == pytest.approx(BASE - LEARNED["words"] * log2(5000 / 1000))


def test_another_spelling_says_as_much_as_it_is_alike() -> None:
    """Seven of eight letters: what is above a half, as a share of the other half."""
    found = clues(known("Baltavia"), known("Baltovia"))
    assert found == {"words": pytest.approx(RARE * (7 / 8 - 0.5) / 0.5), "other spelling": 3.5}
    assert "other words" in clues(known("Baltavia"), known("Quillmark"))


def test_order_gaps_and_characters_of_one_name_may_differ() -> None:
    assert clues(known("Baltavia Orlina"), known("Orlina Baltavia Ltd")) == {
        "words": pytest.approx(2 * RARE),
        "whole name": 5,
        "word for word": 4,
    }
    assert clues(known("Brightwater"), known("Bright Water")) == {"words": pytest.approx(RARE), "run together": 3.5}
    assert clues(known("华蓝"), known("華藍"))["other characters"] == -2


def test_across_scripts_names_that_are_read_alike_say_more_than_those_that_only_sound_alike() -> None:
    read = clues(known("الراشد"), known("Al-Rashid"))
    assert read == {"words": pytest.approx(0.9 * RARE), "read alike": 4.5}
    assert clues(known("الراشد"), known("Rashida")) == {"words": pytest.approx(0.9 * RARE), "sounds alike": 3.5 - 4.5}


def test_a_clue_names_what_it_was_read_from() -> None:
    one = known("Orlina Trading Kenya Ltd", country="KEN", domain="orlina.com")
    other = known("Orlina Trading Energy Kenya GmbH", country="GHA", domain="orlina.com")
    assert {clue.name: clue.detail for clue in weigh(one, other, Rarity(1, {}))} == {
        "prior": "",
        "words": "orlina",
        "whole name": "",
        "line of business": "energy",
        "legal form": "limited / llc",
        "place in the name": "KEN",
        "country": "GHA / KEN",
        "web domain": "orlina.com",
    }
