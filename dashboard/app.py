"""The frame around every page: language, who is looking, menu, what is shown beside the page's own answer."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from dashboard import access, address, frame, widgets
from dashboard.pages import NAME, opened

STATIC = Path(__file__).with_name("static")

st.set_page_config(page_title=NAME, page_icon=str(STATIC / "concert.svg"), layout="wide")
frame.choose_language()
st.logo(str(STATIC / "wordmark.svg"), size="large")
page = opened(access.viewer())
st.set_page_config(page_title=f"{page.title} · {NAME}")
address.arrive(page.url_path)
frame.bar(access.switch)
head = st.empty()


def end() -> None:
    """Say what of a link is not here, and in the address what the page shows."""
    with head:
        widgets.missed(address.missed())
    address.write()


try:
    page.run()
except StopException:  # a page that ends early has said all that it has to say
    end()
    raise
end()
