"""Due diligence as it stands: what everybody is told, what an entity alone is told, and who finds that in its log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from acts import diligence
from acts.act import Caller, today
from acts.errors import NotFoundError
from data import engagements
from data.database import transaction
from matching.integrity import Hit
from matching.records import (
    SYSTEM,
    Disclosure,
    Engagement,
    Member,
    RuleStanding,
    Ruling,
    State,
    UserRole,
    Viewer,
    Visibility,
)
from tests.acts.test_act import lines
from tests.data.records import INVENTED

OPERATOR = Viewer("operator", UserRole.SYSTEM)


def by(engine: Engine, viewer: Viewer = OPERATOR) -> Caller:
    return Caller(engine, viewer, signed_in=False)


def test_what_is_told_of_a_partner_stands_in_the_access_log_of_those_whose_records_it_names(
    screened_register: Engine,
) -> None:
    found = diligence.screened(by(screened_register), "maker")
    assert {each.entity: each.ruling for each in found.verdicts} == {
        "UNDP": Ruling.EXCLUDED,
        "UNICEF": Ruling.HIGH_RISK,
    }
    assert (found.before.count, found.before.named, found.any_rules) == (1, ("UNICEF",), True)
    assert lines(screened_register) == [("operator", "read", "g-open s-open", "UNICEF", "screen: 2")]


def test_a_partner_of_whom_nothing_is_named_leaves_no_line(screened_register: Engine) -> None:
    found = diligence.screened(by(screened_register), "other")
    assert found.before.count == 0
    assert lines(screened_register) == []
    with pytest.raises(NotFoundError, match="did you mean maker"):
        diligence.screened(by(screened_register), "makr")


@pytest.mark.parametrize(
    ("entity", "stands_on"), [("", {"g-open"}), ("UNDP", {"g-open"}), ("UNICEF", {"g-open", "g-secret"})]
)
def test_a_hidden_flag_enters_what_its_own_entity_is_told_and_nothing_else(
    screened_register: Engine, entity: str, stands_on: set[str]
) -> None:
    held = diligence.material(by(screened_register))
    found = diligence.judged(held, today(), entity)
    behind = diligence.flags_behind(held, [*found.of_partner("maker"), *found.of_partner("other")])
    assert {record for _owner, record in behind} == stands_on
    assert set(behind) <= {
        *diligence.shown_of(held, found, "maker", entity),
        *diligence.shown_of(held, found, "other", entity),
    }


def test_the_stamp_changes_with_what_verdicts_are_made_from_and_with_nothing_else(screened_register: Engine) -> None:
    asks = by(screened_register)
    before = diligence.stamp(asks)
    diligence.screened(asks, "maker")
    assert diligence.stamp(asks) == before


def test_the_effect_of_a_rule_names_only_the_live_records_of_which_one_is_told(screened_register: Engine) -> None:
    running = Engagement(
        id="e-open",
        title="Cold chain",
        state=State.ACTIVE,
        entities=("UNICEF",),
        members=(Member("maker"),),
        origin=INVENTED,
        disclosure=Disclosure("UNICEF"),
    )
    secret = replace(running, id="e-secret", disclosure=Disclosure("UNICEF", Visibility.HIDDEN))
    with transaction(screened_register, SYSTEM) as connection:
        engagements.save_many(connection, [running, secret])
    held, asks = diligence.material(by(screened_register)), by(screened_register)
    for entity, hits in (("UNDP", ["e-open"]), ("UNICEF", ["e-open", "e-secret"])):
        live = diligence.live_records(asks, entity)
        before = diligence.judged(held, today(), entity)
        found = diligence.effect(held, before, ("UNICEF", "TOB-X", RuleStanding.ADOPTED, None), live, entity)
        assert found.dropped == {"UNICEF": ("maker",)}
        assert found.hits == tuple(Hit(record, "UNICEF", "maker") for record in hits)
        assert live.partners_of("UNICEF") == {"maker"}
        assert {live.owners[hit.record] for hit in found.hits} == {"UNICEF"}
    assert diligence.rulebook(held).policy("UNICEF") == before.policies["UNICEF"]
    assert datetime.now(UTC).date() == found.after.dossiers.today
