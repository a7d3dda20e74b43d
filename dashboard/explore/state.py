"""The question of the Explore page between address bar and widgets: a link reproduces the page, whatever the language.

Streamlit can bind a widget to the address by itself, but then the address carries the label that the widget shows: a
link made in Chinese would say nothing in English. Here it carries codes.
"""

from __future__ import annotations

import streamlit as st

from dashboard.frame import ARRIVED
from dashboard.question import PARAMETERS, Direction, Filters, Question, Refusal, address, read
from matching.records import Kind, Resource, Size
from matching.weights import Weights

WRITTEN = "explore-address"  # what this page last wrote into the address
KEPT = "explore-question"  # the question, for when the viewer comes back from another page


def open_question() -> tuple[Question, list[Refusal]]:
    """Return the question to answer in this run and what of a link could not be read; the widgets follow it."""
    found = {name: st.query_params.get_all(name) for name in PARAMETERS if name in st.query_params}
    arrived = st.session_state.get(ARRIVED)  # then the widgets have forgotten what they said
    if arrived and not found and KEPT in st.session_state:
        question: Question = st.session_state[KEPT]
        put(question)
        return question, []
    if arrived or found != st.session_state.get(WRITTEN):
        question, refusals = read(found, Weights.names())
        put(question)
        return question, refusals
    return taken(), []


def keep(question: Question) -> None:
    """Write the question into the address and remember it for this session."""
    entries = address(question)
    others = {name: st.query_params.get_all(name) for name in st.query_params if name not in PARAMETERS}
    written = {name: value if isinstance(value, list) else [value] for name, value in entries.items()}
    if written != {name: st.query_params.get_all(name) for name in PARAMETERS if name in st.query_params}:
        st.query_params.from_dict({**others, **entries})
    st.session_state[WRITTEN] = written
    st.session_state[KEPT] = question


def put(question: Question) -> None:
    """Set the widgets to the question; called before they are made."""
    filters = question.filters
    st.session_state["direction"] = question.direction.value
    st.session_state["source"] = "text" if question.text and not question.record else "register"
    st.session_state["record"] = question.record or None
    st.session_state["text"] = question.text
    st.session_state["countries"] = list(filters.countries)
    st.session_state["resources"] = [each.value for each in filters.resources]
    st.session_state["sdgs"] = list(filters.sdgs)
    st.session_state["kinds"] = [each.value for each in filters.kinds]
    st.session_state["sizes"] = [each.value for each in filters.sizes]
    st.session_state["by"] = filters.by
    for part in Weights.names():
        st.session_state[f"weight-{part}"] = question.weights.get(part, 1.0)
    st.session_state["shown"] = question.shown
    st.session_state["compared"] = list(question.compared)


def taken() -> Question:
    """Return the question as the widgets say it."""
    say = st.session_state
    from_register = say.get("source", "register") == "register"
    return Question(
        direction=Direction(say.get("direction") or Direction.PARTNERS),
        record=(say.get("record") or "") if from_register else "",
        text="" if from_register else (say.get("text") or ""),
        filters=Filters(
            countries=tuple(say.get("countries", ())),
            resources=tuple(map(Resource, say.get("resources", ()))),
            sdgs=tuple(say.get("sdgs", ())),
            kinds=tuple(map(Kind, say.get("kinds", ()))),
            sizes=tuple(map(Size, say.get("sizes", ()))),
            by=say.get("by"),
        ),
        weights={part: weight for part in Weights.names() if (weight := float(say.get(f"weight-{part}", 1.0))) != 1.0},
        shown=say.get("shown") or "",
        compared=tuple(say.get("compared", ())),
    )


def clear_filters() -> None:
    """Take all filters away; the action of the button on an empty answer."""
    for name in ("countries", "resources", "sdgs", "kinds", "sizes"):
        st.session_state[name] = []
    st.session_state["by"] = None


def turn() -> None:
    """Forget the record and what was looked at: the direction has changed, so they mean nothing any more."""
    st.session_state["record"] = None
    st.session_state["shown"] = ""
    st.session_state["compared"] = []


def example(record: str) -> None:
    """Ask for a record of the register: what a newcomer sees first."""
    st.session_state["source"] = "register"
    st.session_state["record"] = record
