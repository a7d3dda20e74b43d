"""Needs and partners read from CSV lists."""

import csv
import json
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from data.lists import read_need, read_needs, read_partners, read_texts
from data.problems import ProblemsError
from matching.records import Facet, FacetKind, Kind, Need, Period, Resource, Rule, Size


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


EVERYTHING = {
    "id": "n1",
    "entity": "UNICEF",
    "title": "Cold chain",
    "text": "Keep vaccines cold in Mali.",
    "language": "fr",
    "sdgs": "3;9",
    "countries": "MLI",
    "resources": "logistics",
    "sectors": "health;energy",
    "type": "msme",
    "urgency": "high",
    "starts": "2027-01-01",
    "ends": "2027-06-30",
    "facets": "capability: solar cold stores [2]; resource: logistics",
    "rules": "at least 1 local: p-1, p-2",
    "state": "closed",
}


def test_every_field_of_a_need_is_read_alike_from_a_table_and_from_a_file_of_one_need(tmp_path: Path) -> None:
    path = tmp_path / "needs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(EVERYTHING))
        writer.writeheader()
        writer.writerow(EVERYTHING)
    (need,) = read_needs(path)
    assert (need.urgency, need.sectors, need.type, need.state) == (
        "high",
        ("health", "energy"),
        "msme",
        "closed",
    )
    assert need.period == Period(date(2027, 1, 1), date(2027, 6, 30))
    assert need.facets == (
        Facet("n1", FacetKind.CAPABILITY, "solar cold stores", 2.0),
        Facet("n1", FacetKind.RESOURCE, "logistics", 1.0),
    )
    assert need.rules == (Rule("local", "at least", 1, frozenset({"p-1", "p-2"})),)
    alone = tmp_path / "need.json"
    alone.write_text(json.dumps(EVERYTHING | {"sdgs": [3, 9], "sectors": ["health", "energy"]}), encoding="utf-8")
    assert replace(read_need(alone).need, origin=need.origin) == need
    usual = Need("n1", "", "", "x", need.origin)
    assert [field.name for field in fields(Need) if getattr(need, field.name) == getattr(usual, field.name)] == [
        "id",
        "origin",
    ]


@pytest.mark.parametrize(
    ("column", "value", "allowed"),
    [
        ("urgency", "very", "one of normal, high, urgent"),
        ("state", "gone", "one of open, closed"),
        ("facets", "wishes: x", "an object with kind"),
        ("rules", "some of 3: p-1", "an object with name"),
        ("starts", "soon", "a day as 2026-11-30"),
        ("ends", "2026-01-01", "a day from 2027-01-01 on"),
    ],
)
def test_a_field_of_a_need_that_says_nothing_we_know_is_told(
    tmp_path: Path, column: str, value: str, allowed: str
) -> None:
    row = {"id": "n1", "text": "x", "starts": "2027-01-01", "ends": ""} | {column: value}
    path = written(tmp_path, ",".join(row) + "\n" + ",".join(row.values()) + "\n")
    with pytest.raises(ProblemsError) as caught:
        read_needs(path)
    [problem] = caught.value.problems
    assert (problem.row, problem.column, problem.value) == (2, column, value)
    assert problem.allowed.startswith(allowed)


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
