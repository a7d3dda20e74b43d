"""What a coalition must keep: its composition, who is kept apart, its size and what a seat costs."""

from __future__ import annotations

import streamlit as st

from dashboard import widgets
from dashboard.coalitions import queries, state
from dashboard.coalitions.question import MAX_COST, Build
from dashboard.coalitions.wording import APART, WISHES
from dashboard.words import _, n_, number
from matching.coalitions import MAX_MEMBERS, Assembly


def choose(build: Build, made: Assembly | None) -> None:
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
