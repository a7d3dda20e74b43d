"""The list of invitees: a table, who could come instead of whoever is chosen, and lists side by side."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import labels, queries, widgets
from dashboard.coalitions.wording import WISHES
from dashboard.downloads import DataSheet
from dashboard.markup import plain
from dashboard.network import state, wording
from dashboard.network.queries import Made
from dashboard.network.queries import made as made_for
from dashboard.network.question import ConveningQuestion
from dashboard.words import _, number, percent
from matching.coalitions import Breach, Clause
from matching.convening import (
    PRESENT,
    PRIORITY,
    Invitation,
    Invitee,
    instead,
    invitees,
    places_of,
    standings,
    uncovered,
)


def table(made: Made) -> pd.DataFrame:
    """Return one row an invitee, whoever adds most first."""
    held = queries.library().profiles
    columns = [_("Place"), _("Partner"), _("Why"), _("Adds"), _("Kind"), _("Country"), _("At work here")]
    rows = [
        (
            place,
            held[each.partner].partner.name,
            wording.reason(each),
            percent(each.gain, 1),
            labels.kind_and_size(held[each.partner].partner),
            labels.place(held[each.partner].partner.country),
            _("yes") if made.country in places_of(held[each.partner]) else _("no"),
        )
        for place, each in enumerate(invitees(made.invitation), start=1)
    ]
    return pd.DataFrame(rows, columns=columns)


def show(made: Made, sheet: DataSheet) -> Invitee | None:
    """Show the list, and return whoever is selected, the first until somebody is."""
    found, rows = invitees(made.invitation), table(made)
    event = st.dataframe(
        rows,
        hide_index=True,
        height=min(640, 36 * (len(rows) + 1)),
        on_select="rerun",
        selection_mode="single-row",
        key="n-list",
        column_config={rows.columns[0]: st.column_config.NumberColumn(width=55)},
    )
    gap = made.invitation.gap
    proof = (
        _("Proven: no other list covers more.") if gap < 0.0005 else _("Another list could cover at most {gap} more.")
    )
    st.caption(
        " ".join(
            (
                proof.format(gap=percent(gap, 1)),
                _("Chosen among {n} candidates.").format(n=number(made.invitation.pool)),
                _("“Adds” is what the list would cover less without this invitee."),
            )
        )
    )
    widgets.downloads(rows, sheet, "n-list-files")
    selected = [row for row in event.selection.rows if row < len(found)]
    return found[selected[0] if selected else 0] if found else None


def detail(made: Made, chosen: Invitee) -> None:
    """Show what an invitee speaks to, and who could come instead while every rule holds."""
    with st.container(border=True):
        widgets.heading(plain(wording.name(chosen.partner)))
        for facet, cell in chosen.speaks_to[:6]:
            said = _("{share} of “{facet}”, for: {need}")
            words = wording.facet(facet.kind, facet.text)
            st.markdown(f"- {plain(said.format(share=percent(cell), facet=words, need=wording.need(facet.need)))}")
        widgets.heading(_("Who could come instead"))
        others = instead(made.invitation, chosen.partner)
        if not others:
            st.caption(_("Nobody could while every rule holds."))
        for each in others:
            label = _("{partner}: {change} points").format(
                partner=plain(wording.name(each.partner)), change=number(100 * each.change, 2)
            )
            st.button(label, on_click=state.invite, args=(each.partner, chosen.partner), key=f"n-swap-{each.partner}")
        with st.container(horizontal=True):
            st.button(_("Leave out"), on_click=state.leave_out, args=(chosen.partner,), key="n-leave")
            st.button(_("Keep on the list"), on_click=state.invite, args=(chosen.partner,), key="n-stay")


def missing(made: Made) -> None:
    """Show what nobody on the list covers, and the priorities that no candidate answers at all."""
    found = uncovered(made.invitation)
    with st.container(border=True):
        widgets.heading(_("Nobody covers"))
        if not found:
            st.caption(_("Every part of every priority has somebody."))
        for each in found[:8]:
            st.markdown(f"- {plain(wording.facet(each.kind, each.text))} · {plain(wording.need(each.need))}")
        if len(found) > 8:
            st.caption(_("and {n} more").format(n=number(len(found) - 8)))
        for need in made.unanswered:
            st.caption(plain(_("No candidate answers “{need}”.").format(need=wording.need(need))))


def impossible(made: Made) -> None:
    """Say which rules no list can keep together, and offer to take the rules away."""
    broken = made.invitation.infeasible.breaches if made.invitation.infeasible else ()
    why = "; ".join(plain(_rule(each)) for each in broken)
    widgets.empty(
        _("No list keeps every rule."),
        _("Relax: {rules}. Or allow more seats.").format(rules=why)
        if why
        else _("Nobody covers anything that is asked."),
        _("Take the rules away"),
        state.relax,
    )


def _rule(breach: Breach) -> str:
    if breach.clause is not Clause.RULE:
        return _("{n} seats").format(n=number(breach.bound)) if breach.clause is Clause.SIZE else str(breach)
    name = breach.names[0]
    if name.startswith(PRIORITY):
        return _("somebody for “{need}”").format(need=wording.need(name.removeprefix(PRIORITY)))
    said = _("Seats for partners at work in the country, at least") if name == PRESENT else _wish(name)
    return f"{said} {number(breach.bound)}"


def _wish(name: str) -> str:
    return next((_(said) for wish, said in WISHES.items() if wish == name), name)


def compare(made: Made, ask: ConveningQuestion) -> None:
    """Show this list beside those that were put aside."""
    aside: dict[str, ConveningQuestion] = st.session_state.get(state.LISTS, {})
    with st.expander(_("Compare with other rules"), icon=":material/compare_arrows:", expanded=bool(aside)):
        name = st.text_input(_("Name of this list"), max_chars=40, key="n-name", placeholder=_("for example: 20 seats"))
        with st.container(horizontal=True):
            st.button(_("Put aside"), on_click=state.put_aside, args=(name or str(ask.rules.seats), ask), key="n-aside")
            if aside:
                st.button(_("Forget them"), on_click=state.forget_lists, key="n-forget")
        found = [(label, made_for(made.country, each)) for label, each in aside.items()]
        lists = [(_("This list"), made.invitation), *((label, each.invitation) for label, each in found if each)]
        if len(lists) > 1:
            st.dataframe(_standings(lists, made.country), hide_index=True, key="n-compare")


def _standings(lists: Sequence[tuple[str, Invitation]], country: str) -> pd.DataFrame:
    columns = [_("List"), _("Invitees"), _("Covered"), _("Priorities answered"), _("Small firms"), _("Women-led")]
    rows = [
        (
            each.name,
            each.seats,
            percent(each.covered, 1),
            _("{met} of {asked}").format(met=number(each.answered), asked=number(each.priorities)),
            each.small,
            each.women_led,
            each.present,
            ", ".join(wording.name(partner) for partner in each.only_here[:5]),
        )
        for each in standings(lists, queries.library().profiles, country)
    ]
    return pd.DataFrame(rows, columns=[*columns, _("At work here"), _("On this list only")])
