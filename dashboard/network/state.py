"""The question on whom to convene between address bar and widgets: its rules and weights, and what its buttons do."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import address, choices, queries, widgets
from dashboard.address import AddressRefusal
from dashboard.coalitions.wording import WISHES as SAID
from dashboard.network.question import MOST_WEIGHT, PARAMETERS, WISHES, ConveningQuestion, read
from dashboard.network.question import address as entries
from dashboard.words import N_, _
from matching.coalitions import Demand
from matching.convening import MOST_SEATS, Rules, Scope, usual_weight
from matching.records import Need

PAGE, EPOCH = "convene", "n-epoch"
WEIGHTS = "n-weights"  # weights by need as the link gave them: what edits of the table are edits of
WEIGHED = "n-weighed"  # what the table of weights says now
LISTS = "n-lists"  # lists put aside to compare, by name
SCOPES = {
    Scope.COUNTRY: N_("The country only"),
    Scope.REGION: N_("The country and its region"),
    Scope.ANYWHERE: N_("Anywhere"),
}


def open_question() -> tuple[ConveningQuestion, list[AddressRefusal]]:
    """Return what is asked in this run and what of a link could not be read; the widgets follow it."""
    ask, refusals = address.question(PAGE, PARAMETERS, read, put, taken)
    held = queries.library()
    address.miss(sorted(ask.rules.invited | ask.rules.left_out), held.profiles)
    address.miss([need for need, _weight in ask.weights], held.needs)
    return ask, refusals


def keep(ask: ConveningQuestion) -> None:
    """Write what is asked into the address and remember it for this session."""
    address.keep(PAGE, PARAMETERS, ask, entries(ask))


def put(ask: ConveningQuestion) -> None:
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


def taken() -> ConveningQuestion:
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
    return ConveningQuestion(rules, tuple(sorted(say.get(WEIGHED, {}).items())))


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
    put(
        ConveningQuestion(
            Rules(int(st.session_state.get("n-seats") or Rules().seats), present=0.0, each_priority=False)
        )
    )


def put_aside(name: str, ask: ConveningQuestion) -> None:
    """Remember a list under a name, to be compared; at most four, the oldest goes."""
    lists = {**st.session_state.get(LISTS, {}), name: ask}
    st.session_state[LISTS] = dict(list(lists.items())[-4:])


def forget_lists() -> None:
    """Compare with nothing any more."""
    st.session_state[LISTS] = {}


def choose_rules() -> None:
    """Show the rules of the invitation."""
    seats, scope, here = st.columns([2, 4, 4], vertical_alignment="bottom")
    seats.number_input(_("Seats"), 1, MOST_SEATS, key="n-seats")
    names = {each.value: _(label) for each, label in SCOPES.items()}
    choices.selectbox(_("Invitees come from"), names, key="n-scope", at=scope)
    here.slider(_("Seats for partners at work in the country, at least"), 0, 100, step=5, format="%d %%", key="n-here")
    with st.expander(_("Rules of the list"), icon=":material/rule:"):
        for column, wish in zip(st.columns(len(WISHES)), WISHES, strict=True):
            column.number_input(_(SAID[wish]), 0, MOST_SEATS, key=f"n-wish-{wish.value}")
        st.checkbox(_("Somebody for each priority, where a candidate answers it"), key="n-each")
        st.checkbox(_("Nobody whom due diligence of an entity concerned excludes"), key="n-excluded")
        names = _names()
        choices.multiselect(_("Always on the list"), names, key="n-with")
        choices.multiselect(_("Never on the list"), names, key="n-without")


def weigh_needs(needs: Sequence[Need]) -> None:
    """Show what each open need weighs; 0 leaves it out."""
    set_before = st.session_state.get(WEIGHTS, {})
    with st.expander(_("What each priority weighs"), icon=":material/balance:"):
        st.caption(_("An urgent need weighs 2, another one 1, until you say otherwise. 0 leaves it out."))
        rows = [
            (need.title or need.text[:80], need.entity, int(set_before.get(need.id, usual_weight(need))))
            for need in needs
        ]
        key = f"n-table-{st.session_state.get(EPOCH, 0)}-{needs[0].countries[0] if needs else ''}"
        edited = widgets.editor(
            pd.DataFrame(rows, columns=["need", "entity", "weight"]),
            key=key,
            disabled=["need", "entity"],
            column_config={
                "need": _("Need"),
                "entity": _("Entity"),
                "weight": st.column_config.NumberColumn(_("Weight"), min_value=0, max_value=MOST_WEIGHT, step=1),
            },
        )
    said = {need.id: int(value) for need, value in zip(needs, edited["weight"].fillna(0), strict=True)}
    others = {need: weight for need, weight in set_before.items() if need not in said}
    changed = {need.id: said[need.id] for need in needs if said[need.id] != int(usual_weight(need))}
    # The table's edits are edits of what the link gave, so what the link gave stays under it.
    st.session_state[WEIGHED] = others | changed


def _names() -> dict[str, str]:
    return {key: profile.partner.name for key, profile in queries.library().profiles.items()}
