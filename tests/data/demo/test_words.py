from __future__ import annotations

import pytest

from data.demo.mandates import niches_of
from data.demo.words import LANGUAGES, fields, forms, niches, places
from data.entities import read_entities
from matching.records import Resource


def test_there_are_at_least_120_niches_over_all_sections() -> None:
    assert len(niches()) >= 120
    assert len({niche.section for niche in niches()}) >= 18
    assert len({niche.label for niche in niches()}) == len(niches())


def test_every_goal_and_every_resource_has_niches() -> None:
    assert {goal for niche in niches() for goal in niche.sdgs} == set(range(1, 18))
    assert {resource for niche in niches() for resource in niche.resources} == set(Resource)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_speaks_of_many_niches(language: str) -> None:
    spoken = [niche.vocabularies[language] for niche in niches() if language in niche.vocabularies]
    assert len(spoken) >= 55
    for vocabulary in spoken:
        assert len(vocabulary.pools["products"]) >= 3
        assert len(vocabulary.pools["facts"]) >= 1
        assert len(vocabulary.pools["seeks"]) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_resource(language: str) -> None:
    assert set(forms(language)["resources"]) == set(Resource) == set(forms(language)["resource_words"])


def test_english_has_many_sentence_forms_and_others_enough() -> None:
    counts = {
        language: sum(len(block) for block in forms(language).values() if isinstance(block, tuple))
        for language in LANGUAGES
    }
    assert counts["en"] >= 200
    assert min(counts.values()) >= 60


def test_the_38_entities_exist_and_have_niches_of_their_own() -> None:
    entities = {entity.id: entity for entity in read_entities()}
    assert len(fields()) == 38
    for acronym in fields():
        assert len(niches_of(entities[acronym])) >= 3, acronym


def test_places_are_countries_with_cities() -> None:
    assert len(places()) > 120
    assert all(place.cities for place in places().values())
    assert all(place.native for place in places().values() if place.language in ("zh", "ar"))
