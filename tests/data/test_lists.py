"""Needs and partners read from CSV lists."""

from pathlib import Path

import pytest

from data.lists import read_needs, read_partners, read_texts
from data.problems import ProblemsError
from matching.records import Kind, Resource, Size


def written(folder: Path, content: str) -> Path:
    path = folder / "list.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_need_is_read_with_its_lists(tmp_path: Path) -> None:
    path = written(
        tmp_path, "id,text,countries,sdgs,resources,language\nn1,Cold chain,MLI;Niger,SDG 3;6,in kind;logistics,fr\n"
    )
    (need,) = read_needs(path)
    assert need.countries == ("MLI", "NER")
    assert need.sdgs == (3, 6)
    assert need.resources == (Resource.IN_KIND, Resource.LOGISTICS)
    assert need.language == "fr"
    assert need.origin.source == "list.csv, row 2"


def test_only_id_and_text_are_needed(tmp_path: Path) -> None:
    ((partner, capability),) = read_partners(written(tmp_path, "id,text\np1,We dig wells\n"))
    assert (partner.name, partner.kind, partner.size) == ("p1", Kind.OTHER, None)
    assert (capability.partner, capability.text) == ("p1", "We dig wells")


def test_kind_and_size_are_read(tmp_path: Path) -> None:
    ((partner, _),) = read_partners(written(tmp_path, "id,text,kind,size\np1,x,National company,MSME\n"))
    assert (partner.kind, partner.size) == (Kind.NATIONAL_COMPANY, Size.MSME)


def test_all_problems_come_at_once_with_row_column_value_and_what_is_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, "id,text,sdgs,countries\na,x,18,MLI\na,y,3,Atlantis\n,z,,\n")
    with pytest.raises(ProblemsError) as caught:
        read_needs(path)
    assert [(problem.row, problem.column, problem.value) for problem in caught.value.problems] == [
        (2, "sdgs", "18"),
        (3, "id", "a"),
        (3, "countries", "Atlantis"),
        (4, "id", ""),
    ]


def test_texts_are_pairs_of_id_and_text(tmp_path: Path) -> None:
    assert read_texts(written(tmp_path, "id,text\na,one\nb,\n")) == [("a", "one"), ("b", "")]
