"""What an entity tells others: its lead alone changes it, and the access log says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from acts import visibility
from acts.act import Caller
from acts.errors import NotAllowedError, NotFoundError
from matching.records import Disclosure, UserRole, VeiledKind, Viewer, Visibility, VisibilityDefault
from tests.acts.test_act import lines
from tests.data.test_visibility import FOCAL, LEAD, OTHER, store

__all__ = ["store"]


def caller(store: Engine, viewer: Viewer) -> Caller:
    return Caller(store, viewer, signed_in=False)


def test_a_lead_opens_a_record_and_with_half_of_them_named_reads_others(store: Engine) -> None:
    lead = caller(store, LEAD)
    assert not visibility.reads_others(lead)
    hidden, by_type = visibility.veiled(lead)
    visibility.change(lead, by_type, Disclosure("WFP"))
    assert visibility.veiled(lead) == (hidden,)
    assert visibility.shares(lead)[VeiledKind.APPROACHES].named == 2
    assert visibility.reads_others(lead)
    until = datetime(2099, 1, 1, tzinfo=UTC)
    visibility.change(lead, hidden, replace(hidden.disclosure, until=until))
    assert lines(store) == [
        ("ada", "write", "w-hidden", "WFP", "told as hidden until 2099-01-01 00:00 UTC"),
        ("ada", "write", "w-type", "WFP", "told as named"),
    ]


def test_what_new_records_tell_is_kept_and_noted(store: Engine) -> None:
    chosen = VisibilityDefault("WFP", VeiledKind.APPROACHES, Visibility.TYPE, "embargo", 30)
    visibility.set_default(caller(store, LEAD), chosen)
    assert visibility.defaults(caller(store, FOCAL))[VeiledKind.APPROACHES] == chosen
    assert lines(store) == [("ada", "write", "approaches", "WFP", "default type, 30")]


def test_nobody_else_changes_what_an_entity_tells(store: Engine) -> None:
    [hidden, _by_type] = visibility.veiled(caller(store, LEAD))
    for viewer in (FOCAL, OTHER, Viewer("gil", UserRole.LEADERSHIP)):
        with pytest.raises(NotAllowedError):
            visibility.change(caller(store, viewer), hidden, Disclosure("WFP"))
        with pytest.raises(NotAllowedError):
            visibility.set_default(caller(store, viewer), VisibilityDefault("WFP", VeiledKind.FLAGS))
    with pytest.raises(NotFoundError):
        visibility.change(caller(store, Viewer("una", UserRole.ENTITY_LEAD, "UNICEF")), hidden, Disclosure("WFP"))
    assert lines(store) == []


def test_desks_and_leadership_read_others_whatever_is_shared(store: Engine) -> None:
    assert visibility.reads_others(caller(store, Viewer("gil", UserRole.LEADERSHIP)))
    assert visibility.reads_others(caller(store, OTHER))
