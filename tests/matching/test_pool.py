"""The profiles that can be ranked."""

import pytest

from matching.pool import Pool
from matching.text import TextFact
from tests.encoder import TrigramEncoder
from tests.matching.builders import need, profile

PROFILES = [profile("b", "Solar water pumps for farmers in Mali."), profile("a", "Best company.", countries=("MLI",))]


def test_a_partner_that_is_listed_twice_is_refused_with_its_id() -> None:
    with pytest.raises(ValueError, match=r"\['b'\]"):
        Pool.of([*PROFILES, PROFILES[0]])


def test_the_thin_are_listed_with_what_to_ask_for() -> None:
    assert {partner: verdict.ask for partner, verdict in Pool.of(PROFILES).thin.items()} == {
        "a": (TextFact.OFFER, TextFact.BENEFICIARY)
    }


def test_needs_are_read_with_the_encoder_or_from_ready_vectors() -> None:
    asked = need("n", "Pumps for a village.")
    bare = Pool.of(PROFILES)
    encoded = Pool.of(PROFILES, TrigramEncoder())
    ready = bare.knowing(encoded.reading.vectors | encoded.read([asked]).vectors)
    assert bare.read([asked]).passages is None
    assert encoded.read([asked]).vectors.keys() == ready.read([asked]).vectors.keys() == {"Pumps for a village."}
    assert not ready.read([need("m", "Never seen.")]).vectors


def test_profiles_without_vectors_are_counted_as_waiting() -> None:
    encoded = Pool.of(PROFILES, TrigramEncoder())
    some = {piece: vector for piece, vector in encoded.reading.vectors.items() if "Solar" in piece}
    assert (Pool.of(PROFILES).waiting, Pool.of(PROFILES).knowing(some).waiting, encoded.waiting) == (2, 1, 0)


def test_sectors_are_spelt_alike() -> None:
    pool = Pool.of(
        [profile("a", "", sectors=("Energy",)), profile("b", "", sectors=("energy", "Health")), profile("c", "")]
    )
    assert pool.sectors.names == ("energy", "health")
    assert pool.sectors.members.tolist() == [[1, 0], [1, 1], [0, 0]]
    assert pool.sectors.stated.tolist() == [True, True, False]
