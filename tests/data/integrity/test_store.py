"""Due diligence comes back from the store as it went in, and what was said stays said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from data import loading
from data.database import transaction
from data.errors import NotFoundError, TakenError
from data.integrity import adopting, judging, known, names, screenings
from data.integrity.adopting import ALL, RuleChange
from data.integrity.diligence import Diligence
from data.loading import SetName
from data.rules import Adoption
from matching.integrity import Dossiers, Policy, judge, policies_of, what_if, with_common
from matching.records import SYSTEM, Fact, FlagStep, Listed, NameAnswer, NameReview, Rung
from tests.data.integrity.conftest import DAY, FACTS, FLAG, SCREENING
from tests.data.records import INVENTED, partner
from tests.data.test_loading import Net

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def test_facts_flags_and_screenings_come_back_as_they_went_in(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        assert known.facts(connection) == FACTS
        assert known.flags(connection) == (FLAG,)
        assert screenings.all_(connection) == screenings.of_partner(connection, "P1") == (SCREENING,)


def test_a_fact_is_never_changed(store: Engine) -> None:
    with pytest.raises(TakenError, match="f1"), transaction(store, SYSTEM) as connection:
        known.save_facts(connection, [replace(FACTS[0], value=0.0)])


def test_a_flag_climbs_and_keeps_its_history(store: Engine) -> None:
    step = FlagStep(Rung.RED, date(2026, 11, 9), "bo", "a judgment")
    with transaction(store, SYSTEM) as connection:
        known.climb(connection, "flag", [step])
        assert known.flags(connection)[0].history == (*FLAG.history, step)
    with pytest.raises(ProgrammingError), transaction(store, SYSTEM) as connection:
        connection.execute(text("UPDATE flag_steps SET why = ''"))


def test_asking_an_entity_twice_is_asking_it_once(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        for entity in ("WFP", "WFP", "UNICEF"):
            screenings.consult(connection, "s1", entity)
        assert screenings.all_(connection)[0].consulted == ("UNICEF", "WFP")
        with pytest.raises(NotFoundError):
            screenings.consult(connection, "s9", "WFP")


def test_another_entity_cannot_write_its_screening_over_this_one(store: Engine) -> None:
    with pytest.raises(TakenError), transaction(store, SYSTEM) as connection:
        screenings.save_many(connection, [replace(SCREENING, entity="UNICEF")])


def change(entity: str, rule: str, standing: str) -> RuleChange:
    return RuleChange(entity, rule, standing, "amina", DAY, "board decision")


def test_the_last_change_of_a_rule_holds_and_all_are_kept(store: Engine) -> None:
    made = [
        change("UNDP", "TOB-X", "adopted"),
        change("UNDP", "SAN-2", "dropped"),
        change("UNDP", "TOB-X", "none"),
        change("UNDP", "TOB-H", "adopted"),
        change(ALL, "GC-MIN", "adopted"),
    ]
    with transaction(store, SYSTEM) as connection:
        for each in made:
            adopting.change(connection, each)
        own, dropped = adopting.rules_by_entity(connection)["UNDP"]
        assert ([rule.id for rule in own], dropped) == (["GC-MIN", "TOB-H"], ("SAN-2",))
        assert adopting.history(connection) == tuple(made)
        with pytest.raises(NotFoundError, match="TOB-X"):
            adopting.change(connection, change("UNDP", "TOB-Y", "adopted"))


def policies(material: judging.Material) -> tuple[Policy, ...]:
    return policies_of(material.base, material.changes)


def dossiers(material: judging.Material) -> Dossiers:
    return Dossiers.of(material.partners, material.facts, material.criteria, date(2026, 11, 22), material.flags)


def test_the_switch_in_the_store_does_what_was_foretold(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        for entity in ("UNDP", "UNICEF"):
            adopting.change(connection, change(entity, "TOB-H", "adopted"))
        known.save_facts(connection, [Fact("f3", "P2", "global_compact", "expelled", DAY, INVENTED)])
        before, stamp = judging.read(connection), judging.stamp(connection)
    now = judge(policies(before), dossiers(before))
    rule = next(each for each in judging.read_rules("options") if each.id == "GC-R")
    foretold = what_if(now, with_common(policies(before), rule))
    with transaction(store, SYSTEM) as connection:
        adopting.change(connection, change(ALL, "GC-R", "adopted"))
        after = judging.read(connection)
        assert judging.stamp(connection) != stamp
    switched = judge(policies(after), dossiers(after))
    assert (switched.weights == foretold.after.weights).all()
    assert (switched.weights != now.weights).any()


def test_a_demo_is_loaded_with_its_due_diligence_and_leaves_nothing_behind(store: Engine) -> None:
    net = Net((partner("D1"),), (), (), ())
    demo = Diligence([Fact("d1", "D1", "tobacco", 0.5, DAY, INVENTED)], adoptions=[Adoption("UNDP", ("TOB-X",))])
    loading.load_demo(store, net, "one", diligence=demo)
    with transaction(store, SYSTEM) as connection:
        assert adopting.rules_by_entity(connection)["UNDP"][0][0].id == "TOB-X"
    loading.remove(store, SetName.DEMO)
    with transaction(store, SYSTEM) as connection:
        assert known.facts(connection) == FACTS
        assert adopting.rules_by_entity(connection) == {}


def test_not_the_same_is_remembered_when_the_list_is_read_again(store: Engine) -> None:
    entry = Listed("QDe.1", "un", "A Energy Production", ("AEP",), "entity", DAY)
    said = NameReview("P1", "QDe.1", NameAnswer.DIFFERENT, "amina", NOON, "another country")
    with transaction(store, SYSTEM) as connection:
        names.replace_list(connection, "un", [entry])
        names.answer(connection, replace(said, answer=NameAnswer.UNSURE))
        names.answer(connection, said)
        names.replace_list(connection, "un", [entry, replace(entry, id="QDe.2")])
        assert [each.id for each in names.listed(connection)] == ["QDe.1", "QDe.2"]
        assert names.reviews(connection) == {("P1", "QDe.1"): said}
