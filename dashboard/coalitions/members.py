"""The members at hand, one row each: seat, gain, and what can be done with it; and a field for one more."""

from __future__ import annotations

import streamlit as st

from dashboard import choices, labels, queries, widgets
from dashboard.coalitions import proposals, state
from dashboard.coalitions.question import Build
from dashboard.coalitions.wording import ROLES, WHYS, facet, name
from dashboard.markup import plain
from dashboard.words import _, n_, percent, series, spoken
from matching.coalitions import MAX_MEMBERS, Assembly, Choice, MemberGain, served
from matching.coalitions.seats import ProposedSeat, places


def edit(build: Build, made: Assembly, choice: Choice) -> None:
    """Show the members with their seats; each can be locked, swapped or taken out, and one more be added."""
    widgets.heading(_("The coalition at hand"))
    st.caption(proposals.small_print(made, choice))
    gains = {gain.member: gain for gain in made.seating(choice.members).gains}
    for seat in places(made.coverage, choice, made.profiles, made.need):
        _row(build, made, choice, seat, gains[seat.holder])
    _one_more(made, choice)


def _row(build: Build, made: Assembly, choice: Choice, seat: ProposedSeat, gain: MemberGain) -> None:
    profile, member = made.profiles[seat.holder], seat.holder
    with st.container(border=True):
        text, buttons = st.columns([3, 2], vertical_alignment="center")
        text.markdown(f"**{plain(name(profile, member))}** · {_(ROLES[seat.role])}")
        facts = [labels.kind_and_size(profile.partner), labels.place(profile.partner.country)]
        text.caption(plain(" · ".join(filter(None, [*facts, _(WHYS[seat.why])]))))
        text.caption(_adds(gain))
        with buttons.container(horizontal=True, gap="small", horizontal_alignment="right"):
            locked = member in build.locked
            st.button(
                _("Locked") if locked else _("Lock"),
                key=f"c-lock-{member}",
                icon=":material/lock:" if locked else ":material/lock_open:",
                on_click=state.unlock if locked else state.lock,
                args=(member,) if locked else (choice.members, member),
                help=_("A locked member stays in every proposal."),
            )
            with st.popover(_("Swap"), icon=":material/swap_horiz:"):
                _alternates(made, choice, member)
            st.button(
                _("Take out"),
                key=f"c-remove-{member}",
                icon=":material/close:",
                on_click=state.remove,
                args=(choice.members, member),
                disabled=len(choice.members) == 1,
            )
        _evidence(made, choice, member)


def _evidence(made: Assembly, choice: Choice, member: str) -> None:
    """Show, for each capability that the member serves, the sentence of its profile that speaks to it."""
    found = (made.evidence(member, number)[:1] for number in served(made.coverage, choice, member))
    pairs = [pair for pair in found if pair]
    if pairs:
        with st.expander(n_("What it says: {n} part", "What it says: {n} parts", len(pairs))):
            for pair in pairs:
                widgets.evidence(pair, _("The need asks for"), _("The partner says"))


def _adds(gain: MemberGain) -> str:
    lost = series([f"“{facet(each)[:70]}”" for each in gain.loses])
    if lost:
        said = _("Without it {share} less is covered, and nobody is left for {parts}.")
    else:
        said = _("Without it {share} less is covered.")
    return plain(said.format(share=percent(gain.gain, 1), parts=lost))


def _alternates(made: Assembly, choice: Choice, member: str) -> None:
    found = made.alternates(choice, member)
    if not found:
        st.caption(_("Nobody else could take this seat under the conditions."))
    for each in found:
        profile = made.profiles[each.partner]
        change = f"{'+' if each.change >= 0 else '−'}{percent(abs(each.change), 1)}"
        st.button(
            f"{name(profile, each.partner)} ({change})",
            key=f"c-swap-{member}-{each.partner}",
            help=labels.partner_line(profile.partner),
            on_click=state.swap,
            args=(choice.members, member, each.partner),
        )


def _one_more(made: Assembly, choice: Choice) -> None:
    if len(choice.members) >= MAX_MEMBERS:
        st.caption(_("A coalition has at most ten partners; beyond that it is a network."))
        return
    best = {partner: f"+{percent(change, 1)}" for partner, change in made.newcomers(choice.members) if change > 0}
    lines = queries.partner_lines(spoken().code, queries.OPEN)
    rest = [key for key in lines if key not in best and key not in choice.members and key in made.profiles]
    said = {key: f"{name(made.profiles[key], key)} ({change})" for key, change in best.items()} | {
        key: lines[key] for key in rest
    }
    choices.selectbox(
        _("Add a partner"),
        said,
        index=None,
        key="c-add",
        on_change=state.add,
        args=(choice.members,),
        placeholder=_("First those who would add most, then everybody by name"),
    )
