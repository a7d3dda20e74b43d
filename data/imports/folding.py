"""Words of headers and cells made comparable: without case, accents and marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[^\w#+]+|_")


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Return a text in lower case without accents, each run of other marks as one blank."""
    if text.isascii():
        return " ".join(_MARKS.sub(" ", text[:1000].lower()).split())
    apart = unicodedata.normalize("NFKD", text[:1000].casefold())
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(_MARKS.sub(" ", plain).split())
