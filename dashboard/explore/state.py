"""The question of the Explore page between address bar and widgets: a link reproduces the page, whatever the language.

Streamlit can bind a widget to the address by itself, but then the address carries the label that the widget shows: a
link made in Chinese would say nothing in English. Here it carries codes.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import address, queries
from dashboard.address import AddressRefusal
from dashboard.filters import FILTERS, FilterRecord, Filters, filters_from
from dashboard.question import PARAMETERS, Direction, Question, read
from dashboard.question import address as entries
from matching.weights import Weights

PAGE = "explore"


def open_question() -> tuple[Question, list[AddressRefusal]]:
    """Return the question to answer in this run and what of a link could not be read; the widgets follow it."""
    asks, refusals = address.question(PAGE, PARAMETERS, lambda found: read(found, Weights.names()), put, taken)
    held = queries.library()
    address.miss((asks.shown, *asks.compared), held.profiles if asks.direction is Direction.PARTNERS else held.needs)
    return asks, refusals


def keep(asks: Question) -> None:
    """Write the question into the address and remember it for this session."""
    address.keep(PAGE, PARAMETERS, asks, entries(asks))


def put(question: Question) -> None:
    """Set the widgets to the question; called before they are made."""
    st.session_state["direction"] = question.direction.value
    st.session_state["source"] = "text" if question.text and not question.record else "register"
    st.session_state["record"] = question.record or None
    st.session_state["text"] = question.text
    _put_filters(question.filters)
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
        filters=filters_from(_taken),
        weights={part: weight for part in Weights.names() if (weight := float(say.get(f"weight-{part}", 1.0))) != 1.0},
        shown=say.get("shown") or "",
        compared=tuple(say.get("compared", ())),
    )


def _put_filters(filters: Filters) -> None:
    for each in FILTERS:
        st.session_state[each.name] = each.codes(filters)


def _taken(each: FilterRecord) -> list[Any]:
    """Return what a filter's widget is set to; what the browser sends beside its codes is left out."""
    said = st.session_state.get(each.name) or ()
    found = (each.parse(str(code)) for code in (said if each.options else (said,) if said else ()))
    return [value for value in found if value is not None]


def clear_filters() -> None:
    """Take all filters away; the action of the button on an empty answer."""
    _put_filters(Filters())


def turn() -> None:
    """Forget the record and what was looked at: the direction has changed, so they mean nothing any more."""
    st.session_state["record"] = None
    st.session_state["shown"] = ""
    st.session_state["compared"] = []


def example(record: str) -> None:
    """Ask for a record of the register: what a newcomer sees first."""
    st.session_state["source"] = "register"
    st.session_state["record"] = record
