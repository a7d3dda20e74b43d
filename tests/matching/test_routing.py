"""Routing with a small directory and a small encoder: parts add up, evidence is exact, ties stand by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ports import Vectors
from matching.records import Entity, Origin
from matching.routing import Directory, Route, RouteWeights, route
from matching.routing.centering import Centre, unit
from matching.routing.classifier import Head
from matching.routing.phrases import Phrasebook
from matching.routing.signals import standings
from matching.text import Language, tokens
from tests.encoder import TrigramEncoder

ORIGIN = Origin("test", synthetic=True)
FOOD, POST, SEA = "Food Agency", "Postal Union", "Sea Office"
MANDATES = {
    "FOOD": "Feeds people in wars and droughts. Runs trucks and warehouses for all aid workers.",
    "POST": "Connects post offices of all countries. Brings savings accounts to villages through post counters.",
    "SEA": "Makes shipping safe and clean. Trains seafarers and port inspectors.",
}


@dataclass(frozen=True)
class Field:
    entity: str
    language: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    entity: str
    language: str
    text: str


ENTITIES = [
    Entity("SEA", {"en": SEA, "zh": "海洋署"}, ORIGIN, aliases=("OM",), mandate=MANDATES["SEA"]),
    Entity("FOOD", {"en": FOOD, "zh": "粮食署"}, ORIGIN, mandate=MANDATES["FOOD"]),
    Entity("POST", {"en": POST, "fr": "Union postale"}, ORIGIN, mandate=MANDATES["POST"]),
]
TOPICS = [
    Field("FOOD", "en", ("school meals", "food vouchers", "relief trucks")),
    Field("POST", "en", ("post offices", "money orders", "parcel tracking")),
    Field("SEA", "en", ("ship crews", "oil spills", "maritime academies")),
    Field("FOOD", "zh", ("学校供餐", "粮食援助")),
    Field("POST", "zh", ("邮局", "汇款", "包裹")),
    Field("SEA", "zh", ("海员培训", "船舶", "港口")),
]
SAMPLES = [
    Sample("FOOD", "en", "We give fortified biscuits for hungry families."),
    Sample("POST", "en", "We sell counter software for the post."),
    Sample("SEA", "en", "We offer cadets a place on our ships."),
]
OFFER = "Our firm repairs trucks. We would lend forty of them to carry food vouchers and rice to hungry families."


@pytest.fixture(scope="module")
def encoder() -> TrigramEncoder:
    return TrigramEncoder()


@pytest.fixture(scope="module")
def directory(encoder: TrigramEncoder) -> Directory:
    return Directory.of(ENTITIES, TOPICS, SAMPLES, encoder)


def asked(text: str, directory: Directory, top: int = 3) -> list[Route]:
    return route(text, directory, TrigramEncoder(), top)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        (OFFER, "FOOD"),
        ("We print stamps and run parcel tracking for post offices.", "POST"),
        ("Our tankers take cadets on board, and we clean up oil spills in harbours.", "SEA"),
        ("我们为海员培训提供船舶模拟器。", "SEA"),
        ("我们向学校供餐项目捐赠大米。", "FOOD"),
    ],
)
def test_an_offer_goes_to_the_entity_whose_field_it_is(text: str, entity: str, directory: Directory) -> None:
    assert asked(text, directory)[0].entity == entity


def test_parts_add_up_to_the_score_and_no_score_is_above_one(directory: Directory) -> None:
    for found in asked(OFFER, directory):
        assert found.score == pytest.approx(sum(found.parts.values()), abs=1e-9)
        assert 0 <= found.score <= 1
        assert set(found.parts) == set(asdict(RouteWeights()))


def test_evidence_is_an_exact_piece_of_both_sides_with_the_words_they_share(directory: Directory) -> None:
    best = asked(OFFER, directory)[0]
    known = [MANDATES["FOOD"], *TOPICS[0].phrases, SAMPLES[0].text]
    assert len(best.evidence) == 3
    for pair in best.evidence:
        assert pair.left in OFFER
        assert any(pair.right in text for text in known)
        assert [pair.left[mark.start : mark.end].lower() for mark in pair.left_marks] != [] or not pair.right_marks
    assert [pair.closeness for pair in best.evidence] == sorted((p.closeness for p in best.evidence), reverse=True)


def test_shared_words_are_marked_in_the_language_of_the_offer(encoder: TrigramEncoder) -> None:
    fields = [Field("FOOD", "es", ("becas para investigadoras",)), Field("SEA", "es", ("puertos y marineros",))]
    directory = Directory.of(ENTITIES, fields, [], encoder)
    text = "Somos una empresa que paga la beca de un investigador y la de los estudiantes en todo el país."
    found = {one.entity: one for one in route(text, directory, encoder)}
    pair = next(pair for pair in found["FOOD"].evidence if pair.right == fields[0].phrases[0])
    assert [pair.right[mark.start : mark.end] for mark in pair.right_marks] == ["becas", "investigadoras"]
    assert [pair.left[mark.start : mark.end] for mark in pair.left_marks] == ["beca", "investigador"]


def test_an_entity_that_is_named_gains_and_a_small_word_is_no_acronym(directory: Directory) -> None:
    plain = {found.entity: found for found in asked("We bring bread to the poor.", directory)}
    named = {found.entity: found for found in asked("We bring bread to the poor with OM.", directory)}
    small = {found.entity: found for found in asked("We bring bread to the poor with om.", directory)}
    assert plain["SEA"].parts["name"] == small["SEA"].parts["name"] == 0
    assert named["SEA"].parts["name"] > 0
    assert named["FOOD"].parts["name"] == 0


def test_a_chinese_name_is_found_inside_a_run_of_characters(directory: Directory) -> None:
    found = {one.entity: one for one in asked("我们愿与粮食署合作运送大米。", directory)}
    assert found["FOOD"].parts["name"] > 0


def test_a_text_that_says_nothing_is_not_routed(directory: Directory) -> None:
    assert asked("", directory) == []
    assert asked("We are a leading company.", directory) == []


def test_top_bounds_the_list_and_below_one_is_refused(directory: Directory) -> None:
    assert [len(asked(OFFER, directory, top)) for top in (1, 2, 3, 9)] == [1, 2, 3, 3]
    with pytest.raises(ValueError, match="got 0"):
        asked(OFFER, directory, 0)


def test_equal_entities_stand_in_order_of_id(encoder: TrigramEncoder) -> None:
    twins = [Entity(name, {}, ORIGIN, mandate="Lends to farmers.") for name in ("b", "c", "a")]
    directory = Directory.of(twins, [], [], encoder)
    assert [found.entity for found in asked("A bank that lends to farmers.", directory)] == ["a", "b", "c"]


def test_a_language_without_phrases_is_routed_by_the_other_signals(directory: Directory) -> None:
    found = asked("Nous offrons des camions pour transporter des vivres aux familles affamées.", directory)
    assert "topics" not in found[0].parts
    assert "mandate" in found[0].parts


def test_the_order_of_the_reference_texts_changes_nothing(directory: Directory, encoder: TrigramEncoder) -> None:
    turned = Directory.of(ENTITIES[::-1], TOPICS[::-1], SAMPLES[::-1], encoder)
    assert asked(OFFER, turned) == asked(OFFER, directory)


def test_a_text_of_an_unknown_entity_is_refused_by_name(encoder: TrigramEncoder) -> None:
    with pytest.raises(ValueError, match="'NOBODY'"):
        Directory.of(ENTITIES, [Field("NOBODY", "en", ("x",))], [], encoder)
    with pytest.raises(ValueError, match="different ids"):
        Directory.of([ENTITIES[0], ENTITIES[0]], [], [], encoder)


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf")])
def test_weights_that_cannot_be_weighed_with_are_refused(weight: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        RouteWeights(words=weight)


def test_only_the_ratio_of_weights_matters(directory: Directory, encoder: TrigramEncoder) -> None:
    double = RouteWeights(**{name: 2 * weight for name, weight in asdict(RouteWeights()).items()})
    assert route(OFFER, directory, encoder, weights=double) == route(OFFER, directory, encoder)


@settings(max_examples=50)
@given(st.text(max_size=300))
def test_any_text_gets_a_finite_answer(directory: Directory, text: str) -> None:
    for found in asked(text, directory):
        assert np.isfinite(found.score)
        assert all(pair.left in text for pair in found.evidence)


def test_a_phrase_whose_words_all_stand_in_the_text_counts_most() -> None:
    book = Phrasebook.of([["school meals", "relief trucks"], ["school buildings"]])
    heard = book.heard(tokens("We cook meals in a school."))
    assert heard[0] > heard[2] > heard[1] == 0


def test_phrases_are_stemmed_in_the_language_of_their_group() -> None:
    book = Phrasebook.of([["formación de maestros", "redes de laboratorios", "becas para las investigadoras"]])
    heard = book.heard(tokens("Formamos a una maestra en el laboratorio y pagamos la beca de los investigadores."))
    assert (heard > 0).all()


def test_of_two_that_say_the_same_the_one_that_partners_more_is_likelier(encoder: TrigramEncoder) -> None:
    same = [Entity(name, {}, ORIGIN, mandate="Lends to farmers.") for name in ("a", "b")]
    directory = Directory.of(same, [], [], encoder, {"b": 2})
    found = route("A bank that lends to farmers.", directory, encoder)
    assert [(one.entity, one.parts["partnering"] > 0) for one in found] == [("b", True), ("a", False)]


def test_signals_can_be_used_alone_and_unknown_ones_are_refused_by_name() -> None:
    alone = RouteWeights.only("words")
    assert alone.words == RouteWeights().words
    assert sum(asdict(alone).values()) == alone.words
    with pytest.raises(ValueError, match="'wrods'"):
        RouteWeights.only("wrods")


def test_the_centre_takes_away_what_a_language_has_in_common() -> None:
    subjects = np.eye(4, 8, dtype=np.float32).repeat(10, axis=0)
    shift = np.zeros((2, 8), dtype=np.float32)
    shift[0, 6], shift[1, 7] = 5, 5
    raw = unit(np.concatenate([subjects + shift[0], subjects + shift[1]]))
    spoken = [Language.ENGLISH] * 40 + [Language.CHINESE] * 40
    centred = Centre.of(raw, ["topic"] * 80, spoken).references(raw, ["topic"] * 80, spoken)
    assert float(raw[0] @ raw[40]) < 0.1
    assert float(centred[0] @ centred[40]) == pytest.approx(1, abs=1e-5)


def test_the_head_separates_two_clouds_and_puts_the_border_half_way() -> None:
    generator = np.random.default_rng(1)
    clouds = [generator.normal(centre, 0.1, size=(200, 2)) for centre in ((0.0, 0.0), (1.0, 0.0))]
    vectors: Vectors = np.concatenate(clouds).astype(np.float32)
    head = Head.of(vectors, np.repeat(np.arange(2), 200), ["mandate"] * 400, 2)
    odds = head.scores(np.array([[0.4, 0.3], [0.6, -0.3], [0.5, 0.0]], dtype=np.float32))
    assert list(odds.argmax(axis=1)[:2]) == [0, 1]
    assert abs(odds[2, 0] - odds[2, 1]) < 0.5 * abs(odds[0, 0] - odds[0, 1])


def test_saying_the_same_phrase_often_changes_nothing() -> None:
    said = np.array([[1.0, 0.1], [0.0, 1.0], [0.4, -1.0]], dtype=np.float32)
    once = Head.of(said, np.array([0, 0, 1]), ["topic", "mandate", "topic"], 2)
    often = Head.of(said[[0] * 50 + [1, 2]], np.repeat([0, 1], [51, 1]), ["topic"] * 50 + ["mandate", "topic"], 2)
    assert often.slopes == pytest.approx(once.slopes)
    assert often.offsets == pytest.approx(once.offsets)


def test_an_entity_without_any_text_cannot_be_learned() -> None:
    with pytest.raises(ValueError, match="number 1"):
        Head.of(np.ones((1, 2), dtype=np.float32), np.array([0]), ["mandate"], 2)


@pytest.mark.parametrize("values", [[1.0, 2.0, 6.0], [3.0, 3.0, 3.0]])
def test_standings_are_deviations_in_units_of_spread(values: Sequence[float]) -> None:
    found = standings(np.array(values))
    spread = float(np.std(values))
    expected = [(value - np.mean(values)) / spread if spread else 0.0 for value in values]
    assert found.tolist() == pytest.approx(expected)
