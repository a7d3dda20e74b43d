"""Words that signal a resource in a text, in the six languages: a first guess where nobody has said what is offered."""

from __future__ import annotations

import re
from functools import cache

from data.facts import read_table, split
from matching.records import Resource

# Chinese has no blanks between words and Arabic joins its articles to them, so there a keyword counts anywhere.
_JOINED = ("zh", "ar")
_SPACED = ("en", "fr", "es", "ru")


def signalled_resources(text: str) -> dict[Resource, int]:
    """Return how many different keywords of each resource occur in `text`, most first; absent ones are left out.

    It is a guess from words alone, blind to negation: show it as one, and let people correct it.
    """
    folded = text.casefold()
    counts = {
        resource: sum(pattern.search(folded) is not None for pattern in patterns)
        for resource, patterns in _patterns().items()
    }
    return {resource: n for resource, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if n}


@cache
def _patterns() -> dict[Resource, tuple[re.Pattern[str], ...]]:
    return {Resource(row["id"]): tuple(_compile(row)) for row in read_table("resources")}


def _compile(row: dict[str, str]) -> list[re.Pattern[str]]:
    spaced = {keyword for language in _SPACED for keyword in split(row[f"keywords_{language}"])}
    joined = {keyword for language in _JOINED for keyword in split(row[f"keywords_{language}"])}
    return [re.compile(_beginning(keyword)) for keyword in sorted(spaced)] + [
        re.compile(re.escape(keyword.lstrip("="))) for keyword in sorted(joined)
    ]


def _beginning(keyword: str) -> str:
    """Return a pattern for words that begin like those of `keyword`; `=` in front asks for the whole word."""
    if keyword.startswith("="):
        return rf"\b{re.escape(keyword[1:].casefold())}\b"
    return r"\b" + r"\w*\s+".join(re.escape(word) for word in keyword.casefold().split())
