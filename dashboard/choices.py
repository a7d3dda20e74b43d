"""Boxes to choose from. In whatever words their options are shown, what is chosen is a code.

Streamlit's browser knows an option by its label: it sends the label back, and the server looks for an option that is
called so now. After a switch of language a box that has not been told yet sends a label that no option bears any more.
So each box remembers under which labels its choice was shown, `settle` turns such labels back before anything reads
them, and a box whose choice is called otherwise than before tells the browser. A box may stand in the address, which
carries the code.

Every box of the dashboard is made here; a test sees to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from dashboard import address

Code = TypeVar("Code")
Options = Iterable[Any] | Mapping[Any, str]  # codes, or codes with what each is called
Says = Callable[[Any], str]  # what a code is called

_SHOWN = "choices"  # how each box was last shown, by its key


@dataclass(frozen=True, slots=True)
class Shown:
    """What a box showed last: the label of each code that was chosen, and every label under which these were shown."""

    labels: dict[Any, str]
    codes: dict[str, Any]

    def code(self, sent: Any) -> Any:
        """Return the code behind what the browser has sent, which is that code or a label of it."""
        if isinstance(sent, list):
            return [self.code(each) for each in sent]
        return sent if sent in self.labels else self.codes.get(sent, sent)


def settle() -> None:
    """Turn labels that are out of use back into the codes that they meant; before anything reads what is chosen."""
    said = st.session_state
    for key, shown in said.get(_SHOWN, {}).items():
        if key in said and (code := shown.code(said[key])) != said[key]:
            said[key] = code


def chosen(key: str, options: Iterable[Code], in_address: str = "") -> Code | None:
    """Return what is chosen in a box that may not be drawn yet; None for nothing, and for what is none of `options`."""
    options = list(options)
    _follow(key, options, in_address)
    code = _shown(key).code(st.session_state.get(key))
    return next((each for each in options if each == code), None)


def selectbox(label: str, options: Options, says: Says = str, *, key: str, at: Any = st, **look: Any) -> Any:
    """Return the code chosen in a box that shows one option; None where none is, which `index=None` allows."""
    return _one(at.selectbox, label, options, says, key, **look)


def radio(label: str, options: Options, says: Says = str, *, key: str, at: Any = st, **look: Any) -> Any:
    """Return the code that is marked, all options being shown."""
    return _one(at.radio, label, options, says, key, **look)


def segmented_control(label: str, options: Options, says: Says = str, *, key: str, **look: Any) -> Any:
    """Return the code that is pressed, all options being shown; one always is."""

    def pressed(*words: str, index: int, **rest: Any) -> Any:
        return st.segmented_control(*words, default=rest["options"][index], required=True, **rest)

    return _one(pressed, label, options, says, key, **look)


def multiselect(label: str, options: Options, says: Says = str, *, key: str, at: Any = st, **look: Any) -> Any:
    """Return the codes chosen in a box that takes several, of which `default` are there at first."""
    return _several(at.multiselect, label, options, says, key, **look)


def pills(label: str, options: Options, says: Says = str, *, key: str, **look: Any) -> Any:
    """Return the codes that are pressed, all options being shown; any number may be."""
    return _several(partial(st.pills, selection_mode="multi"), label, options, says, key, **look)


def _one(
    widget: Callable[..., Any],
    label: str,
    options: Options,
    says: Says,
    key: str,
    *,
    index: int | None = 0,
    in_address: str = "",
    always: bool = False,
    **look: Any,
) -> Any:
    """Draw a box of one choice. The address leaves out what everybody begins with, unless it shall say it `always`."""
    options, says = _read(options, says)
    usual = options[index] if options and index is not None else None
    now = _now(key, options, usual, in_address)
    # With the index a box that the browser draws later, or anew on another page, begins with what is chosen.
    place = None if index is None or not options else options.index(now) if now in options else index
    found = _draw(widget, label, options, says, key, index=place, **look)
    if in_address:
        address.say(in_address, [str(found)] if found is not None and (always or found != usual) else [])
    return found


def _several(
    widget: Callable[..., Any],
    label: str,
    options: Options,
    says: Says,
    key: str,
    *,
    default: Iterable[Any] = (),
    in_address: str = "",
    **look: Any,
) -> Any:
    options, says = _read(options, says)
    now = _now(key, options, [each for each in default if each in options], in_address)
    found = _draw(widget, label, options, says, key, default=[each for each in now or () if each in options], **look)
    if in_address:
        address.say(in_address, map(str, found))
    return found


def _read(options: Options, says: Says) -> tuple[list[Any], Says]:
    return list(options), options.__getitem__ if isinstance(options, Mapping) else says


def _now(key: str, options: Sequence[Any], usual: Any, in_address: str) -> Any:
    """Return what the box will show, `usual` where nobody has chosen; a link that is new says it."""
    said = st.session_state
    _follow(key, options, in_address, several=isinstance(usual, list))
    if key in said:
        return said[key]
    if key in said.get(_SHOWN, {}):
        said[key] = usual  # it was emptied from outside: without this the browser would send what it still shows
    return usual


def _follow(key: str, options: Sequence[Any], in_address: str, *, several: bool = False) -> None:
    """Set a box to what a link asks of it, as far as there is such an option; what there is not is said."""
    if not in_address:
        return
    asks = address.asks(in_address, key)
    address.miss(asks, {str(each) for each in options})
    found = [each for each in options if str(each) in asks]
    if found:
        st.session_state[key] = found if several else found[0]


def _draw(widget: Callable[..., Any], label: str, options: list[Any], says: Says, key: str, **look: Any) -> Any:
    said, shown = st.session_state, _shown(key)
    named = _distinct(options, says)
    if key in said and any(shown.labels.get(each, named.get(each)) != named.get(each) for each in _listed(said[key])):
        said[key] = said[key]  # what is set here the browser takes over, label and all
    if callable(act := look.get("on_change")):
        look |= {"on_change": _changed, "args": (key, options, act, *look.get("args", ()))}
    found = widget(label, options=options, format_func=lambda each: named.get(each, str(each)), key=key, **look)
    labels = {code: named[code] for code in _listed(found) if code in named}
    former = {label: code for label, code in shown.codes.items() if code in labels}
    said.setdefault(_SHOWN, {})[key] = Shown(labels, former | {label: code for code, label in labels.items()})
    return found


def _changed(key: str, options: Sequence[Any], act: Callable[..., None], *arguments: Any) -> None:
    """Act on a choice; that a box sends its choice under a label of before, or what nobody offered, is none."""
    sent = st.session_state.get(key)
    code = _shown(key).code(sent)
    if code == sent and all(each in options for each in _listed(code)):
        act(*arguments)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _shown(key: str) -> Shown:
    found: Shown | None = st.session_state.get(_SHOWN, {}).get(key)
    return found or Shown({}, {})


def _distinct(options: Sequence[Any], says: Says) -> dict[Any, str]:
    """Return what each option is called, with the code behind where two are called alike: labels tell them apart."""
    named = {each: says(each) for each in options}
    counts = Counter(named.values())
    return {each: said if counts[said] == 1 else f"{said} · {each}" for each, said in named.items()}


def clicked_row(event: Mapping[str, Any] | None, ids: Sequence[str]) -> str | None:
    """Return the id of the selected table row; None when nothing is selected or the row is gone."""
    rows = _selected(event, "rows")
    return ids[rows[0]] if rows and isinstance(rows[0], int) and 0 <= rows[0] < len(ids) else None


def clicked_point(event: Mapping[str, Any] | None, ids: Sequence[str]) -> str | None:
    """Return the id of the selected chart point, by its first custom datum; None when it is none of `ids`."""
    for point in _selected(event, "points"):
        data = point.get("customdata") if isinstance(point, Mapping) else None
        found = data[0] if isinstance(data, list | tuple) and data else data
        if found in ids:
            return str(found)
    return None


def _selected(event: Mapping[str, Any] | None, name: str) -> Sequence[Any]:
    selection = event.get("selection") if event else None
    return selection.get(name) or () if isinstance(selection, Mapping) else ()


def kept_choice(chosen: str, ids: Sequence[str]) -> str:
    """Return `chosen` while it is still among `ids`, else the first of them, else nothing."""
    return chosen if chosen in ids else (ids[0] if ids else "")
