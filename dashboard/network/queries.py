"""What the coordinator's pages ask: priorities, the list, and what it stands on. Caches are bounded and open to all."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from acts.reference import regions
from dashboard import queries, resources
from dashboard.coordination import queries as coordination
from dashboard.integrity import queries as diligence
from dashboard.network.question import ConveningQuestion
from matching.coalitions import Coverage
from matching.coalitions.reach import Reach
from matching.convening import (
    Invitation,
    Priority,
    candidates,
    gathered,
    invite,
    priorities,
    terms_of,
    top_by_score,
)


@dataclass(frozen=True)
class Made:
    """A list with its priorities, those that nobody answers, and what the top of the ranking would cover instead."""

    country: str
    asked: tuple[Priority, ...]
    invitation: Invitation
    unanswered: tuple[str, ...]
    top: float


def asked(country: str, ask: ConveningQuestion) -> tuple[Priority, ...]:
    """Return the priorities of a country with the weights that were set."""
    here = queries.library().needs
    weights = {need: float(weight) for need, weight in ask.weights if need in here}
    return priorities(here.values(), country, weights)


def made(country: str, ask: ConveningQuestion) -> Made | None:
    """Return the list for a country; None while texts are being read, or when it has no open need that weighs."""
    held = queries.ready()
    if held is None or not asked(country, ask):
        return None
    return _made(country, ask, held.version, queries.OPEN, diligence.stamp())


@st.cache_resource(max_entries=24, ttl="1h", show_spinner=False)
def _made(country: str, ask: ConveningQuestion, version: int, visibility_class: str, due_diligence: str) -> Made:
    wanted = asked(country, ask)
    held = resources.preparation(visibility_class).ready
    assert held is not None  # noqa: S101 - `made` has asked
    whole = gathered(wanted, {each.id: _reach(each, version, visibility_class) for each in wanted})
    out = excluded(wanted) if ask.rules.without_excluded else frozenset()
    table = candidates(whole, held.pool.profiles, country, regions(), scope=ask.rules.scope, without=out)
    settled = terms_of(ask.rules, country, wanted, table, held.pool.profiles)
    top = table.of_members(top_by_score(table, ask.rules.seats)) if table.candidates else 0.0
    return Made(country, wanted, invite(table, settled.terms), settled.unanswered, top)


@st.cache_resource(max_entries=400, ttl="1h", show_spinner=False)
def _reach(priority: Priority, version: int, visibility_class: str) -> Coverage:
    held = resources.preparation(visibility_class).ready
    assert held is not None  # noqa: S101 - `made` has asked
    return Reach.of(priority.need, priority.facets, held.pool).coverage


def excluded(wanted: tuple[Priority, ...]) -> frozenset[str]:
    """Return whom due diligence of one of the entities concerned excludes, by what everybody may be told."""
    verdicts = diligence.verdicts()
    entities = {each.need.entity for each in wanted} & set(verdicts.policies)
    return frozenset().union(*(verdicts.blocked(entity) for entity in sorted(entities)))


def collisions(country: str) -> dict[str, int]:
    """Return how many approaches collide at each partner that may be named, in one country."""
    now = coordination.situation()
    found: dict[str, int] = {}
    for pair in now.collisions:
        left, right = now.live[pair.left], now.live[pair.right]
        if country in (left.country, right.country):
            for partner in sorted({left.partner, right.partner}):
                found[partner] = found.get(partner, 0) + 1
    return found
