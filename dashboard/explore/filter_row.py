"""The filters in one row, each saying what it took away; the weights of the score at its end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from dashboard import choices, labels, queries, rankings, widgets
from dashboard.answers import Answer
from dashboard.explore.results import PARTS
from dashboard.markup import plain
from dashboard.question import MAX_WEIGHT, Direction, Question
from dashboard.words import N_, _, day, n_, number, series, spoken
from matching.absence import Stop
from matching.filters import Consequence
from matching.records import Kind, Resource, Size
from matching.weights import Weights

NAMES = {
    "countries": N_("Country"),
    "resources": N_("Resource"),
    "sdgs": N_("Goal"),
    "kinds": N_("Kind of partner"),
    "sizes": N_("Size"),
    "timing": N_("Available by"),
}


def narrow(question: Question, answer: Answer | None) -> None:
    """Show the filters that the direction has, and the weights."""
    removed = {each.filter: each for each in answer.removed} if answer else {}
    chosen = chosen_filters(question)
    with st.container(horizontal=True, gap="small"):
        for name in NAMES if question.direction is Direction.PARTNERS else ("countries", "resources", "sdgs"):
            label = _label(name, chosen.get(name, ""), removed.get(name))
            widgets.drawer(label, partial(_filter, name, removed.get(name)), key=f"filter-{name}")
        _weights(question)


def chosen_filters(question: Question) -> dict[str, str]:
    """Return each filter that is set with its values in words."""
    filters = question.filters
    said = {
        "countries": ", ".join(map(labels.place, filters.countries)),
        "resources": ", ".join(map(labels.resource, filters.resources)),
        "sdgs": ", ".join(map(labels.goal, filters.sdgs)),
        "kinds": ", ".join(map(labels.kind, filters.kinds)),
        "sizes": ", ".join(map(labels.size, filters.sizes)),
        "timing": day(filters.by) if filters.by else "",
    }
    return {name: values for name, values in said.items() if values}


def consequence(removed: Consequence) -> str:
    """Return what a filter took away: "−214 (61 msme)"."""
    count = f"−{number(removed.alone)}" if removed.alone else "−0"
    return _("{count} ({n} msme)").format(count=count, n=number(removed.msme)) if removed.msme else count


def _label(name: str, values: str, removed: Consequence | None) -> str:
    if not values:
        return _(NAMES[name])
    short = values if len(values) <= 24 else values[:23].rstrip() + "…"
    return f"**{_(NAMES[name])}: {short}** {consequence(removed)}" if removed else f"**{_(NAMES[name])}: {short}**"


def _filter(name: str, removed: Consequence | None) -> None:
    _field(name)
    _cost(removed)


def _cost(removed: Consequence | None) -> None:
    if removed is None:
        return
    st.caption(_("By itself this filter takes away {n}.").format(n=number(removed.alone)))
    if removed.silent:
        st.caption(n_("{n} of them just does not say.", "{n} of them just do not say.", removed.silent))
    st.caption(_("Without it {n} more would be in the list.").format(n=number(removed.only)))


def _field(name: str) -> None:
    if name == "timing":
        st.date_input(
            _("Available by"),
            value=None,
            min_value=date(2000, 1, 1),
            key="by",
            persist_state="session",
            help=_("Keeps partners whose offer holds at some time up to this day."),
        )
        return
    lines = _options(name)
    choices.multiselect(_(NAMES[name]), lines, key=name, persist_state="session", placeholder=_("Any"))


def _options(name: str) -> Mapping[str | int, str]:
    """Return what a filter may be set to, with the words for it."""
    if name == "countries":
        return dict(sorted(((code, labels.place(code)) for code in queries.countries()), key=lambda pair: pair[1]))
    if name == "sdgs":
        return {goal: labels.goal(goal) for goal in range(1, 18)}
    if name == "resources":
        return {each.value: labels.resource(each) for each in Resource}
    if name == "kinds":
        return {each.value: labels.kind(each) for each in Kind}
    return {each.value: labels.size(each) for each in Size}


def _weights(question: Question) -> None:
    changed = len(question.weights)
    label = n_("**{n} weight changed**", "**{n} weights changed**", changed) if changed else _("Weights")
    widgets.drawer(label, partial(_weigh, question), key="weights", icon=":material/tune:")


def _weigh(question: Question) -> None:
    st.caption(_("How much each part counts, against its usual weight. 0 leaves it out."))
    for part in Weights.names():
        st.slider(
            _(PARTS[part].name),
            0.0,
            MAX_WEIGHT,
            step=0.25,
            key=f"weight-{part}",
            persist_state="session",
            help=_(PARTS[part].meaning),
        )
    if question.weights:
        st.markdown(_effect(question))
        st.button(_("Back to the usual weights"), on_click=_reset)


def _effect(question: Question) -> str:
    moved = rankings.moved_by_weights(question)
    if moved is None:
        return ""
    return n_(
        "{n} of the first ten is another one than with the usual weights.",
        "{n} of the first ten are others than with the usual weights.",
        moved,
    )


def _reset() -> None:
    for part in Weights.names():
        st.session_state[f"weight-{part}"] = 1.0


def ask_why_not(question: Question, answer: Answer) -> None:
    """Show the box that answers why a partner is not in the list; needs have no such gates."""
    if question.direction is not Direction.PARTNERS:
        return
    lines = queries.partner_lines(spoken().code, queries.OPEN)
    chosen = choices.selectbox(
        _("Why is a partner not here?"),
        lines,
        index=None,
        key="why-not",
        placeholder=_("Search a partner by name"),
    )
    if chosen in lines:
        st.markdown(_reason(question, chosen))
    _too_thin(answer)


def _reason(question: Question, partner: str) -> str:
    found = rankings.absence(question, partner)
    name = plain(queries.library().profiles[partner].partner.name)
    if found is None or found.stop in {Stop.UNKNOWN, Stop.THIN_NEED}:
        return _("{name} is not among the partners that can be ranked.").format(name=name)
    if found.stop is Stop.FILTER:
        first = _(NAMES[found.filters[0]])
        if found.filters[0] in found.silent:
            return _("The filter “{filter}” stopped {name} first: it does not say.").format(filter=first, name=name)
        return _("The filter “{filter}” stopped {name} first.").format(filter=first, name=name)
    if found.stop is Stop.THIN_PROFILE:
        facts = series([_(labels.FACTS[fact]) for fact in found.ask])
        said = _("{name} says too little to be judged. It would help most to say {facts}.")
        return said.format(name=name, facts=facts)
    place = number(found.rank or 0)
    if found.stop is Stop.BELOW_TOP:
        said = _("{name} passes every filter and stands at rank {place}, {gap} below the last one shown.")
        return said.format(name=name, place=place, gap=number(found.gap, 2))
    return _("{name} is here, at rank {place}.").format(name=name, place=place)


def _too_thin(answer: Answer) -> None:
    if not answer.thin:
        return
    said = n_("{n} profile says too little to be judged", "{n} profiles say too little to be judged", len(answer.thin))
    with st.expander(said, icon=":material/short_text:"):
        held = queries.library().profiles
        for thin in answer.thin[:20]:
            facts = series([_(labels.FACTS[fact]) for fact in thin.ask])
            where = labels.place(held[thin.id].partner.country)
            st.markdown(f"- {plain(held[thin.id].partner.name)} ({plain(where)}): {facts}")
        if len(answer.thin) > 20:
            st.caption(_("and {n} more").format(n=number(len(answer.thin) - 20)))
