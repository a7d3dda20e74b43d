"""The list of UN entities holds together: complete, distinct, in six languages, and named as the UN names them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from data import entities
from data.entities import GOALS, LANGUAGES, MANDATE_WORDS, read_entities, read_offers, read_topics
from data.facts import read_table
from data.problems import ProblemsError
from matching.records import Entity
from tests.realdata import shared_data

# More than these two texts of one hundred share is a copy with a word swapped.
NEAR_DUPLICATE = 75
# The chart shortens or misspells these names, or files the entity under an older acronym.
NAMED_OTHERWISE_IN_CHART = {
    "FAO": "Food and Agriculture Organization",
    "ILO": "International Labor Organization",
    "UNOCT": "Office of Counter-Terrorism",
    "UNODA": "Office for Disarmament Affairs",
    "UNOOSA": "Office for Outer Space Affairs",
}
# Hosted or treaty bodies that the chart does not list as entities of their own.
NOT_IN_CHART = {"CBD", "GEF", "Global Pulse", "UNAIDS", "UNCCD", "UNFCCC", "UNFIP", "UNMAS", "Unitaid"}


def every_name(entity: Entity) -> list[str]:
    return [entity.id, *entity.names.values(), *entity.aliases]


def test_there_are_more_than_seventy_entities_in_order_of_id() -> None:
    ids = [entity.id for entity in read_entities()]
    assert len(ids) >= 72
    assert ids == sorted(set(ids))


def test_every_mandate_is_long_enough_to_guide_and_short_enough_to_be_fair() -> None:
    assert {e.id: len(e.mandate.split()) for e in read_entities() if len(e.mandate.split()) not in MANDATE_WORDS} == {}


def test_every_goal_has_at_least_three_entities() -> None:
    count = Counter(goal for entity in read_entities() for goal in entity.sdgs)
    assert {goal: count[goal] for goal in GOALS if count[goal] < 3} == {}


def test_no_name_or_alias_belongs_to_two_entities() -> None:
    count = Counter(name for entity in read_entities() for name in {name.casefold() for name in every_name(entity)})
    assert {name: times for name, times in count.items() if times > 1} == {}


def test_every_entity_has_topics_in_six_languages_and_25_to_70_distinct_phrases_in_each() -> None:
    expected = {(entity.id, language) for entity in read_entities() for language in LANGUAGES}
    assert {(topics.entity, topics.language) for topics in read_topics()} == expected
    assert [t for t in read_topics() if not 25 <= len(t.phrases) <= 70 or len(set(t.phrases)) < len(t.phrases)] == []


def test_a_third_to_half_of_an_entitys_offers_are_english_and_the_rest_are_spread() -> None:
    for entity in read_entities():
        languages = Counter(offer.language for offer in read_offers() if offer.entity == entity.id)
        assert languages.total() in {6, 12, 20, 30}, entity.id
        assert languages.total() / 3 <= languages["en"] <= languages.total() / 2, entity.id
        others = [languages[language] for language in LANGUAGES if language != "en"]
        assert max(others) - min(others) <= 2, entity.id
        assert min(others) >= 1 or languages.total() == 6, entity.id


def test_the_offers_of_each_language_are_about_as_many() -> None:
    languages = Counter(offer.language for offer in read_offers() if offer.language != "en")
    assert max(languages.values()) <= 1.5 * min(languages.values())


def test_no_offer_gives_its_entity_away_by_a_name_or_an_acronym() -> None:
    names = {name for entity in read_entities() for name in every_name(entity)}
    spaced = [name for name in names if re.search(r"[A-Za-zА-Яа-яЁё]", name)]
    pattern = re.compile(
        "|".join([*(rf"(?<!\w){re.escape(name)}(?!\w)" for name in spaced), *map(re.escape, names - set(spaced))])
    )
    assert [(offer.id, found.group()) for offer in read_offers() if (found := pattern.search(offer.text))] == []


def test_no_two_offers_are_the_same_but_for_a_word() -> None:
    texts = [offer.text for offer in read_offers()]
    closeness = np.triu(process.cdist(texts, texts, scorer=fuzz.token_set_ratio), k=1)
    assert [(read_offers()[i].id, read_offers()[j].id) for i, j in np.argwhere(closeness >= NEAR_DUPLICATE)] == []


def test_every_offer_and_topic_is_marked_as_invented_and_no_entity_is() -> None:
    assert all(record.origin.synthetic for record in (*read_offers(), *read_topics()))
    assert not any(entity.origin.synthetic for entity in read_entities())


def test_names_are_those_of_the_system_chart() -> None:
    rows = json.loads(shared_data("un_system_chart", "un-entities.json").read_text(encoding="utf-8"))
    charted = {" ".join(row["entity_long"].split()) for row in rows}
    unknown = {
        entity.id for entity in read_entities() if NAMED_OTHERWISE_IN_CHART.get(entity.id, entity.name) not in charted
    }
    assert unknown == NOT_IN_CHART


@pytest.fixture
def change() -> Iterator[Callable[[str, str, str], None]]:
    """Return a function that puts a value in the first row of a table for the length of one test."""
    readers = (read_entities, read_topics, read_offers)
    with pytest.MonkeyPatch.context() as patch:

        def put(table: str, column: str, value: str) -> None:
            def changed(name: str) -> list[dict[str, str]]:
                rows = read_table(name)
                return [rows[0] | {column: value}, *rows[1:]] if name == table else rows

            patch.setattr(entities, "read_table", changed)
            for reader in readers:
                reader.cache_clear()

        yield put
    for reader in readers:
        reader.cache_clear()


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("id", "IFAD", r"row 3, column id: 'IFAD' - used once; row 2 has it already"),
        ("sdgs", "2;18", r"row 2, column sdgs: '18' - a Goal from 1 to 17"),
        ("strengths", "charm", r"row 2, column strengths: 'charm' - one of global_reach"),
        ("countries", "XYZ", r"row 2, column countries: 'XYZ' - an ISO 3166"),
        ("mandate", "too short", r"row 2, column mandate: '2 words' - 60 to 120 words for FAO"),
        ("name_en", "", r"row 2, column name_en: '' - a value in every row"),
    ],
)
def test_a_bad_entity_is_refused_with_row_value_and_what_is_allowed(
    change: Callable[[str, str, str], None], column: str, value: str, message: str
) -> None:
    change("entities", column, value)
    with pytest.raises(ProblemsError, match=message):
        read_entities()


def test_topics_of_an_unknown_entity_are_refused(change: Callable[[str, str, str], None]) -> None:
    change("entity_topics", "entity", "ATLANTIS")
    with pytest.raises(ProblemsError, match=r"row 2, column entity: 'ATLANTIS' - an id of entities.csv"):
        read_topics()


@pytest.mark.parametrize(("column", "value"), [("language", "la"), ("text", " "), ("entity", "ATLANTIS")])
def test_a_bad_offer_is_refused(change: Callable[[str, str, str], None], column: str, value: str) -> None:
    change("entity_offers", column, value)
    with pytest.raises(ProblemsError, match=rf"entity_offers.csv: 1 problem\n  row 2, column {column}"):
        read_offers()


def test_every_entity_has_a_grade() -> None:
    grades = entities.read_partnering()
    assert set(grades) == {entity.id for entity in read_entities()}
    assert set(grades.values()) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"entity": "A", "grade": "4"}], "grade"),
        ([{"entity": "A", "grade": "1"}, {"entity": "A", "grade": "1"}], "used once"),
        ([{"entity": "B", "grade": "1"}], "an id of entities.csv"),
        ([], "a row for A"),
    ],
)
def test_a_broken_list_is_refused(rows: list[dict[str, str]], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"entity_partnering": rows, "entities": [{"id": "A"}]}
    monkeypatch.setattr(entities, "read_table", tables.__getitem__)
    entities.read_partnering.cache_clear()
    with pytest.raises(ProblemsError, match=message):
        entities.read_partnering()
    entities.read_partnering.cache_clear()
