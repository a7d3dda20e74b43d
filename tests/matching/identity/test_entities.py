"""How a name stands to an entity: it is it, an office, a part, a supporter, several, or another's letters."""

from __future__ import annotations

import pytest

from matching.identity import Context, classify
from matching.identity.entities import Standing
from tests.matching.identity.gazetteer import world


@pytest.mark.parametrize(
    ("name", "entity", "standing"),
    [
        ("World Food Programme", "WFP", Standing.IS),
        ("World Food Programm", "WFP", Standing.IS),
        ("World Food Programme (WFP)", "WFP", Standing.IS),
        ("联合国儿童基金会", "UNICEF", Standing.IS),
        ("UNICEF Kenya", "UNICEF", Standing.OFFICE),
        ("UNICEF Country Office Kenya", "UNICEF", Standing.OFFICE),
        ("联合国儿童基金会中国办事处", "UNICEF", Standing.OFFICE),
        ("UNICEF France", "UNICEF", Standing.COMMITTEE),  # it raises funds there
        ("US Fund for UNICEF", "UNICEF", Standing.SUPPORTER),
        ("Friends of UNHCR", "UNHCR", Standing.SUPPORTER),
        ("联合国儿童基金会之友", "UNICEF", Standing.SUPPORTER),
        ("World Food Programme Trucks Project", "WFP", Standing.PART),
        ("联合国儿童基金会水泵项目", "UNICEF", Standing.PART),
        ("UNICEF and WFP", "", Standing.SEVERAL),
        ("联合国儿童基金会 世界粮食计划署", "", Standing.SEVERAL),
        ("UN Women ITC", "UN Women", Standing.IS),  # letters that others bear, too, beside a name that only one bears
    ],
)
def test_what_stands_beside_an_entity_tells_how_it_stands_to_it(name: str, entity: str, standing: Standing) -> None:
    hit = world().entities.find(name)
    assert hit is not None
    assert (hit.entity, hit.standing, hit.ambiguous) == (entity, standing, False)


@pytest.mark.parametrize("name", ["ITC", "ECA", "ITC Geneva"])
def test_letters_that_others_bear_too_prove_nothing_alone(name: str) -> None:
    hit = world().entities.find(name)
    assert hit is not None
    assert hit.ambiguous
    assert not classify(name, Context(world())).sure


@pytest.mark.parametrize("name", ["ITC Limited", "ECA Group", "Friends of ITC"])
def test_such_letters_beside_other_words_are_anothers(name: str) -> None:
    assert world().entities.find(name) is None
