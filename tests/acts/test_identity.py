"""Whom a name means, and what people said of two records: one resolver, and each judgement in the log."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from acts import identity
from acts.act import Caller
from acts.errors import NotAllowedError
from acts.identity import NameRow, Names, resolver
from data import partners
from data.database import transaction
from data.imports.resolving import Mention
from matching.records import SYSTEM, IdentityAnswer, Kind, NameAnswer, Origin, Partner, UserRole, Viewer
from tests.acts.test_act import lines
from tests.acts.test_act import store as empty

__all__ = ["empty"]
ACME = Partner("acme", "Acme Textiles Ltd", Kind.NATIONAL_COMPANY, Origin("list"), country="KEN")
TWIN = Partner("acme-2", "ACME TEXTILES LIMITED", Kind.NATIONAL_COMPANY, Origin("other list"), country="KEN")
DEMO = Partner("demo", "Orlenka Foods Ltd", Kind.NATIONAL_COMPANY, Origin("demo", synthetic=True), country="KEN")
LEAD = Viewer("lea", UserRole.ENTITY_LEAD, "UNDP")
FOCAL_POINT = Viewer("amina", UserRole.FOCAL_POINT, "UNDP")


@pytest.fixture
def store(empty: Engine) -> Engine:
    with transaction(empty, SYSTEM) as connection:
        partners.save_many(connection, [ACME, TWIN, DEMO])
    return empty


def caller(store: Engine, viewer: Viewer = LEAD) -> Caller:
    return Caller(store, viewer, signed_in=False)


def test_a_judgement_joins_two_records_until_it_is_undone_and_both_stand_in_the_log(store: Engine) -> None:
    by = caller(store)
    [pair] = identity.queue(by).pairs
    before = identity.stamp(by)
    number = identity.judge(by, pair.left, pair.right, NameAnswer.SAME, " one register number ")
    assert identity.stamp(by) != before
    assert identity.queue(by).pairs == ()
    assert {each.id for each in identity.former_records(by, "acme")} == {"acme", "acme-2"}
    assert identity.reasons(by)[number].why == "one register number"
    identity.undo(by, number)
    assert [each.left for each in identity.queue(by).pairs] == [pair.left]
    assert identity.former_records(by, "acme") == ()
    assert list(reversed(lines(store))) == [
        ("lea", "write", f"{pair.left} {pair.right}", "UNDP", "identity: same"),
        ("lea", "write", str(number), "UNDP", "identity: undone"),
    ]


def test_only_leads_and_the_central_desk_judge(store: Engine) -> None:
    with pytest.raises(NotAllowedError):
        identity.judge(caller(store, FOCAL_POINT), "acme", "acme-2", NameAnswer.SAME)
    with pytest.raises(NotAllowedError):
        identity.undo(caller(store, FOCAL_POINT), 1)
    assert lines(store) == []


def test_a_list_of_names_is_answered_by_all_partners_and_an_import_by_those_that_are_not_invented(
    store: Engine,
) -> None:
    [listed] = Names.read(caller(store)).resolve([NameRow("1", DEMO.name, "KEN", "", {}, "")])
    assert (listed.answer, listed.partner) == (IdentityAnswer.SAME, "demo")
    with transaction(store, SYSTEM) as connection:
        [meant] = resolver(connection)([Mention("1", DEMO.name, 1, country="KEN")])
    assert (meant.partner, meant.review, meant.nobody) == ("", False, False)
