"""Other people's words inside our markdown: shown as they are, never read as markup, and kept from the words around."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import bidirectional

from dashboard.words import spoken
from matching.records import Mark

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit turns :name: into a symbol after the markdown is read, so no backslash helps: an invisible joiner does.
_SYMBOL = re.compile(r":(?=[\w/+-]+:)")
_ARROW = re.compile(r"(?<=[<>=~-])(?=[>=-])")
_JOINER = "\u2060"
_ALONE = "\u2068{}\u2069"  # first strong isolate: what runs the other way mixes with nothing around it


def plain(text: str) -> str:
    """Return `text` so that markdown shows it letter by letter, on one line."""
    return _alone(_letters(text), text)


def _alone(shown: str, text: str) -> str:
    """Return what is `shown` of a text, set apart where all its letters run against the page's.

    Else the full stop of a name at the end of a sentence stands before the name, and a number after it, too. Where
    both directions meet in a text, the page's leads.
    """
    ways = {"L": False, "R": True, "AL": True}
    found = {ways[way] for way in map(bidirectional, text) if way in ways}
    return _ALONE.format(shown) if found == {not spoken().right_to_left} else shown


def _letters(text: str) -> str:
    unlinked = _ARROW.sub(_JOINER, _SYMBOL.sub(f":{_JOINER}", " ".join(text.split())))
    return _PUNCTUATION.sub(r"\\\1", unlinked)


def marked(text: str, marks: Sequence[Mark]) -> str:
    """Return `text` with the marked places bold on a coloured ground; places outside of it are ignored."""
    pieces, position = [], 0
    for mark in sorted(marks, key=lambda each: each.start):
        start, end = max(mark.start, position), min(mark.end, len(text))
        start += len(text[start:end]) - len(text[start:end].lstrip())  # blanks at its ends belong to the sentence
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        if start >= end:
            continue
        pieces += [_spaced(text[position:start]), f":blue-background[**{_letters(text[start:end])}**]"]
        position = end
    return _alone("".join([*pieces, _spaced(text[position:])]), text)


def _spaced(text: str) -> str:
    # `plain` trims; the blanks beside a mark belong to the sentence.
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return before + _letters(text) + after
