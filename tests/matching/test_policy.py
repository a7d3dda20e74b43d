"""The table of rights: whole, and with the lines that must never move."""

from __future__ import annotations

import pytest

from matching.policy import MATRIX, Right, may
from matching.records import SYSTEM, UserRole, Viewer

INTER_AGENCY = set(Right) - {Right.READ_ABOUT, Right.SEEK_NEEDS, Right.OFFER, Right.ASK_FOR_QUIET}


def test_every_right_has_a_line() -> None:
    assert set(MATRIX) == set(Right)


@pytest.mark.parametrize("right", sorted(INTER_AGENCY))
def test_an_external_user_touches_nothing_between_agencies(right: Right) -> None:
    assert not may(Viewer("c", UserRole.EXTERNAL, partner="p"), right)


@pytest.mark.parametrize("role", [UserRole.AUDITOR, UserRole.ADMINISTRATOR])
def test_who_watches_or_administers_does_not_take_part(role: UserRole) -> None:
    held = {right for right in Right if may(Viewer("x", role), right)}
    assert held <= {Right.READ_ABOUT, Right.READ_DATA, Right.READ_ACCESS_LOG, Right.READ_AUDIT, Right.GRANT_ROLES}


def test_no_person_is_the_system_and_the_system_may_all() -> None:
    assert all(UserRole.SYSTEM not in roles for roles in MATRIX.values())
    assert all(may(SYSTEM, right) for right in Right)
