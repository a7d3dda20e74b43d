"""The proposed coalitions side by side, the conditions that they meet, and which of them is at hand."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.coalitions import queries, state
from dashboard.coalitions.question import MAX_COST, Build
from dashboard.coalitions.wording import APART, WISHES, name, proposal, relaxed
from dashboard.markup import plain
from dashboard.words import _, n_, number, percent
from matching.coalitions import MAX_MEMBERS, Assembly, Choice


def choose(made: Assembly, current: Choice) -> None:
    """Show the proposals as buttons and as a table; the one at hand is marked, an edited one is none of them."""
    choices = made.proposal.choices
    widgets.heading(_("Proposals, the smallest sufficient one first"))
    with st.container(horizontal=True, gap="small"):
        for place, choice in enumerate(choices, start=1):
            st.button(
                proposal(made, place, choice),
                key=f"c-proposal-{place}",
                type="primary" if choice.members == current.members else "secondary",
                on_click=state.show,
                args=(choice.members,),
            )
    st.dataframe(
        table(made),
        hide_index=True,
        alt=_("The proposed coalitions with what they cover and cost"),
        column_config={
            # The first three fit a telephone.
            "#": st.column_config.NumberColumn(width=36),
            _("Covers"): st.column_config.TextColumn(width=70),
            _("Partners"): st.column_config.TextColumn(width=560),
            _("Cost"): st.column_config.TextColumn(width=70),
            _("Worth"): st.column_config.TextColumn(width=70),
            _("Gap to the best"): st.column_config.TextColumn(width=110),
            _("Kinds"): st.column_config.TextColumn(width=300),
        },
    )


def table(made: Assembly) -> pd.DataFrame:
    """Return one row a proposal."""
    rows = [
        {
            "#": place,
            _("Covers"): percent(choice.coverage, 1),
            _("Worth"): percent(choice.value, 1),
            _("Partners"): ", ".join(name(made.profiles[member], member) for member in choice.members),
            _("Cost"): percent(choice.cost, 1),
            _("Gap to the best"): percent(choice.gap, 2),
            _("Kinds"): ", ".join(
                sorted({labels.kind_and_size(made.profiles[member].partner) for member in choice.members})
            ),
        }
        for place, choice in enumerate(made.proposal.choices, start=1)
    ]
    return pd.DataFrame(rows)


def impossible(made: Assembly) -> None:
    """Say that no coalition keeps every condition, and which are the fewest to relax."""
    found = made.proposal.infeasible
    if found is None:
        return
    said = [plain(relaxed(each, made.profiles)) for each in found.breaches]
    why = (
        _("The fewest conditions to relax: {conditions}.").format(conditions="; ".join(said))
        if said
        else _("No partner is left. Loosen a condition, or describe the need in more words.")
    )
    widgets.empty(
        _("No coalition keeps every condition."), why, _("Take all conditions away"), state.relax, key="c-relax"
    )


def small_print(made: Assembly, current: Choice) -> str:
    """Return coverage, cost, worth and gap of the members at hand in one line."""
    best = made.proposal.choices
    behind = max((choice.value for choice in best), default=current.value) - current.value
    line = _("Covers {coverage}, costs {cost}: worth {worth}.").format(
        coverage=percent(current.coverage, 1), cost=percent(current.cost, 1), worth=percent(current.value, 1)
    )
    if behind > 0.0005:
        line += " " + _("The best proposal is worth {more} more.").format(more=percent(behind, 1))
    return line + " " + _("{n} seats.").format(n=number(len(current.members)))


def choose_conditions(build: Build, made: Assembly | None) -> None:
    """Show the conditions in one row, each saying how many are set."""
    with st.container(horizontal=True, gap="small"):
        composed, apart = _counted(_("Composition"), len(build.demands)), _counted(_("Kept apart"), len(build.apart))
        widgets.drawer(composed, _composition, key="c-composition", icon=":material/groups:")
        widgets.drawer(apart, _apart, key="c-kept-apart", icon=":material/block:")
        widgets.drawer(_("Size and cost"), _size, key="c-size-and-cost", icon=":material/tune:")
        if made is not None:
            _alliances(made)
        if build.out:
            said = n_("{n} taken out: let it back in", "{n} taken out: let them back in", len(build.out))
            st.button(said, icon=":material/undo:", key="c-back", on_click=state.welcome_all)


def _counted(label: str, count: int) -> str:
    return f"{label} ({number(count)})" if count else label


def _composition() -> None:
    for wish, label in WISHES.items():
        columns = st.columns([4, 1], vertical_alignment="center")
        columns[0].checkbox(_(label), key=f"c-wish-{wish.value}", persist_state="session")
        columns[1].number_input(
            _("How many"),
            min_value=0,
            max_value=MAX_MEMBERS,
            key=f"c-bound-{wish.value}",
            persist_state="session",
            label_visibility="collapsed",
        )


def _apart() -> None:
    st.caption(_("Of these, no two sit in one coalition."))
    for each, label in APART.items():
        st.checkbox(_(label), key=f"c-apart-{each.value}", persist_state="session")


def _size() -> None:
    st.slider(
        _("Partners at most"),
        1,
        MAX_MEMBERS,
        key="c-size",
        persist_state="session",
        help=_("More than 10 partners are a network, which is convened and not proposed (A/72/310, Annex B)."),
    )
    st.slider(
        _("A seat must add at least, in percent of the need"),
        0,
        MAX_COST,
        key="c-cost",
        persist_state="session",
        help=_("Each partner costs effort to work with; larger is not better by itself (A/66/320, ¶45, ¶56, ¶75)."),
    )


def _alliances(made: Assembly) -> None:
    found = [each for each in queries.alliances(made) if each.id not in made.profiles]
    if not found:
        return
    with st.popover(_counted(_("Small firms as one seat"), len(found)), icon=":material/diversity_3:"):
        st.caption(
            _(
                "Small firms of the country that together cover what none covers alone. As an alliance they take one "
                "seat: they can do what any of them can, and carry what all can carry (A/72/310, ¶17)."
            )
        )
        for number_, alliance in enumerate(found):
            names = " + ".join(made.profiles[firm].partner.name for firm in alliance.members)
            st.button(
                names, key=f"c-ally-{number_}", icon=":material/add:", on_click=state.ally, args=(alliance.members,)
            )
