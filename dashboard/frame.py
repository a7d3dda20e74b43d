"""What surrounds every page: the language in which it speaks, the bar above it, and where the viewer comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import streamlit as st

from dashboard import access, address, choices, queries, widgets
from dashboard.words import SOURCE, _, language, languages, speak

LANGUAGE = "lang"  # key of the switch and name in the address

# The page around Streamlit's reads here in which language it is (`static/concert.js`).
_TOLD = ":root {{ --concert-language: {code}; --concert-direction: {direction}; }}"

# Streamlit has no right-to-left layout: text and controls mirror, figures and tables stay as they are read. Beside the
# page Plotly measures each label before it draws it: what it measures must run as what it draws.
_MIRRORED = """
[data-testid="stAppViewContainer"], [data-testid="stHeader"] { text-align: right; }
:is([data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"], [data-testid="stHeading"]),
:is([data-testid="stMarkdownContainer"], [data-testid="stCaptionContainer"], [data-testid="stHeading"])
  :is(h1, h2, h3, p, li, div, span) { text-align: start !important; }
:is([data-testid="stDataFrame"], [data-testid="stPlotlyChart"], [data-testid="stProgress"], code, #js-plotly-tester)
  { direction: ltr; }
[data-testid="stProgress"] [data-testid="stMarkdownContainer"] { direction: rtl; }
[data-testid="stSidebar"] { overflow: hidden; }
[data-variant="segmented_control"] { margin: 0 0 0 -1px !important; border-radius: 0 !important; }
[data-variant="segmented_control"]:first-child { border-radius: 0 6px 6px 0 !important; }
[data-variant="segmented_control"]:last-child { margin: 0 !important; border-radius: 6px 0 0 6px !important; }
"""


def choose_language() -> None:
    """Make this run speak the language of a link, else of the session, else of the browser, else English."""
    offered, at_first = languages(), _browser_language()
    asked = (*address.news(LANGUAGE), st.session_state.get(LANGUAGE), at_first)
    code = next(each for each in asked if each in offered)
    if st.session_state.get(LANGUAGE) != code:
        st.session_state[LANGUAGE] = code
    spoken = speak(code)
    told = _TOLD.format(code=spoken.code, direction=spoken.direction)
    st.html(f"<style>{told}{_MIRRORED if spoken.right_to_left else ''}</style>")
    address.say(LANGUAGE, [code] if code != at_first else [])
    choices.settle()


def _browser_language() -> str:
    code = (st.context.locale or "").split("-")[0].lower()
    return code if code in languages() else SOURCE


def bar(viewer_switch: Callable[[], None]) -> None:
    """Show the line above every page: the badge of invented data on one side, the switches on the other."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if queries.synthetic():
            widgets.synthetic_badge()
        st.space("stretch")
        viewer_switch()
        choices.selectbox(
            _("Language"),
            {code: language(code).name for code in languages()},
            key=LANGUAGE,
            label_visibility="collapsed",
            width=115,
        )


def fragment(**options: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator like `st.fragment` for pieces that run again without the frame.

    Such a run speaks the session's language, and goes back to the frame once the viewer may not be here any more.
    """

    def decorate(piece: Callable[..., None]) -> Callable[..., None]:
        @wraps(piece)
        def spoken(*arguments: Any, **named: Any) -> None:
            speak(st.session_state.get(LANGUAGE, SOURCE))
            choices.settle()
            if access.someone() is None:
                st.rerun()
            piece(*arguments, **named)

        return st.fragment(spoken, **options)

    return decorate
