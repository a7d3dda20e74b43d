"""IATI files as publishers really write them: 1.0x, mark-up in texts, wrappers, doubled identifiers, odd references."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.imports.content import content_of
from data.imports.found import Findings
from data.imports.iati import read
from data.imports.iati.texts import plain
from data.imports.trouble import UnreadableError
from tests.data.exporting.hostile import TEXTS


def activities(folder: Path, inside: str, around: str = "{}") -> tuple[list[dict[str, Any]], dict[str, int]]:
    path = folder / "a.xml"
    path.write_text(around.format(f'<iati-activities version="2.03">{inside}</iati-activities>'), encoding="utf-8")
    findings = Findings()
    found = [dict(draft.fields) for draft in read(content_of(path, path.name), findings)]
    assert findings.problems == []
    return found, dict(findings.left_out)


def activity(inside: str, key: str = "A-1", title: str = "Water") -> str:
    named = f"<iati-identifier>{key}</iati-identifier><title><narrative>{title}</narrative></title>"
    return f"<iati-activity>{named}{inside}</iati-activity>"


OLD = """<iati-activity default-currency="EUR" xml:lang="fr"><reporting-org ref="41122" type="40">UNICEF</reporting-org>
<iati-identifier>X-1</iati-identifier><title>Eau</title><title xml:lang="en">Water</title>
<participating-org role="Funding" type="70">Acme</participating-org>
<participating-org role="implementing">Aid Network</participating-org>
<activity-status>Implementation</activity-status>
<activity-date type="start-planned" iso-date="2012-01-01"/><activity-date type="start-actual">2012-02-01</activity-date>
<activity-date type="End-Planned" iso-date="2013-12-31"/><recipient-country>Niger</recipient-country>
<sector code="14030" vocabulary="DAC">Water</sector>
<transaction><transaction-type code="IF"/><provider-org>Acme</provider-org><value>50000</value>
<transaction-date iso-date="2012-03-01"/></transaction></iati-activity>"""


def test_a_file_of_1_0x_keeps_days_roles_and_funds(tmp_path: Path) -> None:
    ((found,), left) = activities(tmp_path, OLD)
    assert (found["title"], found["titles"]) == ("Water", {"fr": "Eau", "en": "Water"})
    assert (found["starts"], found["ends"], found["state"]) == ("2012-02-01", "2013-12-31", "active")
    assert [(each["role"], each["name"]) for each in found["organisations"]] == [
        ("reporting", "UNICEF"),
        ("1", "Acme"),
        ("4", "Aid Network"),
    ]
    assert found["organisations"][0]["ref"] == "XM-DAC-41122"
    assert (found["countries"], found["sectors"]) == (["NER"], [{"vocabulary": "1", "code": "14030"}])
    (given_,) = found["contributions"]
    assert (given_["giver"]["name"], given_["amount"], given_["currency"], given_["year"]) == (
        "Acme",
        50000,
        "EUR",
        2012,
    )
    assert left == {}


@pytest.mark.parametrize(
    "around",
    [
        "\n\n<?xml version='1.0'?>\n{}",
        "\ufeff\n<?xml version='1.0'?>{}",
        "<result><ok>true</ok><rows>{}</rows></result>",
    ],
)
def test_blanks_before_and_wrappers_around_do_no_harm(tmp_path: Path, around: str) -> None:
    found, _ = activities(tmp_path, activity("") + activity("", "A-2"), around)
    assert [each["iati_identifier"] for each in found] == ["A-1", "A-2"]


def test_the_namespace_of_the_file_counts_for_nothing_and_others_are_no_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        '<iati-activities xmlns="http://iati.example/ns" xmlns:x="http://x.example"><iati-activity>'
        "<iati-identifier>A-1</iati-identifier><x:title>Other</x:title><title><narrative>Water</narrative></title>"
        "</iati-activity></iati-activities>"
    )
    (found,) = read(content_of(path, path.name), Findings())
    assert found.fields["title"] == "Water"


def test_an_activity_that_stands_twice_is_kept_once_and_told(tmp_path: Path) -> None:
    found, left = activities(tmp_path, activity("") * 2 + activity("", "A-2") + activity("", "A-1", "Soap"))
    assert [(each["iati_identifier"], each["title"]) for each in found] == [("A-1", "Water"), ("A-2", "Water")]
    assert left == {
        "an activity that stands twice, the same: kept once": 1,
        "an activity under the identifier of another, A-1: the first is kept": 1,
    }


def test_a_file_of_organisations_is_named_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<iati-organisations><iati-organisation/></iati-organisations>")
    with pytest.raises(UnreadableError, match="iati-organisations"):
        list(read(content_of(path, path.name), Findings()))


def organisation(folder: Path, element: str) -> tuple[list[dict[str, str]], dict[str, int]]:
    ((found,), left) = activities(folder, activity(element))
    return found.get("organisations", []), left


@pytest.mark.parametrize("ref", ["NORWAY", "-", "00032", "EUR. COMMISSION", "U.K.", "XM-DAC-1/2", "n/a"])
def test_what_is_no_reference_is_kept_out_and_counted(tmp_path: Path, ref: str) -> None:
    ((found,), left) = organisation(
        tmp_path, f'<participating-org role="1" ref="{ref}"><narrative>Acme</narrative></participating-org>'
    )
    assert "ref" not in found
    assert left == {"a reference that is no identifier of an organisation": 1}


@pytest.mark.parametrize("ref", ["GB-CHC-202918", "XM-DAC-8-4", "US-USAGOV", "41AAA", "gb-coh-1234"])
def test_a_reference_is_kept(tmp_path: Path, ref: str) -> None:
    ((found,), left) = organisation(
        tmp_path, f'<participating-org role="1" ref="{ref}"><narrative>Acme</narrative></participating-org>'
    )
    assert (found["ref"], left) == (ref, {})


def test_a_reference_alone_names_a_un_entity_and_nobody_else(tmp_path: Path) -> None:
    refs = '<participating-org role="4" ref="XM-DAC-41121"/><participating-org role="4" ref="GB-CHC-202918"/>'
    ((found,), left) = organisation(tmp_path, refs)
    assert found["name"] == "United Nations Office of the United Nations High Commissioner for Refugees"
    assert found["ref"] == "XM-DAC-41121"
    assert left == {"an organisation that only a reference names": 1}


def test_a_bar_parts_two_languages_of_one_name(tmp_path: Path) -> None:
    name = "Canada - Global Affairs Canada | Affaires mondiales Canada"
    ((found,), _) = organisation(
        tmp_path, f"<participating-org role='1'><narrative>{name}</narrative></participating-org>"
    )
    assert (found["name"], found["alias"]) == ("Canada - Global Affairs Canada", "Affaires mondiales Canada")


@pytest.mark.parametrize(
    ("places", "level"),
    [
        ("", "global"),
        ('<recipient-region code="998"/>', "global"),
        ('<recipient-region code="298"/>', "country"),
        ('<recipient-country code="XK"/>', "country"),
        ('<activity-scope code="3"/><recipient-country code="NE"/><recipient-country code="ML"/>', "country"),
        ('<activity-scope code="1"/><recipient-country code="NE"/>', "global"),
    ],
)
def test_only_what_is_everywhere_is_global(tmp_path: Path, places: str, level: str) -> None:
    ((found,), _) = activities(tmp_path, activity(places))
    assert found["level"] == level


def test_places_and_the_humanitarian_flag_are_kept(tmp_path: Path) -> None:
    place = (
        '<location><location-reach code="1"/><location-id vocabulary="G1" code="2438000"/>'
        "<name><narrative>Diffa</narrative></name><point><pos>13.3 12.6</pos></point></location>"
        '<recipient-region code="298" percentage="40"/><recipient-country code="XK" percentage="60"/>'
    )
    marked = activity(place).replace("<iati-activity>", '<iati-activity humanitarian="1">')
    ((found,), left) = activities(tmp_path, marked)
    assert found["locations"] == [
        {
            "name": "Diffa",
            "point": [13.3, 12.6],
            "ids": [{"vocabulary": "G1", "code": "2438000"}],
            "codes": {"location-reach": "1"},
        }
    ]
    assert found["humanitarian"] is True
    assert found["regions"] == [{"vocabulary": "1", "code": "298", "percentage": 40}]
    assert found["other_countries"] == ["XK"]
    assert left == {"recipient-country 'XK' is no ISO 3166 code": 1}


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("<p>Wells&nbsp;for <b>schools</b><br/>and clinics</p>", "Wells for schools and clinics"),
        ("Food &amp;amp; water", "Food & water"),
        ("&lt;p&gt;Soap&lt;/p&gt;", "Soap"),
        ("L&#8217;eau &eacute;t&#xE9;", "L’eau été"),
        ("for <50 people and >3", "for <50 people and >3"),
        ("R&D; AT&T", "R&D; AT&T"),
    ],
)
def test_texts_are_read_as_people_read_them(text: str, read_as: str) -> None:
    assert plain(text) == read_as


@given(st.lists(st.one_of(TEXTS, st.sampled_from(["&", "amp;", "lt;", "gt;", "<", "/p>", "b>", "#39;"]))).map("".join))
def test_a_text_that_was_read_is_read_the_same_again(text: str) -> None:
    assert plain(plain(text)) == plain(text)
