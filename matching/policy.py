"""Who may do what: one table, read by the pages, the command line and the tests (R17 ¶28, ¶43).

What somebody may see of a record that they may open is another question: `matching.disclosure` and the database's row
security answer it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from matching.records.people import UserRole, Viewer


class Right(StrEnum):
    """Something that a role may or may not do."""

    READ_ABOUT = "read_about"
    SEEK_NEEDS = "seek_needs"
    OFFER = "offer"
    RANK_PARTNERS = "rank_partners"
    BUILD_COALITIONS = "build_coalitions"
    READ_COORDINATION = "read_coordination"
    COORDINATE = "coordinate"
    REGISTER_APPROACHES = "register_approaches"
    DECIDE_IN_COUNTRY = "decide_in_country"
    DECIDE_GLOBALLY = "decide_globally"
    ASK_FOR_QUIET = "ask_for_quiet"
    KEEP_DECISIONS = "keep_decisions"
    READ_COUNTRY = "read_country"
    CLAIM_OFFERS = "claim_offers"
    PLAN_NETWORK = "plan_network"
    READ_INTEGRITY = "read_integrity"
    STATE_FACTS = "state_facts"
    SCREEN = "screen"
    SET_OWN_RULES = "set_own_rules"
    SET_COMMON_RULES = "set_common_rules"
    REVIEW_LISTED_NAMES = "review_listed_names"
    READ_DATA = "read_data"
    IMPORT = "import"
    JUDGE_IDENTITY = "judge_identity"
    SET_VISIBILITY = "set_visibility"
    READ_ACCESS_LOG = "read_access_log"
    READ_AUDIT = "read_audit"
    GRANT_ROLES = "grant_roles"


_TABLE = """
right                external  focal_point  entity_lead  coordinator  central_desk  leadership  auditor  administrator
read_about           yes       yes          yes          yes          yes           yes         yes      yes
seek_needs           yes       -            -            -            -             -           -        -
offer                yes       -            -            yes          -             -           -        -
rank_partners        -         yes          yes          yes          yes           yes         -        -
build_coalitions     -         yes          yes          yes          yes           -           -        -
read_coordination    -         yes          yes          yes          yes           yes         -        -
coordinate           -         yes          yes          yes          yes           -           -        -
register_approaches  -         yes          yes          -            -             -           -        -
decide_in_country    -         -            -            yes          -             -           -        -
decide_globally      -         -            -            -            yes           -           -        -
ask_for_quiet        yes       yes          yes          yes          yes           -           -        -
keep_decisions       -         -            -            -            yes           yes         -        -
read_country         -         yes          yes          yes          yes           yes         -        -
claim_offers         -         yes          yes          yes          -             -           -        -
plan_network         -         -            -            yes          -             -           -        -
read_integrity       -         yes          yes          yes          yes           yes         -        -
state_facts          -         yes          yes          -            yes           -           -        -
screen               -         yes          yes          -            -             -           -        -
set_own_rules        -         -            yes          -            -             -           -        -
set_common_rules     -         -            -            -            -             yes         -        -
review_listed_names  -         yes          yes          -            yes           -           -        -
read_data            -         yes          yes          yes          yes           yes         yes      yes
import               -         yes          yes          yes          yes           -           -        -
judge_identity       -         -            yes          -            yes           -           -        -
set_visibility       -         -            yes          -            -             -           -        -
read_access_log      -         -            yes          -            -             -           yes      -
read_audit           -         -            -            -            -             -           yes      -
grant_roles          -         -            -            -            -             -           -        yes
"""


# Whoever keeps a desk speaks for the office behind it, as a focal point speaks for an entity.
OFFICES = MappingProxyType({UserRole.COORDINATOR: "DCO", UserRole.CENTRAL_DESK: "UNOP"})


def _read(table: str) -> Mapping[Right, frozenset[UserRole]]:
    head, *rows = (line.split() for line in table.strip().splitlines())
    roles = [UserRole(name) for name in head[1:]]
    held = {
        Right(name): frozenset(role for role, mark in zip(roles, marks, strict=True) if mark == "yes")
        for name, *marks in rows
    }
    if missing := set(Right) - set(held):
        raise ValueError(f"the table of rights lacks {', '.join(sorted(missing))}")
    return MappingProxyType(held)


MATRIX = _read(_TABLE)


def may(viewer: Viewer, right: Right) -> bool:
    """Return whether the viewer's role has the right; Concert itself has all."""
    return viewer.role is UserRole.SYSTEM or viewer.role in MATRIX[right]
