"""The hand-written offers keep what their README promises."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from benchmarks.quality.measures import Split
from benchmarks.quality.offers import Asked, offers
from data.entities import LANGUAGES, read_entities
from matching.text import language, sentences


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return offers()


def test_there_are_thirty_offers_in_each_language_and_each_is_in_its_language(asked: list[Asked]) -> None:
    assert Counter(offer.language for offer in asked) == dict.fromkeys(LANGUAGES, 30)
    assert [offer.id for offer in asked if language(offer.text) != offer.language] == []


def test_ids_and_texts_are_all_different(asked: list[Asked]) -> None:
    assert len({offer.id for offer in asked}) == len({offer.text for offer in asked}) == 180


def test_every_entity_is_in_the_reference_list(asked: list[Asked]) -> None:
    known = {entity.id for entity in read_entities()}
    assert {entity for offer in asked for entity in offer.accepted} - known == set()


def test_many_entities_occur_and_none_decides_the_figure(asked: list[Asked]) -> None:
    counts = Counter(offer.entity for offer in asked)
    assert len(counts) >= 45
    assert max(counts.values()) <= 0.08 * 180


def test_an_offer_has_two_to_five_sentences(asked: list[Asked]) -> None:
    assert [offer.id for offer in asked if not 2 <= len(sentences(offer.text)) <= 5] == []


def test_no_offer_names_an_entity(asked: list[Asked]) -> None:
    names = {name for entity in read_entities() for name in (entity.id, *entity.names.values(), *entity.aliases)}
    named = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names)))
    assert [(offer.id, found.group()) for offer in asked if (found := named.search(offer.text))] == []


def test_both_splits_hold_every_language(asked: list[Asked]) -> None:
    for split in Split:
        assert {offer.language for offer in asked if Split.of(offer.id) is split} == set(LANGUAGES)
