"""The documented partnerships are complete, agree with the reports, and their texts give nothing away."""

import re

import pytest

from data.cases import Case, read_case_partners, read_cases
from data.countries import country
from data.entities import read_entities
from data.facts import read_table
from matching.records import Kind, Level, SizeClass, State, Visibility
from tests.realdata import shared_data

CASES = {case.id: case for case in read_cases()}
ROLES = {
    "lead",
    "convenor",
    "technical",
    "funder",
    "outcome_payer",
    "implementer",
    "local_anchor",
    "buyer",
    "producer",
}


def kpi(case: str, unit: str) -> list[tuple[float | None, float | None]]:
    return [(each.value, each.target) for each in CASES[case].engagement.kpis if each.unit == unit]


def kinds(case: Case) -> set[Kind]:
    return {partner.kind for partner in case.partners}


def test_both_reports_are_read_to_the_end() -> None:
    assert len(CASES) == 41
    sources = "; ".join(case.engagement.origin.source for case in CASES.values())
    boxes_2011 = {int(box) for box in re.findall(r"A/66/320 Box (\d+)", sources)}
    boxes_2017 = {int(box) for box in re.findall(r"A/72/310 Box (\d+)", sources)}
    assert boxes_2011 == set(range(1, 13))
    # Boxes 7 and 8 of 2017 tell of the work inside FAO and UNICEF, not of a partnership.
    assert boxes_2017 == {1, 2, 3, 4, 5, 6}


def test_the_gold_cases_carry_the_figures_of_the_reports() -> None:
    assert kpi("instant-network-schools", "schools") == [(31, 31 + 5)]
    assert (40_000, 40_000 + 20_000) in kpi("instant-network-schools", "people")
    assert kpi("eagro-suite", "percent") == [(32, None), (47, None)]
    assert kpi("connecting-business", "networks") == [(13, None)]
    assert kpi("vr-forestry", "percent") == [(70, None), (40, None)]
    assert kpi("en-lighten", "USD") == [(None, 7_500_000_000)]
    assert kpi("united-for-efficiency", "countries") == [(None, 70)]
    assert kpi("rhino-impact", "USD") == [(None, 25_000_000), (None, 35_000_000)]
    assert kpi("sudan-hibiscus", "people") == [(None, 5_000)]
    assert kpi("uganda-vegetable-oil", "USD") == [(120_000_000, None)]
    assert kpi("ethical-fashion-kenya", "people") == [(7_000, None)]
    assert kpi("unido-learning-initiative", "centres") == [(93, None)]
    assert kpi("every-woman-every-child", "USD") == [(27_000_000_000, None)]


def test_the_un_side_is_the_one_that_the_report_names() -> None:
    sides = {
        "instant-network-schools": ("UNHCR",),
        "vr-forestry": ("UNIDO",),
        "connecting-business": ("OCHA", "UNDP", "UNDRR"),
        "un-gift": ("ILO", "IOM", "OHCHR", "UNICEF", "UNODC"),
        "better-work": ("ILO", "WBG"),
        "sustainable-stock-exchanges": ("UNCTAD", "UNGC", "UNEP"),
    }
    assert {case: CASES[case].engagement.entities for case in sides} == sides


def test_every_entity_country_type_and_role_exists() -> None:
    entities = {entity.id for entity in read_entities()}
    types = {row["id"] for row in read_table("engagement_types") if row["report"] == "2011"}
    routes = {row["id"] for row in read_table("engagement_types") if row["report"] == "2017"} | {""}
    for case in CASES.values():
        assert set(case.engagement.entities) <= entities, case.id
        assert all(country(code) for code in case.engagement.countries)
        assert case.engagement.type in types, case.id
        assert case.route in routes, case.id
        assert {member.role for member in case.engagement.members} <= ROLES, case.id


def test_what_the_reports_publish_is_named_real_and_sourced() -> None:
    for case in CASES.values():
        engagement = case.engagement
        assert engagement.disclosure.visibility == Visibility.NAMED
        assert not engagement.origin.synthetic
        assert re.match(r"A/(66/320|72/310) (Box|¶)", engagement.origin.source), case.id
        assert engagement.resources, case.id
        assert engagement.sdgs, case.id


def test_members_described_without_a_name_are_flagged_and_named_ones_are_not() -> None:
    assert CASES["instant-network-schools"].described == frozenset()
    assert CASES["vr-forestry"].described == frozenset()
    assert len(CASES["sudan-hibiscus"].described) == 3
    assert "vodafone-foundation" in {partner.id for partner in read_case_partners()}
    # The 2011 report does not name the software company, so neither do we.
    assert len(CASES["unhcr-communication-software"].described) == 1


def test_the_hibiscus_coalition_holds_growers_a_wholesaler_and_an_importer() -> None:
    hibiscus = CASES["sudan-hibiscus"]
    assert [member.role for member in hibiscus.engagement.members] == ["producer", "implementer", "buyer"]
    assert hibiscus.engagement.countries == ("SDN",)
    assert kinds(hibiscus) == {Kind.OTHER, Kind.NATIONAL_COMPANY, Kind.MULTINATIONAL}


@pytest.mark.parametrize(
    ("case", "size_class"),
    [
        ("instant-network-schools", SizeClass.BILATERAL),
        ("vr-forestry", SizeClass.MULTI_STAKEHOLDER),
        ("isdr-private-sector-advisory-group", SizeClass.NETWORK),
        ("global-compact-lead", SizeClass.NETWORK),
    ],
)
def test_cases_fall_into_their_size_class(case: str, size_class: SizeClass) -> None:
    assert CASES[case].engagement.size_class == size_class


def test_level_state_and_period_are_read() -> None:
    rhino = CASES["rhino-impact"].engagement
    assert (rhino.level, rhino.state) == (Level.COUNTRY, State.ACTIVE)
    assert (rhino.period.start is not None and rhino.period.start.year, rhino.countries) == (
        2015,
        ("KEN", "NAM", "ZAF", "ZWE"),
    )
    track = CASES["ldc-private-sector-track"].engagement.period
    assert (str(track.start), str(track.end)) == ("2011-05-01", "2011-05-31")


def test_a_partner_in_two_cases_is_one_record_with_the_goals_of_both() -> None:
    investors = [
        case for case in CASES.values() for p in case.partners if p.id == "principles-for-responsible-investment"
    ]
    assert [case.id for case in investors] == ["financial-action-platform", "sustainable-stock-exchanges"]
    record = next(p for p in read_case_partners() if p.id == "principles-for-responsible-investment")
    assert set(record.sdgs) == {8, 10, 13, 17} | {8, 12, 13, 17}
    assert len({partner.id for partner in read_case_partners()}) == len(read_case_partners())


def test_capabilities_follow_the_partners_one_by_one() -> None:
    for case in CASES.values():
        assert [capability.partner for capability in case.capabilities] == [partner.id for partner in case.partners]
        assert [member.partner for member in case.engagement.members] == [partner.id for partner in case.partners]
    ids = [capability.id for case in CASES.values() for capability in case.capabilities]
    assert len(set(ids)) == len(ids)


def test_texts_have_the_length_of_a_paragraph() -> None:
    for case in CASES.values():
        text = case.texts["en"]
        assert 40 <= len(text.summary.split()) <= 90, case.id
        assert 40 <= len(text.need.split()) <= 80, case.id
        assert 20 <= len(text.offer.split()) <= 60, case.id
        assert all(18 <= len(capability.text.split()) <= 40 for capability in case.capabilities), case.id


def test_a_need_is_told_in_either_language() -> None:
    case = CASES["sudan-hibiscus"]
    assert case.need_in("zh").language == "zh"
    assert case.need_in("zh").text == case.texts["zh"].need
    assert case.need_in("zh").id != case.need.id
    with pytest.raises(KeyError):
        case.need_in("de")


def test_needs_and_offers_name_no_organisation() -> None:
    entities = read_entities()
    # Plain words that are also an alias of some entity say nothing about who is meant.
    names = {name for entity in entities for name in (entity.id, *entity.names.values(), *entity.aliases)}
    names |= {row["name"] for row in read_table("case_members") if row["described"] == "0"}
    names |= {
        "United Nations",
        "联合国",
        "Global Compact",
        "全球契约",
        "Vodafone",
        "沃达丰",
        "Grameen",
        "Philips",
        "Osram",
    }
    pattern = re.compile("|".join(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" for name in names if len(name) > 2))
    for case in CASES.values():
        for text in case.texts.values():
            for told in (text.need, text.offer, text.need_title):
                assert pattern.search(told) is None, (case.id, pattern.findall(told))


def chinese(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def test_no_sentence_of_the_reports_is_copied() -> None:
    reports = "".join(
        chinese(shared_data("seeds", name).read_text(encoding="utf-8"))
        for name in ("A_66_320.zh.txt", "A_72_310.zh.txt")
    )
    ours = [
        text
        for case in CASES.values()
        for each in (case.texts["zh"],)
        for text in (each.summary, each.need, each.offer)
    ]
    ours += [row["statement_zh"] for row in read_table("figures")]
    for text in map(chinese, ours):
        runs = {text[start : start + 25] for start in range(max(1, len(text) - 24))}
        assert not [run for run in runs if len(run) >= 25 and run in reports]
