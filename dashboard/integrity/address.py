"""What the page on due diligence is asked, to and from the address: codes only, so a link works in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st

from dashboard.integrity.wording import SECTIONS

# Keys of the widgets are the names in the address. Other values than such codes are left out.
NAMES = ("part", "partner", "left", "right", "rule", "whose", "act")
_CODE = re.compile(r"[\w.:/-]{1,80}", re.ASCII)


def readable(parameters: Mapping[str, str]) -> dict[str, str]:
    """Return what an address asks of the page; whatever is no code is left out."""
    found = {name: parameters[name] for name in NAMES if _CODE.fullmatch(parameters.get(name, ""))}
    if found.get("part") not in SECTIONS:
        found.pop("part", None)
    return found


def take() -> None:
    """Let the widgets begin as the address asks, where nobody has chosen anything else."""
    for name, value in readable({name: st.query_params.get(name, "") for name in NAMES}).items():
        if name not in st.session_state:
            st.session_state[name] = value


def keep(shown: Mapping[str, object]) -> None:
    """Write what is shown into the address; what isn't goes out of it."""
    for name in NAMES:
        value = shown.get(name)
        if value:
            st.query_params[name] = str(value)
        elif name in st.query_params:
            del st.query_params[name]
