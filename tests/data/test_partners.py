"""Partners come back as they went in, are found by any of their names, and are replaced only by their own set."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, text

from data import capabilities, partners
from data.database import transaction
from data.errors import NotFoundError, TakenError
from matching.records import SYSTEM, Affiliate, Kind, Partner, Size
from tests.data.records import FULL_CAPABILITY, FULL_PARTNER, INVENTED, partner


def saved(connection: Connection, *records: Partner) -> tuple[Partner, ...]:
    partners.save_many(connection, records)
    return partners.some(connection, [record.id for record in records])


def test_every_field_comes_back(own_engine: Engine) -> None:
    everyone = (FULL_PARTNER, partner("P2"), partner("P3"))
    with transaction(own_engine, SYSTEM) as connection:
        assert saved(connection, *everyone) == everyone
    with transaction(own_engine, SYSTEM) as connection:
        assert partners.all_(connection) == everyone
        assert partners.get(connection, "P1") == FULL_PARTNER
        assert partners.count(connection) == 3


words = st.text(st.characters(exclude_characters="\x00", codec="utf-8"), max_size=40)
codes = st.lists(st.from_regex(r"[A-Z]{3}", fullmatch=True), max_size=4).map(tuple)
any_partner = st.builds(
    Partner,
    id=words.filter(bool),
    name=words.filter(bool),
    kind=st.sampled_from(Kind),
    origin=st.just(INVENTED),
    size=st.none() | st.sampled_from(Size),
    country=st.from_regex(r"([A-Z]{3})?", fullmatch=True),
    countries=codes,
    sectors=st.lists(words, max_size=3).map(tuple),
    sdgs=st.lists(st.integers(1, 17), max_size=5).map(tuple),
    aliases=st.lists(words.filter(bool), max_size=3).map(tuple),
    identifiers=st.none() | st.dictionaries(words, words, max_size=3),
    website=words,
    women_led=st.none() | st.booleans(),
)


@settings(max_examples=60)
@given(records=st.lists(any_partner, max_size=3, unique_by=lambda record: record.id))
def test_any_partner_comes_back_as_it_went_in(engine: Engine, records: list[Partner]) -> None:
    with engine.connect() as connection, connection.begin() as attempt:
        found = saved(connection, *records)
        attempt.rollback()
    assert {record.id: record for record in found} == {record.id: record for record in records}


def test_saving_again_replaces_the_whole_record(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        saved(connection, FULL_PARTNER, partner("P2"), partner("P3"))
        bare = partner("P1", "Bare")
        assert saved(connection, bare) == (bare,)


def test_affiliates_may_name_each_other_in_any_order(own_engine: Engine) -> None:
    first = partner("A", affiliates=(Affiliate("B", 0.5),))
    second = partner("B", affiliates=(Affiliate("A", None),))
    with transaction(own_engine, SYSTEM) as connection:
        assert saved(connection, first, second) == (first, second)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("frost", ["exact", "begins", "contains"]),
        ("FROST & CO", ["exact"]),
        ("التبريد", ["contains"]),
        ("ЗАВОД", ["begins"]),
        ("100%", ["contains"]),
        ("%", ["contains"]),
        ("_", []),
        ("  ", []),
        ("nobody", []),
    ],
)
def test_names_and_aliases_are_found_best_first(own_engine: Engine, asked: str, expected: list[str]) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        saved(
            connection,
            partner("contains", "Old Frost 100%", aliases=("شركة التبريد",)),
            partner("begins", "Frosty", aliases=("Завод холода",)),
            partner("exact", "Cold", aliases=("frost", "Frost & Co")),
        )
        assert [found.id for found in partners.find_by_name(connection, asked)] == expected
        assert len(partners.find_by_name(connection, asked, limit=1)) == min(1, len(expected))


def test_a_profile_is_a_partner_with_what_it_can_do(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        saved(connection, FULL_PARTNER, partner("P2"), partner("P3"))
        capabilities.save_many(connection, [FULL_CAPABILITY])
        profiles = partners.profiles(connection)
    assert [(profile.id, profile.capabilities) for profile in profiles] == [
        ("P1", (FULL_CAPABILITY,)),
        ("P2", ()),
        ("P3", ()),
    ]


def test_an_unknown_partner_is_an_error_that_names_those_like_it(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        saved(connection, partner("cold-chain"), partner("bakery"))
        with pytest.raises(NotFoundError, match="there is no partner 'cold-chian'; did you mean cold-chain"):
            partners.get(connection, "cold-chian")


def test_a_record_of_another_set_is_left_as_it_is(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        saved(connection, partner("mine", "Mine"))
        connection.execute(text("INSERT INTO loaded_sets (name, edition, records) VALUES ('demo', '1', 0)"))
        with pytest.raises(TakenError, match="partner ids taken by records of another set: mine"):
            partners.save_many(connection, [partner("mine", "Theirs"), partner("new")], "demo")
        assert partners.get(connection, "mine").name == "Mine"


def test_an_id_given_twice_is_refused_by_name(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection, pytest.raises(ValueError, match=r"more than once: twin$"):
        partners.save_many(connection, [partner("twin"), partner("twin"), partner("single")])


@pytest.mark.parametrize("text_", ["a\x00b", "\ud800"])
def test_a_text_that_cannot_be_kept_is_refused_with_the_id(own_engine: Engine, text_: str) -> None:
    with transaction(own_engine, SYSTEM) as connection, pytest.raises(ValueError, match="'P7'"):
        partners.save_many(connection, [partner("P7", f"name {text_}")])


def test_nothing_saved_is_nothing_changed(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        assert saved(connection) == ()
        assert partners.all_(connection) == ()
