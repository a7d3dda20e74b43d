"""Shared meaning."""

import numpy as np
import pytest

from matching.reading import Reading
from matching.signals import best_sentences, whole_text
from tests.encoder import TrigramEncoder

OFFERS = [
    ["Solar water pumps for farmers in dry regions. Spare parts are in stock."],
    ["Mobile payments for refugees. We also verify identities."],
    ["Hospital beds and vaccines. Cold chains for health ministries."],
    ["Satellite images of forests. We measure carbon."],
]


@pytest.mark.parametrize("signal", [whole_text, best_sentences])
def test_the_nearest_profile_is_the_one_that_says_the_same(signal) -> None:  # type: ignore[no-untyped-def]
    offered = Reading.of(OFFERS, TrigramEncoder())
    asked = Reading.of([["Solar water pump for a farmer"], ["Satellite image of a forest"]], TrigramEncoder())
    values = signal(asked, offered)
    assert values.argmax(axis=1).tolist() == [0, 3]
    assert ((values >= 0) & (values <= 1)).all()


@pytest.mark.parametrize("signal", [whole_text, best_sentences])
def test_without_vectors_on_a_side_nothing_is_known(signal) -> None:  # type: ignore[no-untyped-def]
    bare, dense = Reading.of(OFFERS), Reading.of(OFFERS, TrigramEncoder())
    assert np.isnan(signal(bare, dense)).all()
    assert np.isnan(signal(dense, bare)).all()


@pytest.mark.parametrize("signal", [whole_text, best_sentences])
def test_only_profiles_with_all_their_vectors_are_known(signal) -> None:  # type: ignore[no-untyped-def]
    encoded = Reading.of(OFFERS[:3], TrigramEncoder())
    offered = Reading.of([*OFFERS, [""]]).knowing(encoded.vectors)
    values = signal(Reading.of([["pumps"]], TrigramEncoder()), offered)
    assert np.isnan(values[0]).tolist() == [False, False, False, True, True]


def test_the_same_sentence_on_both_sides_is_identity() -> None:
    text = "Solar water pumps for farmers in dry regions."
    offered = Reading.of([*OFFERS, [text]], TrigramEncoder())
    asked = Reading.of([[text]], TrigramEncoder())
    assert best_sentences(asked, offered)[0, 4] == pytest.approx(1, abs=1e-3)
    assert whole_text(asked, offered)[0, 4] == pytest.approx(1, abs=1e-3)
