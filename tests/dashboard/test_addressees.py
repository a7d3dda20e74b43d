"""A typed offer is led to one to three UN entities, and a typed text to the Goals that it serves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import resources
from dashboard.question import pack
from data.entities import read_entities
from matching.routing import Directory
from tests.dashboard.conftest import ReadyEncoder
from tests.dashboard.pages import at_address, texts

OFFER = "We donate vaccines and refrigerators for children and mothers."


@dataclass
class HealthTagger:
    """Says that every text serves Goal 3."""

    sdgs: tuple[int, ...] = (3,)

    def tag(self, texts: Sequence[str]) -> list[HealthTagger]:
        return [self for _ in texts]


@pytest.fixture
def readers(pages: AppTest) -> Iterator[resources.Readers]:
    """Give the readers as they are once they have been made, and take them away again."""
    made = resources.readers()
    known = [entity for entity in read_entities() if entity.id in {"UNICEF", "ITU", "FAO"}]
    made.directory = Directory.of(known, [], [], ReadyEncoder())
    made.tagger = HealthTagger()  # type: ignore[assignment]  # the real one needs its model
    yield made
    made.directory = made.tagger = None


def test_an_offer_names_the_entity_whose_field_it_is_with_both_sentences(
    pages: AppTest, readers: resources.Readers
) -> None:
    at = at_address(pages, **{"for": "needs", "text": pack(OFFER)})
    assert not at.exception
    assert "UN entities whose field this is" in texts(at)
    named = [each.value for each in at.markdown if each.value.startswith("**") and " · " in each.value]
    assert named[0].startswith("**UNICEF**")


def test_the_goals_of_a_typed_need_are_a_guess_and_said_to_be_one(pages: AppTest, readers: resources.Readers) -> None:
    at = at_address(pages, text=pack("Vaccines must stay cold on the way to health posts."))
    assert "Read from your words, a guess: " in texts(at)
    assert "3 Good health and well-being" in texts(at)


def test_without_the_readers_the_page_answers_all_the_same(pages: AppTest) -> None:
    at = at_address(pages, **{"for": "needs", "text": pack(OFFER)})
    assert not at.exception
    assert "UN entities whose field this is" not in texts(at)
    assert len(at.dataframe) > 0
