"""One spelling for one text, and an end to texts without end."""

from __future__ import annotations

import re
import unicodedata

# The longest real project text seen has about 9,000 characters; what stands beyond 20,000 is annexes or an accident,
# and a pasted megabyte must not hold up everybody else's question.
CHARACTERS = 20_000

_SPACES = re.compile(r"\s+")
# Control and format characters (byte order marks, zero-width joiners, soft hyphens) are invisible: two texts that
# look the same must read the same.
_INVISIBLE = {"Cc", "Cf"}


def shorten(text: str) -> str:
    """Return the first `CHARACTERS` characters, so that offsets into the result are offsets into `text`."""
    return text[:CHARACTERS]


def normalise(text: str) -> str:
    """Return the shortened text in NFKC, without invisible characters, every run of white space as one space."""
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFKC", shorten(text)))
    if not spaced.isprintable():
        visible = "".join(character for character in spaced if unicodedata.category(character) not in _INVISIBLE)
        spaced = _SPACES.sub(" ", visible)
    return spaced.strip()
