"""Sanctions lists are read whole, or refused with every reason; a hostile file does no harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.integrity.lists import MAX_UPLOAD, read_confined, read_list
from data.problems import ProblemsError

XML = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-01T00:00:00">
  <INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ANNA</FIRST_NAME><SECOND_NAME>EXAMPLE</SECOND_NAME>
    <REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER><LISTED_ON>2020-02-03</LISTED_ON>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Anya Example</ALIAS_NAME></INDIVIDUAL_ALIAS>
  </INDIVIDUAL></INDIVIDUALS>
  <ENTITIES><ENTITY><DATAID>2</DATAID><FIRST_NAME>NORTH WIND TRADING</FIRST_NAME>
    <REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>Северный Ветер</NAME_ORIGINAL_SCRIPT>
    <ENTITY_ALIAS><ALIAS_NAME/></ENTITY_ALIAS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>'


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_the_consolidated_list_gives_people_and_organisations(tmp_path: Path) -> None:
    entity, person = read_list(written(tmp_path, "un.xml", XML))
    assert (entity.id, entity.name, entity.aliases, entity.kind) == (
        "XXe.001",
        "NORTH WIND TRADING",
        ("Северный Ветер",),
        "entity",
    )
    assert (person.name, person.aliases, person.listed_on) == ("ANNA EXAMPLE", ("Anya Example",), date(2020, 2, 3))


def test_a_csv_gives_the_same(tmp_path: Path) -> None:
    path = written(tmp_path, "ours.csv", "id,name,aliases,listed_on\n1,North Wind,NW; Nordwind,2026-01-02\n")
    (entry,) = read_list(path)
    assert (entry.list, entry.aliases, entry.listed_on) == ("ours", ("NW", "Nordwind"), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("un.xml", BOMB, "document type"),
        ("un.xml", "<A><B>", "well-formed XML"),
        ("un.xml", "<html/>", "INDIVIDUAL or ENTITY"),
        ("un.xml", XML.replace("<REFERENCE_NUMBER>XXe.001", "<REFERENCE_NUMBER>XXi.001"), "each id once"),
        ("un.xml", XML.replace("<FIRST_NAME>NORTH WIND TRADING</FIRST_NAME>", ""), "needs its name"),
        ("ours.csv", "id,name\n1,\n,x\n", "2 problems"),
        ("ours.csv", "id,name,listed_on\n1,x,soon\n", "a date such as"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(tmp_path: Path, name: str, content: str, said: str) -> None:
    with pytest.raises(ProblemsError, match=said):
        read_list(written(tmp_path, name, content))


def test_a_child_process_reads_the_same_and_refuses_the_same(tmp_path: Path) -> None:
    good = written(tmp_path, "un.xml", XML)
    assert read_confined(good) == read_list(good)
    with pytest.raises(ProblemsError, match="well-formed XML without a document type"):
        read_confined(written(tmp_path, "bomb.xml", BOMB))
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(MAX_UPLOAD + 1)
    with pytest.raises(ProblemsError, match="too large"):
        read_confined(large)


def test_a_file_that_nests_without_end_ends_the_child_alone(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError):
        read_confined(written(tmp_path, "deep.xml", "<a>" * 3_000_000))


PUBLISHED = {
    "ofac.csv": (
        '36,"BLUE HARBOUR AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'
        '173,"HILL, Ann","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1960; a.k.a. \'HCT\'."\n',
        [("173", "HILL, Ann", ("HCT",), "individual"), ("36", "BLUE HARBOUR AIRLINES", (), "entity")],
    ),
    "ofac.xml": (
        '<sdnList xmlns="http://x.example/sdn"><sdnEntry><uid>36</uid><lastName>BLUE HARBOUR</lastName>'
        "<sdnType>Entity</sdnType><akaList><aka><uid>1</uid><lastName>BHA</lastName></aka></akaList></sdnEntry></sdnList>",
        [("36", "BLUE HARBOUR", ("BHA",), "entity")],
    ),
    "eu.xml": (
        '<export xmlns="http://eu.example"><sanctionEntity euReferenceNumber="EU.1.2" logicalId="13">'
        '<subjectType code="enterprise"/><nameAlias wholeName="Blue Harbour"/><nameAlias wholeName="BH Lines"/>'
        "</sanctionEntity></export>",
        [("EU.1.2", "Blue Harbour", ("BH Lines",), "entity")],
    ),
    "eu.csv": (
        "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;NameAlias_WholeName\n"
        "1/1/2024;13;EU.1.2;E;Blue Harbour\n1/1/2024;13;EU.1.2;E;BH Lines\n",
        [("EU.1.2", "Blue Harbour", ("BH Lines",), "entity")],
    ),
    "uk.csv": (
        "Last Updated,03/06/2024\nName 6,Name 1,Name 2,Group Type,Alias Type,Regime,Listed On,Group ID\n"
        "BLUE HARBOUR,,,Entity,AKA,Cuba,01/02/2011,7017\n"
        "BLUE HARBOUR AIRLINES,,,Entity,Primary name,Cuba,01/02/2011,7017\n"
        "HILL,ANN,,Individual,Primary name,Cuba,01/02/2011,7018\n",
        [
            ("7017", "BLUE HARBOUR AIRLINES", ("BLUE HARBOUR",), "entity"),
            ("7018", "ANN HILL", (), "individual"),
        ],
    ),
    "un.csv": (
        "DATAID,VERSIONNUM,FIRST_NAME,SECOND_NAME,REFERENCE_NUMBER,LISTED_ON\n110403,1,BLUE,HARBOUR,QDe.1,2011-01-02\n",
        [("QDe.1", "BLUE HARBOUR", (), "")],
    ),
    "opensanctions.csv": (
        '"id","schema","name","aliases","first_seen"\n"NK-1","Organization","Blue","Blue Harbour;БХ","2023-04-20"\n',
        [("NK-1", "Blue", ("Blue Harbour", "БХ"), "entity")],
    ),
}


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_lists_are_read_as_their_publishers_give_them_out(tmp_path: Path, name: str) -> None:
    content, entries = PUBLISHED[name]
    found = read_list(written(tmp_path, name, content))
    assert [(each.id, each.name, each.aliases, each.kind) for each in found] == entries


def test_a_list_that_numbers_nobody_has_the_same_ids_the_next_time(tmp_path: Path) -> None:
    rows = ["BLUE LTD.*,12 Main St.,Kenya,01-FEB-2022,31-JAN-2025", "HILL CO,,Mali,02-MAR-2022,Ongoing"]
    ids = []
    for order in (rows, rows[::-1]):
        table = "\n".join(["Firm Name,Address,Country,From Date,To Date", *order])
        found = read_list(written(tmp_path, "bank.csv", table))
        assert {(each.name, each.listed_on) for each in found} == {
            ("BLUE LTD.", date(2022, 2, 1)),
            ("HILL CO", date(2022, 3, 2)),
        }
        ids.append([each.id for each in found])
    assert ids[0] == ids[1]


def test_an_entry_without_a_number_is_read_and_an_id_of_ours_that_stands_twice_is_refused(tmp_path: Path) -> None:
    bare = XML.replace("<REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER>", "").replace("<DATAID>2</DATAID>", "")
    found = read_list(written(tmp_path, "un.xml", bare))
    assert {each.name for each in found} == {"ANNA EXAMPLE", "NORTH WIND TRADING"}
    with pytest.raises(ProblemsError, match="each id once"):
        read_list(written(tmp_path, "ours.csv", "id,name\n1,North\n1,South\n"))
