"""What the plan page asks of the store: the versions of a plan, a first draft, and saving."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from dashboard import access, address, labels, noting, queries, resources
from dashboard.network import asking, state, wording
from dashboard.network.question import Ask
from dashboard.words import _
from data import network_plans
from data.errors import StaleError
from matching.network_plan import may_write, proposed_steps, rows_of
from matching.policy import OFFICES, Right
from matching.records import Disclosure, FacetKind, NetworkPlan, Origin, PlanRow, Resource, UserRole, Viewer

DRAFTS = "p-drafts"  # what is being written in this session, by country
TROUBLE = "p-trouble"
OWNER = OFFICES[UserRole.COORDINATOR]  # no entity owns a country's plan


def versions(viewer: Viewer, country: str) -> tuple[NetworkPlan, ...]:
    """Return every version of a country's plan, the newest first."""
    with resources.connection(viewer) as asked:
        return network_plans.versions(asked, country)


def draft(country: str, saved: NetworkPlan | None) -> NetworkPlan | None:
    """Return what is being written: the draft of this session, else the newest version."""
    return st.session_state.get(DRAFTS, {}).get(country, saved)


def keep(plan: NetworkPlan | None, country: str) -> None:
    """Keep a draft for this session; None forgets it."""
    others = {code: each for code, each in st.session_state.get(DRAFTS, {}).items() if code != country}
    st.session_state[DRAFTS] = others | ({country: plan} if plan is not None else {})


def begin(country: str, version: int = 0) -> None:
    """Draft a plan from the list of the page on whom to convene; called by a button."""
    ask = address.kept(state.PAGE) or Ask()
    wanted, made = asking.asked(country, ask), asking.made(country, ask)
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
        disclosure=Disclosure(OWNER),
        version=version,
    )
    keep(plan, country)


def save(viewer: Viewer, plan: NetworkPlan, seen: int, why: str) -> None:
    """Save a plan as a new version, or say that somebody else has; called by a button."""
    access.require(Right.PLAN_NETWORK)
    if not may_write(viewer, plan.country):
        return
    try:
        with noting.writing(viewer, "saved the plan of the local network", plan.country, OWNER) as asked:
            network_plans.save(asked, plan, viewer.user, why[:2000], seen)
        keep(None, plan.country)
    except StaleError as error:
        said = _("Somebody else saved version {n} meanwhile. Open it and make your change again: nothing was saved.")
        st.session_state[TROUBLE] = said.format(n=error.now)


def today() -> date:
    """Return the day on which plans are read."""
    return datetime.now(UTC).date()


def _facet(text: str) -> str:
    return wording.facet(FacetKind.RESOURCE, text) if text in set(Resource) else text
