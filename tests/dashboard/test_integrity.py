"""The page on due diligence: verdicts of each entity, policies, what a rule would do, screenings and listed names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from dashboard.integrity import looking
from dashboard.integrity.address import readable
from data.database import transaction
from data.integrity import adopting, known, names, screenings
from data.integrity.adopting import RuleChange
from matching.records import SYSTEM, Disclosure, Fact, Flag, FlagStep, Listed, Rung, Screening, Visibility
from tests.dashboard.pages import at_address, texts
from tests.dashboard.sample import INVENTED

AGO = datetime.now(UTC).date() - timedelta(days=9)
COMPANIES = ("p-froid", "p-kelvin", "p-trans", "p-pay")


def chosen(at: AppTest, **widgets: str) -> AppTest:
    """Choose in widgets by their keys, as an address does, and run."""
    for key, value in widgets.items():
        at.session_state[key] = value
    return at.run()


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
            adopting.change(connection, RuleChange(entity, rule, "adopted", "amina", AGO))
        done = Screening("s1", "WFP", "p-kelvin", AGO, INVENTED, Disclosure("WFP"), AGO, shared=True)
        hidden = Screening("s2", "FAO", "p-kelvin", AGO, INVENTED, Disclosure("FAO", Visibility.HIDDEN), AGO)
        screenings.save_many(connection, [done, hidden])
        step = FlagStep(Rung.RED, AGO, "bo", "kept")
        known.save_flags(connection, [Flag("g", "p-pay", (step,), INVENTED, Disclosure("FAO", Visibility.HIDDEN))])
        names.replace_list(connection, "un", [Listed("Q1", "un", "Trans-Sahara Haulage Ltd")])
    looking.stamp.clear()
    yield pages.run().switch_page("views/integrity.py")
    with transaction(network, SYSTEM) as connection:
        for table in ("facts", "rule_changes", "screenings", "flags", "listed_names"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - the names stand in the line above


def test_a_partner_has_a_verdict_of_each_entity_and_none_for_all(integrity: AppTest) -> None:
    at = chosen(integrity, partner="p-kelvin")
    assert not at.exception
    assert "For 3 entities: eligible 1, high risk 1 and excluded 1." in texts(at)
    table = at.dataframe[0].value
    assert list(table["Entity"]) == ["UNICEF", "WFP", "FAO"]
    assert "TOB-X (R17 ¶33)" in table["Rules that fired"][0]
    assert "40%" in table["Rules that fired"][0]


def test_who_screened_before_is_told_as_far_as_it_may_be(integrity: AppTest) -> None:
    integrity.session_state["entity"] = "UNICEF"
    at = chosen(integrity, partner="p-kelvin")
    assert "Already screened by 1 other entity" in texts(at)
    assert "Among them WFP" in texts(at)
    assert "Counts what you may see; 1 withheld" in texts(at)
    at.button(key="begin").click().run()
    assert not at.exception
    at = chosen(at, part="screenings")
    assert "Screenings of UNICEF" in texts(at)
    at.button(key=next(each.key for each in at.button if str(each.key).startswith("consult-"))).click().run()
    assert list(at.dataframe[0].value["Consulted"]) == ["WFP"]


@pytest.mark.parametrize(("entity", "excluded"), [("FAO", True), ("UNICEF", False)])
def test_a_hidden_flag_shows_to_its_own_entity_alone(integrity: AppTest, entity: str, excluded: bool) -> None:
    integrity.session_state["entity"] = entity
    at = chosen(integrity, partner="p-pay")
    assert ("excluded" in texts(at)) is excluded


def test_policies_are_compared_with_what_was_published(integrity: AppTest) -> None:
    at = chosen(integrity, part="policies")
    assert not at.exception
    assert "Tobacco: 33% exclude it, 33% call it a high risk, 33% have no policy" in texts(at)
    at = chosen(at, entity="UNICEF")
    assert list(at.dataframe[1].value["Excludes"]) == [1]


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
    at.button(key="switch-on").click().run()
    assert not at.exception
    assert looking.verdicts("UNICEF").blocked("WFP") == {"p-froid", "p-pay", "p-trans"}
    assert "Nobody drops out." in texts(at)


def test_a_listed_name_waits_until_somebody_says_that_it_is_another(integrity: AppTest) -> None:
    at = chosen(integrity, part="names")
    assert "1 name to look at" in texts(at)
    at.button(key="p-trans/Q1/different").click().run()
    assert not at.exception
    assert "0 names to look at" in texts(at)


def test_a_name_that_is_the_same_excludes_the_partner_for_every_entity(integrity: AppTest, network: Engine) -> None:
    with transaction(network, SYSTEM) as connection:
        names.replace_list(connection, "other", [Listed("Q9", "other", "Trans Sahara Haulage")])
    at = chosen(integrity, part="names")
    at.button(key="p-trans/Q9/same").click().run()
    assert not at.exception
    found = looking.verdicts()
    assert all("p-trans" in found.blocked(entity) for entity in found.policies)


def test_without_rules_the_page_says_where_they_come_from(pages: AppTest) -> None:
    looking.stamp.clear()
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
    at.selectbox(key="rule").select("GC-R").run()
    assert at.query_params["rule"] in ("GC-R", ["GC-R"])


def test_an_address_is_read_with_suspicion() -> None:
    asked = {"part": "<b>", "partner": "p-1", "rule": "a b", "left": "x" * 81, "other": "y"}
    assert readable(asked) == {"partner": "p-1"}
