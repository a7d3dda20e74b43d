"""What a person sees on a page, for the journeys."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def texts(at: AppTest) -> str:
    """Return all that is written on the page."""
    groups = (at.title, at.markdown, at.caption, at.warning, at.error, at.subheader)
    return "\n".join(str(element.value) for group in groups for element in group)


def names(at: AppTest) -> list[str]:
    """Return the ranked names, best first."""
    frame = at.dataframe[0].value
    return list(frame.iloc[:, 1])


def at_address(at: AppTest, **parameters: str | list[str]) -> AppTest:
    """Open the page by a link."""
    for name, value in parameters.items():
        at.query_params[name] = value
    return at.run()


def opened_box(at: AppTest, key: str) -> AppTest:
    """Open a box whose fields are made only then."""
    at.session_state[key] = True
    return at.run()
