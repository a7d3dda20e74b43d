"""Mediated talks: what was said, what each side proposes, whether names are shown, and the joint draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from acts import talks
from acts.act import Caller
from dashboard import access, labels, queries, resources
from dashboard.coordination import names
from dashboard.markup import plain
from dashboard.words import N_, _, moment, n_
from matching.clearance import StepError
from matching.coordination.own_approaches import OwnApproaches
from matching.policy import Right
from matching.records import (
    Approach,
    Coalition,
    CoalitionState,
    Disclosure,
    Origin,
    Proposal,
    Role,
    Seat,
    Talk,
    Viewer,
    new_id,
)

TROUBLE = "talk-trouble"
_LONGEST = 2000
RESULTS = {
    "join": N_("they go together"),
    "sequence": N_("one after the other"),
    "yield": N_("one stepped back"),
    "ended": N_("no longer needed"),
    "cleared": N_("the way became free"),
    "escalated": N_("it went to the desk"),
    "withdrawn": N_("one withdrew"),
    "expired": N_("a window ended"),
}
MADE = "merged"  # id of the coalition that was just made
MERGE_TROUBLE = "merge-trouble"


def show(mine: OwnApproaches, viewer: Viewer) -> None:
    """Show the talks of an entity, open ones first."""
    if not mine.talks:
        st.markdown(_("No talk yet. A talk opens from an approach of yours that is contested."))
        return
    if trouble := st.session_state.pop(TROUBLE, ""):
        st.error(plain(trouble))
    current = [talk for talk in mine.talks if talk.closed is None or _joint(talk, mine)]
    for talk in sorted(current, key=lambda talk: (talk.closed is not None, talk.opened, talk.id)):
        _talk(talk, mine, viewer)
    over = [talk for talk in mine.talks if talk not in current]
    if over:
        with st.expander(n_("{n} settled talk", "{n} settled talks", len(over)), icon=":material/done_all:"):
            for talk in sorted(over, key=lambda talk: (talk.opened, talk.id), reverse=True):
                _over(talk, mine)


def sides_shown(mine: OwnApproaches, viewer: Viewer) -> list[tuple[str, str]]:
    """Return owner entity and id of the approaches that talks show, those in which all sides are named."""
    current = [talk for talk in mine.talks if talk.named and (talk.closed is None or _joint(talk, mine))]
    sides = [talks.sides(resources.caller(viewer), talk) for talk in current]
    return [(each.disclosure.owner_entity, each.id) for side in sides for each in side]


def _talk(talk: Talk, mine: OwnApproaches, viewer: Viewer) -> None:
    with st.container(border=True):
        st.markdown(f"**{_head(talk, mine)}**")
        st.caption(_("Opened {moment}").format(moment=moment(talk.opened)))
        for message in talk.messages:
            st.markdown(f"- **{plain(_who(message.entity, talk, mine))}**, {moment(message.at)}: {plain(message.text)}")
        for party in talk.parties:
            if talk.closed is None and party.proposal and party.entity != mine.entity:
                who = plain(_who(party.entity, talk, mine))
                st.markdown(_("{who} proposes: {proposal}").format(who=who, proposal=names.proposal(party.proposal)))
        if talk.closed is None:
            _answer(talk, viewer)
        else:
            st.caption(_("All sides agreed on {day} to go together.").format(day=moment(talk.closed)))
        if talk.named:
            sides = talks.sides(resources.caller(viewer), talk)
            if len(sides) > 1:
                _offer_draft(sides)
                _offer_merging(talk, sides)


def _joint(talk: Talk, mine: OwnApproaches) -> bool:
    """Return whether a talk led to a joint approach that is still ahead."""
    own = [mine.approaches[party.record] for party in talk.parties if party.record in mine.approaches]
    return talk.result == Proposal.JOIN.value and any(each.live for each in own)


def _over(talk: Talk, mine: OwnApproaches) -> None:
    ended = moment(talk.closed) if talk.closed else ""
    st.markdown(f"- {_head(talk, mine)} · {ended} · {plain(_(RESULTS.get(talk.result, talk.result)))}")


def _head(talk: Talk, mine: OwnApproaches) -> str:
    own = next(party for party in talk.parties if party.entity == mine.entity)
    approach = mine.approaches.get(own.record)
    profiles = queries.library().profiles
    what = profiles[approach.partner].partner.name if approach and approach.partner in profiles else own.record
    others = {_who(party.entity, talk, mine) for party in talk.parties if party is not own}
    return _("{partner}: talk with {others}").format(partner=plain(what), others=plain(", ".join(sorted(others))))


def _who(entity: str, talk: Talk, mine: OwnApproaches) -> str:
    if entity == mine.entity:
        return _("We")
    return entity if talk.named else _("Another UN entity")


def _answer(talk: Talk, viewer: Viewer) -> None:
    own = talks.side(talk, viewer)
    st.caption(_("What we propose; when all sides say the same, it is done at once."))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for proposal in Proposal:
            st.button(
                names.proposal(proposal),
                key=f"{talk.id}-{proposal}",
                type="primary" if own.proposal is proposal else "secondary",
                on_click=_try,
                args=(lambda chosen=proposal: talks.propose(_party(), talk, chosen),),
            )
        if not own.reveals:
            st.button(
                _("Show our name"),
                icon=":material/visibility:",
                key=f"{talk.id}-reveal",
                help=_("The other side sees it once it has agreed as well. This cannot be taken back."),
                on_click=_try,
                args=(lambda: talks.reveal(_party(), talk),),
            )
    with st.form(f"{talk.id}-form", border=False, clear_on_submit=True):
        st.text_input(_("Message"), max_chars=_LONGEST, key=f"{talk.id}-text")
        st.form_submit_button(
            _("Send"),
            on_click=_try,
            args=(lambda: talks.write(_party(), talk, _typed(talk)),),
        )


def _typed(talk: Talk) -> str:
    return str(st.session_state.get(f"{talk.id}-text") or "")[:_LONGEST]


def _try(act: Callable[[], Any]) -> None:
    try:
        act()
    except (StepError, ValueError, LookupError) as error:
        st.session_state[TROUBLE] = str(error)


def _party() -> Caller:
    return resources.caller(access.require(Right.REGISTER_APPROACHES))


def _offer_draft(sides: tuple[Approach, ...]) -> None:
    """Offer the draft of a joint approach of the sides of a talk in which all are named."""
    with st.expander(_("Draft of a joint approach"), icon=":material/edit_document:"):
        st.caption(_("A start for both to edit: from the mandates and needs in the register."))
        st.code(draft(sides), language=None, wrap_lines=True)


def draft(sides: tuple[Approach, ...]) -> str:
    """Return the text: to the partner of the first, from all, in the language of the page."""
    held = queries.library()
    first = sides[0]
    name = held.profiles[first.partner].partner.name if first.partner in held.profiles else first.partner
    asked = " / ".join(dict.fromkeys(labels.resource(each.resource) for each in sides))
    lines = [_("To {partner}: one joint request of {entities}").format(partner=name, entities=_entities(sides)), ""]
    for each in sides:
        entity = held.entities.get(each.entity)
        mandate = entity.mandate.split(". ")[0].rstrip(".") + "." if entity and entity.mandate else ""
        lines.append(f"{each.entity}. {mandate}")
        need = held.needs.get(each.need)
        what = need.title or need.text[:200] if need else each.topic
        if what:
            lines.append("  " + _("Seeks: {need}").format(need=what))
        if entity and entity.strengths:
            lines.append("  " + _("Brings: {strengths}").format(strengths=", ".join(entity.strengths)))
        if each.gate:
            lines.append("  " + _("Expects: {benefit}").format(benefit=each.gate.benefit))
    places = sorted({each.country for each in sides if each.country})
    lines += [
        "",
        _("One ask: {resource}, {place}, between {start} and {end}.").format(
            resource=asked,
            place=labels.places(places) if places else _("Global level"),
            start=min(str(each.window.start) for each in sides),
            end=max(str(each.window.end) for each in sides),
        ),
    ]
    return "\n".join(lines)


def _entities(sides: tuple[Approach, ...]) -> str:
    return ", ".join(dict.fromkeys(each.entity for each in sides))


def _offer_merging(talk: Talk, sides: tuple[Approach, ...]) -> None:
    """Show the button that makes a coalition of the approaches of a talk."""
    if trouble := st.session_state.pop(MERGE_TROUBLE, ""):
        st.error(plain(trouble))
    if made := st.session_state.pop(MADE, ""):
        st.switch_page("views/coalition.py", query_params={"coalition": made})
    st.button(
        _("Make one coalition of these approaches"),
        icon=":material/group_add:",
        key=f"{talk.id}-merge",
        on_click=_merge,
        args=(talk, sides),
    )


def coalition_of(sides: tuple[Approach, ...], id: str, viewer: Viewer) -> Coalition:
    """Return the coalition of the partners that were asked, with all entities steering it."""
    entities = tuple(dict.fromkeys(each.entity for each in sides))
    partners = tuple(dict.fromkeys(each.partner for each in sides))
    needs = [each.need for each in sides if each.need]
    topic = next((each.topic for each in sides if each.topic), "")
    return Coalition(
        id=id,
        need=needs[0] if needs else "",
        title=(topic or _("Joint approach"))[:300],
        entities=entities,
        seats=tuple(Seat(partner, Role.FUNDER if place else Role.LEAD) for place, partner in enumerate(partners)),
        origin=Origin(viewer.user),
        disclosure=Disclosure(viewer.entity),
        text="" if needs else (topic or _("Joint approach")),
        steering=entities,
        notes=_("Made of the approaches {ids}.").format(ids=", ".join(each.id for each in sides)),
        state=CoalitionState.DRAFT,
    )


def _merge(talk: Talk, sides: tuple[Approach, ...]) -> None:
    viewer = access.require(Right.REGISTER_APPROACHES)
    try:
        joint = coalition_of(sides, new_id("coalition"), viewer)
        made = talks.merge(resources.caller(viewer), talk, joint)
    except (ValueError, LookupError) as error:
        st.session_state[MERGE_TROUBLE] = str(error)
        return
    st.session_state[MADE] = made.id
