"""The coordination pages as a leader, a focal point and a desk walk through them."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from dashboard.coordination.tiles import SECTIONS
from data import approaches, coalitions, resolutions
from data.approaches import talks
from data.database import transaction
from matching.records import SYSTEM, Stage
from tests.acts.test_act import lines
from tests.dashboard.pages import texts


def seen(at: AppTest) -> str:
    """Return all that stands on the page, tables and choices included."""
    frames = "\n".join(frame.value.to_string() for frame in at.dataframe)
    options = "\n".join(str(box.options) for box in at.selectbox if box.key not in ("entity", "viewer", "lang"))
    said = "\n".join(str(each.value) for group in (at.success, at.info, at.metric, at.code) for each in group)
    return "\n".join([texts(at), frames, options, said])


def leadership(at: AppTest, section: str = "rivals", role: str = "leadership") -> AppTest:
    at.run()
    at.selectbox(key="viewer").select(role)
    at.switch_page("views/coordination.py").run()
    at.segmented_control(key="coordination-section").set_value(section)
    return at.run()


def mine(at: AppTest, entity: str, role: str = "focal_point", **parameters: str) -> AppTest:
    at.run()
    at.selectbox(key="viewer").select(role)
    for name, value in parameters.items():
        at.query_params[name] = value
    at.session_state["entity"] = entity
    return at.switch_page("views/my_coordination.py").run()


def stages(engine: Engine) -> dict[str, Stage]:
    with transaction(engine, SYSTEM) as connection:
        return {each.id: each.stage for each in approaches.all_(connection)}


def test_a_leader_reads_the_answer_and_what_is_withheld(register: AppTest) -> None:
    at = leadership(register)
    # Of those that may be named ask-1 and ask-2 collide, and ask-5 asks another partner: 2 / 3 = 67%.
    assert "Of 3 live approaches 2 collide (67%); a plan would leave 0 and keep" in texts(at), texts(at)[:700]
    assert "2 withheld (other bids pending 2)" in texts(at)
    assert "UNICEF" in at.dataframe[-1].value.to_string() or "UNICEF" in seen(at)


@pytest.mark.parametrize("section", list(SECTIONS))
def test_no_part_of_the_page_names_who_may_not_be_named(register: AppTest, section: str) -> None:
    at = leadership(register, section)
    assert not at.exception
    for entity in ("UNFPA", "UNHCR"):
        assert entity not in seen(at)


def test_who_names_less_than_half_of_their_own_reads_figures_and_nobody_elses_records(register: AppTest) -> None:
    register.session_state["entity"] = "UNHCR"  # whose one approach is hidden
    register.run()
    at = register.switch_page("views/coordination.py").run()
    assert "Your entity names less than half of its own approaches." in texts(at)
    assert "Competition index" in {each.label for each in at.metric}
    assert not [entity for entity in ("UNICEF", "WHO") for frame in at.dataframe if entity in frame.value.to_string()]


def test_whom_a_registration_names_finds_one_line_of_it(register: AppTest, network: Engine) -> None:
    at = mine(register, "UNESCO", partner="p-froid", need="need-cold")
    before = lines(network)
    at.text_input(key="approach-benefit").input("Vaccines stay cold")
    at.text_input(key="approach-necessity").input("The ministry asked")
    at.button(key="FormSubmitter:approach-Register this approach").click().run()
    assert "Collision: WHO" in seen(at)
    left = lines(network)[: -len(before)] if before else lines(network)
    assert sorted((act, owner) for _who, act, _record, owner, _said in left) == [
        ("read", "UNICEF"),
        ("read", "WHO"),
        ("write", "UNESCO"),
    ]


def test_a_link_opens_the_same_part(register: AppTest) -> None:
    register.run()
    register.query_params["section"] = "plan"
    at = register.switch_page("views/coordination.py").run()
    assert "moves" in texts(at)
    at.slider(key="cap").set_value(1).run()
    assert not at.exception


def test_leadership_keeps_a_list_of_decisions(register: AppTest, network: Engine) -> None:
    at = leadership(register, "decisions")
    at.text_input(key="decision-text").input("Name one lead for Sahel Froid")
    at.text_input(key="decision-owner").input("Central desk")
    at.button(key="FormSubmitter:decision-Add to the list").click().run()
    with transaction(network, SYSTEM) as connection:
        (kept,) = resolutions.all_(connection)
    assert (kept.text, kept.owner, kept.done) == ("Name one lead for Sahel Froid", "Central desk", False)
    at.selectbox(key="decision-done").select(kept.id).run()
    at.button(key="decision-tick").click().run()
    with transaction(network, SYSTEM) as connection:
        assert resolutions.all_(connection)[0].done


def test_others_read_the_list_and_do_not_write_it(register: AppTest) -> None:
    at = leadership(register, "decisions", role="focal_point")
    assert not any(each.key == "decision-text" for each in at.text_input)


def test_a_focal_point_is_told_of_collisions_only_what_may_be_told(register: AppTest) -> None:
    said = seen(mine(register, "UNICEF"))
    assert "UNICEF has 1 live approach; 1 of them collides" in said
    assert "Collision: WHO, technology, next 90 days." in said
    assert said.count("Collision: Another UN entity, technology, next 90 days.") == 2
    assert "UNFPA" not in said
    assert "UNHCR" not in said


def test_an_approach_is_registered_with_the_gate_and_its_class_is_told_at_once(
    register: AppTest, network: Engine
) -> None:
    at = mine(register, "UNICEF", partner="p-kelvin", need="need-cold")
    assert at.selectbox(key="approach-partner").value == "p-kelvin"
    assert at.text_input(key="approach-topic").value == "Cold chain for vaccines, Mali"
    at.button(key="FormSubmitter:approach-Register this approach").click().run()
    assert "say what the benefit is" in texts(at).replace("\\", "")
    at.text_input(key="approach-benefit").input("Vaccines stay cold")
    at.text_input(key="approach-necessity").input("The ministry asked")
    at.button(key="FormSubmitter:approach-Register this approach").click().run()
    assert "**Collision. The approach is now: Contested.**" in texts(at)
    assert "WFP, technology" in texts(at)
    assert [stage for name, stage in stages(network).items() if not name.startswith("ask")] == [Stage.CONTESTED]


def test_the_same_ask_twice_is_refused_and_leads_to_the_first(register: AppTest, network: Engine) -> None:
    for _ in range(2):
        at = mine(register, "UNICEF", partner="p-kelvin", need="need-cold")
        at.text_input(key="approach-benefit").input("Vaccines stay cold")
        at.text_input(key="approach-necessity").input("The ministry asked")
        at.button(key="FormSubmitter:approach-Register this approach").click().run()
    assert "Your entity asks this already" in texts(at)
    (made,) = (name for name in stages(network) if not name.startswith("ask"))
    assert at.session_state["own-chosen"] == made


def test_not_worth_it_is_a_valid_end(register: AppTest, network: Engine) -> None:
    at = mine(register, "UNICEF", partner="p-kelvin", need="need-cold")
    at.text_input(key="approach-benefit").input("Little")
    at.text_input(key="approach-necessity").input("It is not")
    at.radio(key="approach-go").set_value("no")
    at.button(key="FormSubmitter:approach-Register this approach").click().run()
    assert Stage.NO_GO in stages(network).values()


def test_a_talk_shows_names_when_both_agree_and_ends_in_one_coalition(register: AppTest, network: Engine) -> None:
    at = mine(register, "UNFPA")
    at.button(key="own-talk").click().run()
    with transaction(network, SYSTEM) as connection:
        (talk,) = talks.all_(connection)
    assert {party.entity for party in talk.parties} == {"UNFPA", "UNICEF", "WHO", "UNHCR"}
    assert "talk with Another UN entity" in texts(at).replace("\\", "")
    at.text_input(key=f"{talk.id}-text").input("Shall we go together?")
    at.button(key=f"FormSubmitter:{talk.id}-form-Send").click().run()
    for entity in ("UNFPA", "UNICEF", "WHO", "UNHCR"):
        at.session_state["entity"] = entity
        at.run()
        assert "Shall we go together" in texts(at)
        if entity != "UNFPA":
            assert "UNFPA" not in seen(at)
        at.button(key=f"{talk.id}-reveal").click().run()
        at.button(key=f"{talk.id}-join").click().run()
    assert not at.exception
    assert {stage for name, stage in stages(network).items() if name != "ask-5"} == {Stage.JOINT}
    said = texts(at).replace("\\", "")
    assert "UNFPA, UNICEF" in said or "UNFPA" in said
    assert "one joint request of" in at.code[0].value
    at.button(key=f"{talk.id}-merge").click().run()
    with transaction(network, SYSTEM) as connection:
        (made,) = coalitions.all_(connection)
    assert set(made.entities) == {"UNFPA", "UNICEF", "WHO", "UNHCR"}
    assert [seat.partner for seat in made.seats] == ["p-froid"]


def test_withdrawing_clears_the_way_for_who_waits(register: AppTest, network: Engine) -> None:
    mine(register, "UNICEF").button(key="own-withdraw").click().run()
    found = stages(network)
    assert found["ask-1"] is Stage.WITHDRAWN
    assert Stage.CLEARED in {found[name] for name in ("ask-2", "ask-3", "ask-4")}


def test_nobody_acts_for_another_entity(register: AppTest, network: Engine) -> None:
    at = mine(register, "WFP")
    assert "Sahel Froid" not in at.dataframe[0].value.to_string()


def test_a_quiet_period_keeps_everybody_away(register: AppTest, network: Engine) -> None:
    at = mine(register, "UNICEF", partner="p-kelvin", need="need-cold")
    at.selectbox(key="quiet-partner").select("p-kelvin")
    at.button(key="FormSubmitter:quiet-Record").click().run()
    at.text_input(key="approach-benefit").input("Vaccines stay cold")
    at.text_input(key="approach-necessity").input("The ministry asked")
    at.button(key="FormSubmitter:approach-Register this approach").click().run()
    assert "asked not to be approached from" in texts(at).replace("\\", "")
    assert len(stages(network)) == 5
