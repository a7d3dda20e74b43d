"""All that reaches a browser of one run of a page: words, choices, tables, figures, files and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element


def everything(at: AppTest) -> str:
    """Return what a page sent, as one text, with its address and without what the viewer typed."""
    return "\n".join([*_said(at), *(f"{name}={at.query_params[name]}" for name in at.query_params)])


def _said(at: AppTest) -> Iterator[str]:
    for element in _elements(at._tree):
        yield str(getattr(element, "proto", ""))
        value = _value(element)
        if hasattr(value, "to_string"):
            yield value.to_string()
        elif value is not None:
            yield str(value)


def _elements(block: Any) -> Iterator[Element]:
    for child in block.children.values():
        if isinstance(child, Block):
            yield from _elements(child)
        else:
            yield child


def _value(element: Element) -> Any:
    try:
        return element.value
    except (AttributeError, NotImplementedError, KeyError, ValueError):
        return None
