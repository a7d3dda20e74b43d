"""What the address bar asks of a page, and what it says back. Codes only, so that a link works in every language.

What a run has to say is written once, when the run ends: each writing is a step of the browser's way back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from dashboard.words import N_

Asked = TypeVar("Asked")
Read = TypeVar("Read")
Choice = TypeVar("Choice", bound=StrEnum)

IDENTIFIER = N_("an identifier of a record")
_ID = re.compile(r"[\w.:/-]{1,80}", re.ASCII)

ARRIVED = "arrived"  # True in the run in which another page than before is opened
_KNOWN = "address"  # what the address said last, by name, as far as anybody has read or written it
_SAID = "address-said"  # what this run has to say, by name
_MISSED = "address-missed"  # codes of links that are not here, until a run that comes to its end says so


@dataclass(frozen=True, slots=True)
class AddressRefusal:
    """A part of an address that could not be read: its name, the value and what is allowed."""

    name: str
    value: str
    allowed: str


class AddressReader:
    """Takes values out of an address and remembers those that it could not take."""

    def __init__(self, parameters: Mapping[str, list[str]]) -> None:
        self.parameters = parameters
        self.refusals: list[AddressRefusal] = []

    def every(self, name: str, parse: Callable[[str], Read | None], allowed: str) -> tuple[Read, ...]:
        """Return each value of a parameter once, in the order given."""
        values: list[Read] = []
        for value in self.parameters.get(name, []):
            parsed = parse(value)
            if parsed is None:
                self.refusals.append(AddressRefusal(name, value[:60], allowed))
            elif parsed not in values:
                values.append(parsed)
        return tuple(values)

    def last(self, name: str, parse: Callable[[str], Read | None], allowed: str) -> Read | None:
        """Return the last value of a parameter, None when there is none that can be read."""
        values = self.every(name, parse, allowed)
        return values[-1] if values else None


def identifier(value: str) -> str | None:
    """Return what may be the id of a record, None for anything else."""
    return value if _ID.fullmatch(value) else None


def member(of: type[Choice]) -> Callable[[str], Choice | None]:
    """Return what reads a code of an enumeration."""
    return {each.value: each for each in of}.get


def whole(least: int, most: int) -> Callable[[str], int | None]:
    """Return what reads a whole number between two bounds."""

    def parse(value: str) -> int | None:
        return int(value) if value.isascii() and value.isdigit() and least <= int(value[:6]) <= most else None

    return parse


def arrive(page: str) -> None:
    """Note whether the viewer has just come from another page."""
    st.session_state[ARRIVED] = st.session_state.get("page") not in {None, page}
    st.session_state["page"] = page


def asked(name: str) -> list[str]:
    """Return the values of a parameter of the address."""
    return st.query_params.get_all(name)


def news(name: str) -> list[str]:
    """Return what a link asks under a name: its values where nobody here has read or written them before."""
    values = asked(name)
    if not values or values == _known().get(name):
        return []
    _known()[name] = values
    return values


def asks(name: str, key: str) -> list[str]:
    """Return what the address asks of the widget with a key: what is new, or all of it before anybody has chosen."""
    return news(name) or ([] if key in st.session_state else asked(name))


def miss(codes: Iterable[str], among: Container[str] = ()) -> None:
    """Remember codes of a link that are not `among` what the viewer may choose from; the frame says it."""
    missed: list[str] = st.session_state.setdefault(_MISSED, [])
    missed += dict.fromkeys(code for code in codes if code and code not in among and code not in missed)


def missed() -> list[str]:
    """Return the codes of links that are not here, each once; they are forgotten with it."""
    return list(st.session_state.pop(_MISSED, ()))


def say(name: str, values: Iterable[str]) -> None:
    """Let the address carry these values under a name when the run ends; none takes the name out of it."""
    st.session_state.setdefault(_SAID, {})[name] = list(values)


def write() -> None:
    """Write what was said in this run into the address, in one step."""
    said: dict[str, list[str]] = st.session_state.pop(_SAID, {})
    before = {name: asked(name) for name in st.query_params}
    after = {name: values for name, values in {**said, **before, **said}.items() if values}
    if after != before:
        st.query_params.from_dict(after)
    _known().update(said)


def question(
    page: str,
    parameters: Sequence[str],
    read: Callable[[Mapping[str, list[str]]], tuple[Asked, list[AddressRefusal]]],
    put: Callable[[Asked], None],
    taken: Callable[[], Asked],
) -> tuple[Asked, list[AddressRefusal]]:
    """
    Return the question that a page answers in this run, and what of a link could not be read.

    A link is `read` when it is new, and its question `put` into the widgets; whoever comes back to the page without a
    link finds the question of before; else it is `taken` from the widgets.
    """
    found = {name: asked(name) for name in parameters}
    arrived, before = st.session_state.get(ARRIVED), kept(page)  # who arrives finds widgets that have forgotten
    refusals: list[AddressRefusal] = []
    if arrived and not any(found.values()) and before is not None:
        asks: Asked = before
    elif arrived or before is None or found != {name: _known().get(name, []) for name in parameters}:
        asks, refusals = read({name: values for name, values in found.items() if values})
        _known().update(found)
    else:
        return taken(), refusals
    put(asks)
    return asks, refusals


def keep(page: str, parameters: Sequence[str], asks: object, entries: Mapping[str, str | list[str]]) -> None:
    """Let the address say the question of a page, and remember it for whoever comes back in this session."""
    for name in parameters:
        values = entries.get(name, [])
        say(name, values if isinstance(values, list) else [values])
    st.session_state[_kept(page)] = asks


def kept(page: str) -> Any:
    """Return the question that a page answered last in this session; None before it has answered any."""
    return st.session_state.get(_kept(page))


def _kept(page: str) -> str:
    return f"{page}-question"


def _known() -> dict[str, list[str]]:
    known: dict[str, list[str]] = st.session_state.setdefault(_KNOWN, {})
    return known
