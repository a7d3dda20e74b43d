from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.demo.chance import Dice
from data.demo.grammar import NumberStyle, UnknownSlotError, expand, number
from data.demo.words import elided


def test_choices_and_slots_are_resolved() -> None:
    words = {"who": "[we|we]", "what": "pumps"}
    assert expand("{who} [sell|sell] {what}[|]", words.__getitem__, Dice(1)) == "we sell pumps"


def test_a_slot_that_holds_itself_is_refused() -> None:
    with pytest.raises(UnknownSlotError, match="after 8 rounds"):
        expand("{a}", lambda _: "{a}", Dice(1))


@given(low=some.integers(1, 9000), span=some.integers(0, 9000), seed=some.integers())
def test_a_number_stays_between_its_bounds(low: int, span: int, seed: int) -> None:
    drawn = int(number(str(low), str(low + span), Dice(seed)).replace(",", ""))
    assert low <= drawn <= low + span


@given(seed=some.integers())
def test_russian_numbers_from_twenty_up_end_in_zero_or_five(seed: int) -> None:
    assert int(number("20", "95", Dice(seed), NumberStyle(step=5))) % 5 == 0


def test_fractions_take_the_decimal_sign_of_the_language() -> None:
    assert "," in number("0.5", "0.9", Dice(3), NumberStyle(decimal=","))


def test_french_de_is_shortened_before_a_vowel() -> None:
    assert elided("offre de énergie, de Abidjan et de pompes") == "offre d'énergie, d'Abidjan et de pompes"
