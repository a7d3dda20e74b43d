"""Each entity has one grade, and a broken list is refused with its rows."""

from __future__ import annotations

import pytest

from data import partnering
from data.entities import read_entities
from data.problems import ProblemsError


def test_every_entity_has_a_grade() -> None:
    grades = partnering.read_partnering()
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
    monkeypatch.setattr(partnering, "read_table", tables.__getitem__)
    partnering.read_partnering.cache_clear()
    with pytest.raises(ProblemsError, match=message):
        partnering.read_partnering()
    partnering.read_partnering.cache_clear()
