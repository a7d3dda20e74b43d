"""Figures of the first sentences, counted again from the rows of the database by other means."""

from __future__ import annotations

import re

from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from data.database import transaction
from matching.records import SYSTEM
from tests.dashboard.coordination.test_pages import leadership
from tests.dashboard.pages import texts

# Named live approaches; a joint one is one ask. Two collide: other entities, the same partner, resource and country.
ASKS = """
    WITH told AS (SELECT *, coalesce(nullif(joint, ''), id) AS ask FROM approaches
                  WHERE visibility = 'named' AND stage NOT IN
                    ('draft', 'withdrawn', 'no_go', 'expired')),
         hit AS (SELECT DISTINCT a.ask FROM told a JOIN told b USING (partner, resource, country)
                 WHERE a.ask <> b.ask AND a.entity <> b.entity)
    SELECT (SELECT count(DISTINCT ask) FROM told), (SELECT count(*) FROM hit)
"""
UNSERVED = """
    SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM approaches
        WHERE need = needs.id AND visibility = 'named' AND registered_at > now() - interval '365 days')), count(*)
    FROM needs WHERE state = 'open'
"""
UNASKED = """
    SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM approaches
        WHERE partner = partners.id AND visibility = 'named' AND registered_at > now() - interval '365 days')
        AND NOT EXISTS (SELECT FROM engagement_members WHERE partner = partners.id)), count(*)
    FROM partners
"""


def rows(network: Engine, statement: str) -> tuple[int, int]:
    with transaction(network, SYSTEM) as connection:
        first, second = connection.execute(text(statement)).one()
    return int(first), int(second)


def said(at: AppTest, pattern: str) -> tuple[int, ...]:
    found = re.search(pattern, texts(at))
    assert found, texts(at)[:900]
    return tuple(int(each.replace(",", "")) for each in found.groups())


def test_the_share_of_approaches_is_of_approaches(register: AppTest, network: Engine) -> None:
    live, colliding = rows(network, ASKS)
    pattern = r"Of ([\d,]+) live approaches ([\d,]+) collides? \((\d+)%\)"
    assert said(leadership(register), pattern) == (live, colliding, round(100 * colliding / live))
    # The tile has both shares, each called by what it is a share of.
    assert said(leadership(register), r"By number: (\d+)%, ([\d,]+) of ([\d,]+) approaches") == (
        *(round(100 * colliding / live), colliding, live),
    )


def test_white_space_is_counted_of_open_needs_and_of_all_partners(register: AppTest, network: Engine) -> None:
    at = leadership(register, "blank")
    assert said(at, r"([\d,]+) of ([\d,]+) open needs have no approach") == rows(network, UNSERVED)
    assert said(at, r"([\d,]+) of ([\d,]+) partners are neither asked nor at work") == rows(network, UNASKED)
