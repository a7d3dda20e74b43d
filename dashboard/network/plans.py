"""What the plan page asks of the store: the versions of a plan, a first draft, and saving."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from acts import country as acts
from acts.errors import StaleError
from dashboard import access, address, labels, queries, resources
from dashboard.network import queries as convening
from dashboard.network import state, wording
from dashboard.network.question import ConveningQuestion
from dashboard.words import _
from matching.network_plan import may_write, proposed_steps, rows_of
from matching.policy import Right
from matching.records import Disclosure, FacetKind, NetworkPlan, Origin, PlanRow, Resource, Viewer

DRAFTS = "p-drafts"  # what is being written in this session, by country
TROUBLE = "p-trouble"


def versions(viewer: Viewer, country: str) -> tuple[NetworkPlan, ...]:
    """Return every version of a country's plan, the newest first."""
    return acts.plan_versions(resources.caller(viewer), country)


def draft(country: str, saved: NetworkPlan | None) -> NetworkPlan | None:
    """Return what is being written: the draft of this session, else the newest version."""
    drafts: dict[str, NetworkPlan] = st.session_state.get(DRAFTS, {})
    return drafts.get(country, saved)


def keep(plan: NetworkPlan | None, country: str) -> None:
    """Keep a draft for this session; None forgets it."""
    others = {code: each for code, each in st.session_state.get(DRAFTS, {}).items() if code != country}
    st.session_state[DRAFTS] = others | ({country: plan} if plan is not None else {})


def begin(country: str, version: int = 0) -> None:
    """Draft a plan from the list of the page on whom to convene; called by a button."""
    ask = address.kept(state.PAGE) or ConveningQuestion()
    wanted, made = convening.asked(country, ask), convening.made(country, ask)
    rows = [
        PlanRow(row.need, row.title, row.weight, row.partners, row.entities, tuple(map(_facet, row.missing)))
        for row in rows_of(wanted, made.invitation if made else None)
    ]
    close = {"close": _("Find a partner for “{gap}” ({priority})")}
    plan = NetworkPlan(
        country=country,
        title=_("{country}: plan of the local network").format(country=labels.place(country)),
        rows=tuple(rows),
        steps=tuple(proposed_steps(rows, today(), close)),
        origin=Origin("entered in Concert", queries.synthetic()),
        disclosure=Disclosure(acts.OWNER),
        version=version,
    )
    keep(plan, country)


def save(viewer: Viewer, plan: NetworkPlan, seen: int, why: str) -> None:
    """Save a plan as a new version, or say that somebody else has; called by a button."""
    access.require(Right.PLAN_NETWORK)
    if not may_write(viewer, plan.country):
        return
    try:
        acts.save_plan(resources.caller(viewer), plan, seen, why)
        keep(None, plan.country)
    except StaleError as error:
        said = _("Somebody else saved version {n} meanwhile. Open it and make your change again: nothing was saved.")
        st.session_state[TROUBLE] = said.format(n=error.now)


def today() -> date:
    """Return the day on which plans are read."""
    return datetime.now(UTC).date()


def _facet(text: str) -> str:
    return wording.facet(FacetKind.RESOURCE, text) if text in set(Resource) else text
