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
from data.integrity import adopting, judging, known, linking, names, screenings
from data.integrity.diligence import Diligence
from data.loading import SetName
from data.problems import ProblemsError
from data.rules import Adoption, read_rules
from matching.integrity import Dossiers, Rulebook, judge, own_id, what_if
from matching.records import (
    ALL,
    SYSTEM,
    Consultation,
    ConsultationAnswer,
    Disclosure,
    Fact,
    FlagStep,
    Listed,
    NameAnswer,
    NameReview,
    OwnRule,
    RuleChange,
    RuleStanding,
    Rung,
    StatedLink,
    Visibility,
    Withdrawal,
)
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


def change(entity: str, rule: str, standing: RuleStanding = RuleStanding.ADOPTED) -> RuleChange:
    return RuleChange(entity, rule, standing, "amina", DAY, "board decision")


def test_the_last_change_of_a_rule_holds_and_all_are_kept(store: Engine) -> None:
    made = [
        change("UNDP", "TOB-X"),
        change("UNDP", "SAN-2", RuleStanding.DROPPED),
        change("UNDP", "TOB-X", RuleStanding.NONE),
        change("UNDP", "TOB-H"),
        change(ALL, "GC-MIN"),
    ]
    with transaction(store, SYSTEM) as connection:
        for each in made:
            adopting.change(connection, each)
        held = {rule.id for rule in book(judging.read(connection)).policy("UNDP").rules}
        assert held >= {"GC-MIN", "TOB-H", "SAN-1"}
        assert not held & {"TOB-X", "SAN-2"}
        assert adopting.history(connection) == tuple(made)
        with pytest.raises(NotFoundError, match="TOB-X"):
            adopting.change(connection, change("UNDP", "TOB-Y"))


def book(material: judging.Material) -> Rulebook:
    return Rulebook.of(material.base, material.options, material.own, material.changes)


def dossiers(material: judging.Material) -> Dossiers:
    held, today = material, date(2026, 11, 22)
    return Dossiers.of(held.partners, held.facts, held.criteria, today, held.flags, stated=held.links)


LENIENT = replace(
    next(each for each in read_rules("common") if each.id == "CON-1"), id=own_id("CON-1", "UNDP"), threshold=2.0
)
OWN = OwnRule("UNDP", LENIENT, "amina", DAY, "CON-1", "two is enough for us")


@pytest.mark.parametrize(
    ("made", "own"),
    [
        (change(ALL, "GC-R"), None),
        (change("UNDP", "GC-R"), None),
        (change("UNDP", "TOB-H", RuleStanding.NONE), None),
        (change(ALL, "TOB-H"), None),
        (change(ALL, "SAN-1", RuleStanding.DROPPED), None),
        (change("UNICEF", "SAN-1", RuleStanding.DROPPED), None),
        (change("UNDP", LENIENT.id), OWN),
    ],
)
def test_the_switch_in_the_store_does_what_was_foretold(store: Engine, made: RuleChange, own: OwnRule | None) -> None:
    with transaction(store, SYSTEM) as connection:
        for entity in ("UNDP", "UNICEF"):
            adopting.change(connection, change(entity, "TOB-H"))
        found = [("global_compact", "expelled"), ("controversy", 3.0), ("tobacco", 0.5), ("sanctions", "listed")]
        facts = [Fact(f"f-{name}", "P2", name, value, DAY, INVENTED) for name, value in found]
        known.save_facts(connection, facts)
        before, stamp = judging.read(connection), judging.stamp(connection)
    now = judge(book(before).policies(), dossiers(before))
    foretold = what_if(now, book(before).changed(made.entity, made.rule, made.standing, own).policies())
    with transaction(store, SYSTEM) as connection:
        if own:
            adopting.write(connection, own)
        adopting.change(connection, made)
        after = judging.read(connection)
        assert judging.stamp(connection) != stamp
    assert book(after).policies() == book(before).changed(made.entity, made.rule, made.standing, own).policies()
    switched = judge(book(after).policies(), dossiers(after))
    assert (switched.weights == foretold.after.weights).all()
    for entity in ("UNDP", "UNICEF"):
        assert set(foretold.dropped.get(entity, ())) == switched.blocked(entity) - now.blocked(entity)
        assert set(foretold.returned.get(entity, ())) == now.blocked(entity) - switched.blocked(entity)


def test_an_own_rule_keeps_every_version_and_is_of_its_entity_alone(store: Engine) -> None:
    stricter = replace(OWN, rule=replace(LENIENT, threshold=1.0))
    with transaction(store, SYSTEM) as connection:
        adopting.write(connection, OWN)
        adopting.write(connection, stricter)
        assert adopting.own_rules(connection) == (stricter,)
        assert adopting.versions(connection, LENIENT.id) == (OWN, stricter)
        with pytest.raises(ValueError, match="belongs to UNDP"):
            adopting.write(connection, replace(OWN, entity="UNICEF"))
        with pytest.raises(ValueError, match="belongs to Concert"):
            adopting.write(connection, replace(OWN, rule=replace(LENIENT, id="CON-1")))
        with pytest.raises(ProblemsError, match="among clear, possible, listed"):
            adopting.write(connection, replace(OWN, rule=replace(LENIENT, criterion="sanctions")))


def test_what_was_taken_back_counts_no_more_and_stays_on_record(store: Engine) -> None:
    link = StatedLink("l1", "P1", "P2", 0.6, DAY, INVENTED)
    back = [Withdrawal(record, "bo", DAY, "another company of that name") for record in ("f1", "l1")]
    with transaction(store, SYSTEM) as connection:
        linking.save_links(connection, [link])
        assert linking.links(connection) == (link,)
        for each in back:
            linking.withdraw(connection, each)
        assert known.facts(connection) == FACTS[1:]
        assert linking.links(connection) == ()
        assert linking.withdrawals(connection) == tuple(back)
        assert connection.scalar(text("SELECT count(*) FROM facts WHERE id = 'f1'")) == 1
        for record in ("f1", "nothing"):
            with pytest.raises(NotFoundError):
                linking.withdraw(connection, replace(back[0], record=record))


def test_a_question_is_asked_once_and_answered_by_whom_it_was_put_to(store: Engine) -> None:
    asked = Consultation("c1", "UNICEF", "UNDP", "P1", DAY, "bo", INVENTED, Disclosure("UNICEF", Visibility.HIDDEN))
    with transaction(store, SYSTEM) as connection:
        screenings.put_question(connection, asked)
        screenings.put_question(connection, replace(asked, id="c2"))
        assert screenings.questions_of(connection, "UNDP") == screenings.questions_of(connection, "UNICEF") == (asked,)
        assert screenings.questions_of(connection, "WFP") == ()
        with pytest.raises(NotFoundError):
            screenings.answer_question(connection, "c1", "UNICEF", ConsultationAnswer.GIVEN, "", who="bo", on=DAY)
        screenings.answer_question(
            connection, "c1", "UNDP", ConsultationAnswer.GIVEN, "sent by mail", who="amina", on=DAY
        )
        (answered,) = screenings.questions_of(connection, "UNICEF")
        assert (answered.answer, answered.answered_by, answered.note) == ("given", "amina", "sent by mail")
        screenings.put_question(connection, replace(asked, id="c3"))
        assert len(screenings.questions_of(connection, "UNDP")) == 2


def test_two_lists_may_use_the_same_ids(store: Engine) -> None:
    with transaction(store, SYSTEM) as connection:
        for name in ("un", "other"):
            names.replace_list(connection, name, [Listed("1", name, "North Wind")])
        assert [each.key for each in names.listed(connection)] == ["other/1", "un/1"]


def test_a_demo_is_loaded_with_its_due_diligence_and_leaves_nothing_behind(store: Engine) -> None:
    net = Net((partner("D1"),), (), (), ())
    demo = Diligence([Fact("d1", "D1", "tobacco", 0.5, DAY, INVENTED)], adoptions=[Adoption("UNDP", ("TOB-X",))])
    loading.load_demo(store, net, "one", diligence=demo)
    with transaction(store, SYSTEM) as connection:
        assert [(each.entity, each.rule) for each in adopting.standings(connection)] == [("UNDP", "TOB-X")]
    loading.remove(store, SetName.DEMO)
    with transaction(store, SYSTEM) as connection:
        assert known.facts(connection) == FACTS
        assert adopting.standings(connection) == ()


def test_not_the_same_is_remembered_when_the_list_is_read_again(store: Engine) -> None:
    entry = Listed("QDe.1", "un", "A Energy Production", ("AEP",), "entity", DAY)
    said = NameReview("P1", "un/QDe.1", NameAnswer.DIFFERENT, "amina", NOON, "another country")
    with transaction(store, SYSTEM) as connection:
        names.replace_list(connection, "un", [entry])
        names.answer(connection, replace(said, answer=NameAnswer.UNSURE))
        names.answer(connection, said)
        names.replace_list(connection, "un", [entry, replace(entry, id="QDe.2")])
        assert [each.id for each in names.listed(connection)] == ["QDe.1", "QDe.2"]
        assert names.reviews(connection) == {("P1", "un/QDe.1"): said}
