"""The page on due diligence: verdicts of each entity, policies, what a rule would do, screenings and listed names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from dashboard.integrity import queries
from data import approaches
from data.database import transaction
from data.integrity import adopting, known, names, screenings
from matching.records import (
    SYSTEM,
    Approach,
    Disclosure,
    Fact,
    Flag,
    FlagStep,
    Level,
    Listed,
    Period,
    Resource,
    RuleChange,
    RuleStanding,
    Ruling,
    Rung,
    Screening,
    Stage,
    Visibility,
)
from tests.acts.test_act import lines
from tests.dashboard.pages import at_address, texts
from tests.dashboard.sample import INVENTED

AGO = datetime.now(UTC).date() - timedelta(days=9)
COMPANIES = ("p-froid", "p-kelvin", "p-trans", "p-pay")


def chosen(at: AppTest, **widgets: str) -> AppTest:
    """Choose in widgets by their keys, as an address does, and run."""
    for key, value in widgets.items():
        at.session_state[key] = value
    return at.run()


def table(at: AppTest, column: str) -> pd.DataFrame:
    """Return the first table with a column."""
    return next(each.value for each in at.dataframe if column in each.value.columns)


def approach(id: str, entity: str, partner: str, owner: str) -> Approach:
    window = Period(AGO, AGO + timedelta(days=90))
    told = Disclosure(entity)
    stage, level, asked = Stage.CLEARED, Level.GLOBAL, Resource.FINANCE
    return Approach(id, entity, partner, level, asked, window, INVENTED, told, stage=stage, owner=owner)


def _facts() -> Iterator[Fact]:
    for firm in COMPANIES:
        for criterion, value in (("sector_review", "done"), ("controversy_review", "done"), ("sanctions", "clear")):
            yield Fact(f"{firm}/{criterion}", firm, criterion, value, AGO, INVENTED)
        yield Fact(f"{firm}/gc", firm, "global_compact", "active" if firm == "p-kelvin" else "none", AGO, INVENTED)
    yield Fact("smoke", "p-kelvin", "tobacco", 0.4, AGO, INVENTED)


@pytest.fixture
def integrity(pages: AppTest, network: Engine) -> Iterator[AppTest]:
    """Give the page with three entities that have rules, and a little on file."""
    with transaction(network, SYSTEM) as connection:
        known.save_facts(connection, list(_facts()))
        for entity, rule in (("UNICEF", "TOB-X"), ("WFP", "TOB-H"), ("FAO", "GC-C")):
            adopting.change(connection, RuleChange(entity, rule, RuleStanding.ADOPTED, "amina", AGO))
        done = Screening("s1", "WFP", "p-kelvin", AGO, INVENTED, Disclosure("WFP"), AGO, shared=True)
        hidden = Screening("s2", "FAO", "p-kelvin", AGO, INVENTED, Disclosure("FAO", Visibility.HIDDEN), AGO)
        screenings.save_many(connection, [done, hidden])
        step = FlagStep(Rung.RED, AGO, "bo", "kept")
        known.save_flags(connection, [Flag("g", "p-pay", (step,), INVENTED, Disclosure("FAO", Visibility.HIDDEN))])
        names.replace_list(connection, "un", [Listed("Q1", "un", "Trans-Sahara Haulage Ltd")])
    queries.stamp.clear()
    yield pages.run().switch_page("views/integrity.py")
    with transaction(network, SYSTEM) as connection:
        for name in ("consultations", "facts", "rule_changes", "screenings", "flags", "listed_names"):
            connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - the names stand in the line above


def test_a_partner_has_a_verdict_of_each_entity_and_none_for_all(integrity: AppTest) -> None:
    at = chosen(integrity, partner="p-kelvin")
    assert not at.exception
    assert "For 3 entities: eligible 1, high risk 1 and excluded 1." in texts(at)
    table = at.dataframe[0].value
    assert list(table["Entity"]) == ["UNICEF", "WFP", "FAO"]
    assert "TOB-X (R17 ¶33)" in table["Rules that fired"][0]
    assert "40%" in table["Rules that fired"][0]


def read_of(network: Engine, owner: str) -> set[str]:
    """Return the records of an entity that its access log says were shown to others."""
    return {
        record
        for _who, act, kept, of, _said in lines(network)
        if (act, of) == ("read", owner)
        for record in kept.split()
    }


def test_whose_screenings_flags_and_live_records_are_shown_finds_that_in_its_access_log(
    integrity: AppTest, network: Engine
) -> None:
    step = FlagStep(Rung.YELLOW, AGO, "bo", "late")
    with transaction(network, SYSTEM) as connection:
        known.save_flags(connection, [Flag("g-open", "p-kelvin", (step,), INVENTED, Disclosure("FAO"))])
        approaches.save_many(connection, [approach("a-hit", "WFP", "p-froid", "bo")])
    queries.stamp.clear()
    integrity.session_state["entity"] = "UNICEF"
    at = chosen(integrity, partner="p-kelvin")
    assert (read_of(network, "WFP"), read_of(network, "FAO")) == ({"s1"}, {"g-open"})
    try:
        at = chosen(at, part="what_if", rule="GC-R")
        assert "a-hit" in set(table(at, "Live record")["Record"])
        assert read_of(network, "WFP") == {"s1", "a-hit"}
    finally:
        with transaction(network, SYSTEM) as connection:
            connection.execute(text("DELETE FROM approaches WHERE id = 'a-hit'"))


def test_who_screened_before_is_told_as_far_as_it_may_be(integrity: AppTest) -> None:
    integrity.session_state["entity"] = "UNICEF"
    at = chosen(integrity, partner="p-kelvin")
    assert "Already screened by 1 other entity" in texts(at)
    assert "Among them WFP" in texts(at)
    assert "Counts what you may see; 1 withheld" in texts(at)
    at.button(key="ask-WFP").click().run()
    assert "WFP was asked" in texts(at)
    assert all(str(each.key) != "ask-WFP" for each in at.button)
    at.button(key="begin").click().run()
    assert not at.exception
    at = chosen(at, part="screenings")
    assert "UNICEF: 1 screenings open, 0 of them for more than 28 days" in texts(at)
    assert list(table(at, "Consulted")["Consulted"]) == ["WFP"]
    at = chosen(at, entity="WFP")
    assert "1 question waits for your entity" in texts(at)
    at.button(key=next(each.key for each in at.button if str(each.key).startswith("given-"))).click().run()
    at = chosen(at, entity="UNICEF")
    assert list(table(at, "Asked whom")["Answer"]) == ["the report is given"]


def test_who_keeps_the_relationship_cannot_sign_and_a_colleague_can(integrity: AppTest, network: Engine) -> None:
    integrity.session_state["entity"] = "UNICEF"
    at = chosen(integrity, partner="p-froid")
    at.button(key="begin").click().run()
    with transaction(network, SYSTEM) as connection:
        approaches.save_many(connection, [approach("a-keep", "UNICEF", "p-froid", "local-focal_point")])
    try:
        at = chosen(at, part="screenings")
        at.button(key="sign-save").click().run()
        assert "You keep the relationship with this partner" in texts(at)
        at = chosen(at, viewer="entity_lead", entity="UNICEF")
        ruling = next(each for each in at.selectbox if str(each.key).startswith("sign-ruling-"))
        ruling.set_value(Ruling.EXCLUDED).run()
        at.button(key="sign-save").click().run()
        assert not at.exception
        assert list(table(at, "Signed by")["Signed by"]) == ["local-entity_lead"]
    finally:
        with transaction(network, SYSTEM) as connection:
            connection.execute(text("DELETE FROM approaches WHERE id = 'a-keep'"))


def test_a_fact_is_stated_counts_at_once_and_can_be_taken_back(integrity: AppTest) -> None:
    integrity.session_state["entity"] = "UNICEF"
    at = chosen(integrity, partner="p-froid")
    at.selectbox(key="fact-criterion").set_value("tobacco").run()
    at.number_input(key="fact-value-tobacco").set_value(12.5).run()
    at.button(key="fact-save").click().run()
    assert "name the source" in texts(at)
    at.text_input(key="fact-source").set_value("Annual report 2025").run()
    at.number_input(key="fact-value-tobacco").set_value(12.5).run()
    at.button(key="fact-save").click().run()
    assert not at.exception
    assert queries.verdicts("UNICEF").ruling("UNICEF", "p-froid") is Ruling.EXCLUDED
    stated = next(each for each in at.selectbox(key="back-fact").options if "Annual report" in each)
    at.selectbox(key="back-fact").select(stated).run()
    at.text_input(key="back-fact-why").set_value("another firm of that name").run()
    at.button(key="back-fact-save").click().run()
    assert queries.verdicts("UNICEF").ruling("UNICEF", "p-froid") is Ruling.ELIGIBLE


def test_old_bad_news_stands_on_file_as_what_still_holds_and_good_news_does_not(
    integrity: AppTest, network: Engine
) -> None:
    long_ago = AGO - timedelta(days=736)
    with transaction(network, SYSTEM) as connection:
        facts = [Fact("old1", "p-froid", "tobacco", 0.07, long_ago, INVENTED)]
        known.save_facts(connection, [*facts, Fact("old2", "p-froid", "coal", 0.0, long_ago, INVENTED)])
    queries.stamp.clear()
    integrity.session_state["entity"] = "UNICEF"
    at = chosen(integrity, partner="p-froid")
    assert queries.verdicts("UNICEF").ruling("UNICEF", "p-froid") is Ruling.EXCLUDED
    said = {row["Criterion"]: (row["Age"], row["Today"]) for _, row in table(at, "Age").iterrows()}
    assert said["Tobacco"] == ("745 days ago", "old: holds against it until a newer fact clears it")
    assert said["Coal"] == ("745 days ago", "too old: not known")
    assert "745 days ago" in table(at, "Rules that fired")["Rules that fired"][0]


def test_what_might_exclude_and_nobody_knows_today_is_said_where_an_approach_is_registered(
    integrity: AppTest, network: Engine
) -> None:
    integrity.session_state["entity"] = "UNICEF"
    at = integrity.switch_page("views/my_coordination.py").run()
    at.selectbox(key="approach-partner").select("p-froid").run()
    assert "would exclude this partner for what nobody knows" not in texts(at)
    with transaction(network, SYSTEM) as connection:
        connection.execute(text("DELETE FROM facts WHERE id = 'p-froid/sanctions'"))
    queries.stamp.clear()
    at = at.run()
    said = texts(at).replace("\\", "")
    assert "UNICEF would exclude this partner for what nobody knows today. Look before anybody asks:" in said
    assert "Sanctions lists: nothing on file" in said


def test_a_link_carries_an_exclusion_along_with_its_way(integrity: AppTest) -> None:
    integrity.session_state["entity"] = "UNICEF"
    at = chosen(integrity, partner="p-froid")
    at.selectbox(key="link-other").set_value("p-kelvin").run()
    at.number_input(key="link-share").set_value(60.0).run()
    at.text_input(key="link-source").set_value("Register of companies").run()
    at.button(key="link-save").click().run()
    assert not at.exception
    assert queries.verdicts("UNICEF").ruling("UNICEF", "p-froid") is Ruling.EXCLUDED
    ties = table(at, "Share along the way")
    assert (list(ties["Share along the way"]), list(ties["Comes along for UNICEF"])) == (["60%"], ["TOB-X"])
    at.text_input(key="back-link-why").set_value("Sold").run()
    at.button(key="back-link-save").click().run()
    assert "No tie of ownership or affiliation is known." in texts(at)
    assert queries.verdicts("UNICEF").ruling("UNICEF", "p-froid") is Ruling.ELIGIBLE


def test_a_flag_climbs_and_is_lifted_with_every_step_on_record(integrity: AppTest) -> None:
    integrity.session_state["entity"] = "UNICEF"
    at = chosen(integrity, partner="p-froid")
    at.button(key="flag-save").click().run()
    assert "say why" in texts(at)
    at.text_area(key="flag-why").set_value("Unpaid suppliers").run()
    at.button(key="flag-save").click().run()
    for to, why in (("red", "A judgment"), ("lift", "Paid")):
        at.selectbox(key="flag-to").set_value(to).run()
        at.text_area(key="flag-step-why").set_value(why).run()
        at.button(key="flag-step").click().run()
        assert not at.exception
        blocked = "p-froid" in queries.verdicts("").blocked("WFP")
        assert blocked is (to == "red")
    assert list(table(at, "Rung")["Rung"]) == ["lifted", "red", "observation"]


def test_a_lead_writes_a_rule_anew_and_the_switch_does_what_was_said(integrity: AppTest) -> None:
    at = chosen(integrity, viewer="entity_lead", entity="UNICEF", part="what_if", rule="TOB-X", whose="UNICEF")
    at = chosen(at, act="own")
    assert "Nobody drops out." in texts(at)
    threshold = next(each for each in at.number_input if str(each.key).endswith("tobacco-threshold"))
    threshold.set_value(50.0).run()
    assert "1 partner comes back" in texts(at)
    at.button(key="switch-on").click().run()
    assert "say why" in texts(at)
    at.text_input(key="switch-why").set_value("Board decision").run()
    at.button(key="switch-on").click().run()
    assert not at.exception
    assert queries.verdicts("UNICEF").blocked("UNICEF") == frozenset()
    at = chosen(at, part="rules")
    rules = table(at, "Where from").set_index("Rule")
    assert rules.loc["TOB-X/UNICEF", "Where from"] == "own, in the place of TOB-X"
    assert "TOB-X" not in rules.index
    assert "Board decision" in set(table(at, "Now")["Why"])


def test_nobody_switches_the_rules_of_another_entity(integrity: AppTest) -> None:
    lead, leadership = "entity_lead", "leadership"
    for role, whose in ((lead, "WFP"), (lead, "all"), ("focal_point", "UNICEF"), (leadership, "UNICEF")):
        at = chosen(integrity, viewer=role, entity="UNICEF", part="what_if", rule="GC-R", whose=whose)
        assert all(str(each.key) != "switch-on" for each in at.button)


@pytest.mark.parametrize(("entity", "excluded"), [("FAO", True), ("UNICEF", False)])
def test_a_hidden_flag_shows_to_its_own_entity_alone(integrity: AppTest, entity: str, excluded: bool) -> None:
    integrity.session_state["entity"] = entity
    at = chosen(integrity, partner="p-pay")
    assert ("excluded" in texts(at)) is excluded


def test_policies_are_compared_with_what_was_published(integrity: AppTest) -> None:
    at = chosen(integrity, part="policies")
    assert not at.exception
    assert "Of 3 entities, 33% exclude tobacco, 33% call it a high risk, 33% have no policy on it" in texts(at)
    at = chosen(at, entity="UNICEF", part="rules")
    held = table(at, "Excludes").set_index("Rule")
    assert held.loc["TOB-X", "Excludes"] == 1
    assert held["Excludes"].sum() == 1


def test_two_entities_are_compared_rule_by_rule(integrity: AppTest) -> None:
    at = chosen(integrity, part="compare", left="UNICEF", right="WFP")
    assert "UNICEF and WFP differ on 1 of" in texts(at)


def test_a_rule_is_foretold_and_then_does_what_was_said(integrity: AppTest) -> None:
    at = chosen(integrity, part="what_if", rule="GC-R")
    assert not at.exception
    assert "3 partners drop out for at least one entity; 2 of them (67%) are small firms." in texts(at)
    assert all(str(each.key) != "switch-on" for each in at.button)
    at.session_state["viewer"] = "leadership"
    at = at.run()
    at.text_input(key="switch-why").set_value("R17 ¶59").run()
    at.button(key="switch-on").click().run()
    assert not at.exception
    assert queries.verdicts("UNICEF").blocked("WFP") == {"p-froid", "p-pay", "p-trans"}
    assert "3 partners come back for at least one entity." in texts(at)


def test_a_listed_name_waits_until_somebody_says_that_it_is_another(integrity: AppTest, network: Engine) -> None:
    at = chosen(integrity, part="names")
    assert "1 name to look at" in texts(at)
    at.button(key="p-trans/un/Q1/different").click().run()
    assert not at.exception
    assert "0 names to look at" in texts(at)
    at.button(key="search").click().run()
    at.button(key="list-read").click().run()
    assert "Choose a file first" in texts(at)
    newest = [(act, record) for _who, act, record, _owner, _said in lines(network)[:2]]
    assert newest == [("write", "lists"), ("write", "un/Q1")]


def test_a_name_that_is_the_same_excludes_the_partner_for_every_entity(integrity: AppTest, network: Engine) -> None:
    with transaction(network, SYSTEM) as connection:
        names.replace_list(connection, "other", [Listed("Q9", "other", "Trans Sahara Haulage")])
    at = chosen(integrity, part="names")
    at.button(key="p-trans/other/Q9/same").click().run()
    assert not at.exception
    found = queries.verdicts()
    assert all("p-trans" in found.blocked(entity) for entity in found.policies)


def test_without_rules_the_page_says_where_they_come_from(pages: AppTest) -> None:
    queries.stamp.clear()
    at = pages.run()
    at.switch_page("views/integrity.py").run()
    assert not at.exception
    assert "No entity has taken up any rule." in texts(at)


def test_where_entities_differ_the_rule_is_named(integrity: AppTest) -> None:
    at = chosen(integrity, part="splits")
    assert not at.exception
    assert "TOB-X" in str(at.dataframe[0].value["The rule that differs"][0])


@pytest.mark.parametrize(
    "parameters", [{"partner": "nobody"}, {"part": "what_if", "rule": "X"}, {"part": "compare", "left": "<b>"}]
)
def test_an_address_with_unknown_values_does_no_harm(integrity: AppTest, parameters: dict[str, str]) -> None:
    assert not chosen(integrity, **parameters).exception


def test_a_link_reproduces_the_page_and_carries_codes_alone(integrity: AppTest) -> None:
    at = at_address(integrity, part="what_if", rule="GC-C")
    assert not at.exception
    assert at.selectbox(key="rule").value == "GC-C"
    assert at.query_params["part"] in ("what_if", ["what_if"])
    at.selectbox(key="rule").select("TOB-X").run()
    assert at.query_params["rule"] in ("TOB-X", ["TOB-X"])
