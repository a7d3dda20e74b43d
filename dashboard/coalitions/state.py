"""The builder's question between address bar and widgets, and what its buttons do to it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import address
from dashboard.address import AddressRefusal
from dashboard.coalitions.question import PARAMETERS, Build, facet_of, read
from dashboard.coalitions.question import address as entries
from matching.coalitions import Alliance, Apart, Demand, Wish
from matching.records import Facet

PAGE = "coalitions"
FACETS = "coalitions-facets"  # facets that were edited, None for the need's own
EPOCH = "coalitions-epoch"  # a new number makes the table of facets forget its edits


def open_question() -> tuple[Build, list[AddressRefusal]]:
    """Return what to build in this run and what of a link could not be read; the widgets follow it."""
    return address.question(PAGE, PARAMETERS, read, put, taken)


def keep(build: Build) -> None:
    """Write what is built into the address and remember it for this session."""
    address.keep(PAGE, PARAMETERS, build, entries(build))


def put(build: Build) -> None:
    """Set the widgets to what is built; called before they are made."""
    say = st.session_state
    say["c-source"] = "text" if build.text and not build.need else "register"
    say["c-need"] = build.need or None
    say["c-text"] = build.text
    say[FACETS] = build.facets
    say[EPOCH] = say.get(EPOCH, 0) + 1
    bounds = {demand.wish: demand.bound for demand in build.demands}
    for wish in Wish:
        say[f"c-wish-{wish.value}"] = wish in bounds
        say[f"c-bound-{wish.value}"] = bounds.get(wish, 1)
    for each in Apart:
        say[f"c-apart-{each.value}"] = each in build.apart
    say["c-size"], say["c-cost"] = build.size, build.cost
    say["c-members"], say["c-alliances"] = list(build.members), [list(each.members) for each in build.alliances]
    say["c-locked"], say["c-out"] = sorted(build.locked), sorted(build.out)


def taken() -> Build:
    """Return what is built as the widgets say it."""
    say, usual = st.session_state, Build()
    from_register = (say.get("c-source") or "register") == "register"
    return Build(
        need=(say.get("c-need") or "") if from_register else "",
        text="" if from_register else (say.get("c-text") or ""),
        facets=say.get(FACETS),
        demands=tuple(
            Demand(wish, int(say.get(f"c-bound-{wish.value}", 1))) for wish in Wish if say.get(f"c-wish-{wish.value}")
        ),
        apart=frozenset(each for each in Apart if say.get(f"c-apart-{each.value}", each in usual.apart)),
        size=int(say.get("c-size", usual.size)),
        cost=int(say.get("c-cost", usual.cost)),
        members=tuple(say.get("c-members", ())),
        locked=frozenset(say.get("c-locked", ())),
        out=frozenset(say.get("c-out", ())),
        alliances=tuple(Alliance(tuple(firms)) for firms in say.get("c-alliances", ())),
    )


def another_need() -> None:
    """Forget facets and members: they belonged to another need."""
    st.session_state[FACETS] = None
    st.session_state[EPOCH] = st.session_state.get(EPOCH, 0) + 1
    for name in ("c-members", "c-locked", "c-out", "c-alliances"):
        st.session_state[name] = []


def example(need: str) -> None:
    """Build for a need of the register: what a newcomer sees first."""
    another_need()
    st.session_state["c-source"], st.session_state["c-need"] = "register", need


def edit_facets(rows: Sequence[Sequence[object]]) -> None:
    """Take the rows (kind, text, weight) of the table of facets; a row that makes no facet is left out."""
    facets: list[Facet] = [facet for facet in (facet_of(*row) for row in rows) if facet is not None]
    st.session_state[FACETS] = tuple(facets) or None


def show(members: Sequence[str]) -> None:
    """Put these members at hand."""
    st.session_state["c-members"] = list(members)


def swap(members: Sequence[str], old: str, new: str) -> None:
    """Give the seat of one to another; the lock goes with the one."""
    unlock(old)
    show([new if member == old else member for member in members])


def remove(members: Sequence[str], member: str) -> None:
    """Take a member out of the coalition, and out of what is proposed."""
    unlock(member)
    st.session_state["c-out"] = sorted({*st.session_state.get("c-out", ()), member})
    show([each for each in members if each != member])


def add(members: Sequence[str]) -> None:
    """Seat whoever is chosen in the field for one more; who had been taken out may come back."""
    member = st.session_state.get("c-add")
    if member and member not in members:
        st.session_state["c-out"] = [each for each in st.session_state.get("c-out", ()) if each != member]
        show([*members, member])
    st.session_state["c-add"] = None


def lock(members: Sequence[str], member: str) -> None:
    """Keep a member in every proposal from now on."""
    show(members)
    st.session_state["c-locked"] = sorted({*st.session_state.get("c-locked", ()), member})


def unlock(member: str) -> None:
    """Let proposals do without a member again."""
    st.session_state["c-locked"] = [each for each in st.session_state.get("c-locked", ()) if each != member]


def welcome_all() -> None:
    """Let everybody who was taken out be proposed again."""
    st.session_state["c-out"] = []


def ally(firms: Sequence[str]) -> None:
    """Let small firms take one seat together; what is at hand is proposed anew."""
    st.session_state["c-alliances"] = [*st.session_state.get("c-alliances", []), list(firms)]
    show([])


def relax() -> None:
    """Take away what people have set, so that some coalition becomes possible."""
    for wish in Wish:
        st.session_state[f"c-wish-{wish.value}"] = False
    for each in Apart:
        st.session_state[f"c-apart-{each.value}"] = each is Apart.AFFILIATES
    for name in ("c-members", "c-locked", "c-out"):
        st.session_state[name] = []
    st.session_state["c-size"] = Build().size
