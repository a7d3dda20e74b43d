"""A need is cut into the things that it asks for, each a piece of its own text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.coalitions.facets import MOST_CAPABILITIES, facets_of, weighed
from matching.records import Facet, FacetKind, Resource
from tests.matching.coalitions.parties import need


def texts(kind: FacetKind, text: str, **fields: object) -> list[str]:
    return [facet.text for facet in facets_of(need(text, **fields)) if facet.kind is kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is hot. We seek solar refrigerators for vaccines, training of technicians, and last-mile transport.",
            ["solar refrigerators for vaccines", "training of technicians", "last-mile transport"],
        ),
        ("What is needed is cold rooms with doors, shelves and lamps.", ["cold rooms with doors, shelves and lamps"]),
        ("Nous cherchons des chambres froides, la formation de techniciens et le transport de vaccins.", None),
        ("Necesitamos cuartos fríos solares, formación de técnicos y transporte de vacunas.", None),
        ("Нам нужны солнечные холодильники, обучение техников и перевозка вакцин.", None),
        ("我们需要太阳能冷库、培训冷链技术人员、运输疫苗到卫生站。", None),
        ("نحتاج إلى غرف تبريد شمسية، وتدريب الفنيين المحليين، ونقل اللقاحات إلى المراكز.", None),
    ],
)
def test_what_follows_the_asking_word_is_cut_into_capabilities(text: str, expected: list[str] | None) -> None:
    found = texts(FacetKind.CAPABILITY, text)
    if expected is None:
        assert len(found) == 3
    else:
        assert found == expected


def test_a_purpose_stays_with_what_serves_it() -> None:
    text = "We look for cold boxes on motorcycles, so that vaccines reach health posts."
    assert texts(FacetKind.CAPABILITY, text) == ["cold boxes on motorcycles, so that vaccines reach health posts"]


def test_a_text_that_asks_for_nothing_is_taken_whole() -> None:
    assert texts(FacetKind.CAPABILITY, "Solar pumps in dry villages.") == ["Solar pumps in dry villages"]


def test_who_is_asked_for_is_read_from_before_what_they_do() -> None:
    text = "We seek importers abroad who buy from ministries, local wholesalers with stores, and farmer groups."
    assert texts(FacetKind.STAKEHOLDER, text) == ["multinational", "national_company", "producers"]


def test_codes_of_the_need_become_facets() -> None:
    fields = {"countries": ("MLI", "NER"), "resources": (Resource.LOGISTICS,)}
    assert texts(FacetKind.COUNTRY, "We seek cold rooms.", **fields) == ["MLI", "NER"]
    assert texts(FacetKind.RESOURCE, "We seek cold rooms.", **fields) == ["logistics"]


def test_written_facets_win_and_their_weights_come_to_add_up_to_one() -> None:
    written = (Facet("n", FacetKind.CAPABILITY, "ice", 3.0), Facet("n", FacetKind.COUNTRY, "MLI", 1.0))
    assert [(facet.text, facet.weight) for facet in facets_of(need(facets=written))] == [("ice", 0.75), ("MLI", 0.25)]
    assert [facet.weight for facet in weighed(Facet("n", FacetKind.COUNTRY, c, 0.0) for c in "ab")] == [0.5, 0.5]


@given(st.text(max_size=400))
def test_whatever_the_text_facets_are_pieces_of_it_and_weigh_one(text: str) -> None:
    found = facets_of(need(text))
    assert all(facet.text in text for facet in found if facet.kind is FacetKind.CAPABILITY)
    assert len([facet for facet in found if facet.kind is FacetKind.CAPABILITY]) <= MOST_CAPABILITIES
    assert sum(facet.weight for facet in found) == pytest.approx(1.0 if found else 0.0)
