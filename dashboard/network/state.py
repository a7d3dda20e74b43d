"""The question on whom to convene between address bar and widgets, and what its buttons do to it."""

from __future__ import annotations

import streamlit as st

from dashboard import address
from dashboard.network.question import PARAMETERS, WISHES, Ask, read
from dashboard.network.question import address as entries
from dashboard.question import Refusal
from matching.coalitions import Demand
from matching.convening import Rules, Scope

PAGE, EPOCH = "convene", "n-epoch"
WEIGHTS = "n-weights"  # weights by need as the link gave them: what edits of the table are edits of
WEIGHED = "n-weighed"  # what the table of weights says now
LISTS = "n-lists"  # lists put aside to compare, by name


def open_question() -> tuple[Ask, list[Refusal]]:
    """Return what is asked in this run and what of a link could not be read; the widgets follow it."""
    return address.question(PAGE, PARAMETERS, read, put, taken)


def keep(ask: Ask) -> None:
    """Write what is asked into the address and remember it for this session."""
    address.keep(PAGE, PARAMETERS, ask, entries(ask))


def put(ask: Ask) -> None:
    """Set the widgets to what is asked; called before they are made."""
    say, rules = st.session_state, ask.rules
    bounds = {each.wish: each.bound for each in rules.demands}
    say["n-seats"], say["n-scope"] = rules.seats, rules.scope.value
    say["n-here"], say["n-each"] = round(100 * rules.present), rules.each_priority
    say["n-excluded"] = rules.without_excluded
    for wish in WISHES:
        say[f"n-wish-{wish.value}"] = bounds.get(wish, 0)
    say["n-with"], say["n-without"] = sorted(rules.invited), sorted(rules.left_out)
    say[WEIGHTS], say[WEIGHED] = dict(ask.weights), dict(ask.weights)
    say[EPOCH] = say.get(EPOCH, 0) + 1


def taken() -> Ask:
    """Return what is asked as the widgets say it."""
    say, usual = st.session_state, Rules()
    bounds = {wish: int(say.get(f"n-wish-{wish.value}") or 0) for wish in WISHES}
    rules = Rules(
        seats=int(say.get("n-seats") or usual.seats),
        scope=Scope(say.get("n-scope") or usual.scope),
        demands=tuple(Demand(wish, bound) for wish, bound in bounds.items() if bound),
        present=int(say.get("n-here", round(100 * usual.present))) / 100,
        each_priority=bool(say.get("n-each", usual.each_priority)),
        without_excluded=bool(say.get("n-excluded", usual.without_excluded)),
        invited=frozenset(say.get("n-with", ())),
        left_out=frozenset(say.get("n-without", ())),
    )
    return Ask(rules, tuple(sorted(say.get(WEIGHED, {}).items())))


def leave_out(partner: str) -> None:
    """Take a partner off the list; another one gets the seat."""
    st.session_state["n-with"] = [each for each in st.session_state.get("n-with", ()) if each != partner]
    st.session_state["n-without"] = sorted({*st.session_state.get("n-without", ()), partner})


def invite(partner: str, instead_of: str = "") -> None:
    """Keep a partner on the list, whatever else changes; who makes room for it is left out."""
    if instead_of:
        leave_out(instead_of)
    st.session_state["n-without"] = [each for each in st.session_state.get("n-without", ()) if each != partner]
    st.session_state["n-with"] = sorted({*st.session_state.get("n-with", ()), partner})


def relax() -> None:
    """Take every rule away but the number of seats."""
    put(Ask(Rules(int(st.session_state.get("n-seats") or Rules().seats), present=0.0, each_priority=False)))


def put_aside(name: str, ask: Ask) -> None:
    """Remember a list under a name, to be compared; at most four, the oldest goes."""
    lists = {**st.session_state.get(LISTS, {}), name: ask}
    st.session_state[LISTS] = dict(list(lists.items())[-4:])


def forget_lists() -> None:
    """Compare with nothing any more."""
    st.session_state[LISTS] = {}
