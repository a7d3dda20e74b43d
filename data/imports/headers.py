"""What headers mean: HXL tags as they are written, and the words of six languages read as such tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from data.facts import read_table, split
from data.imports.folding import folded

_TAG = re.compile(r"#[^\W\d_]\w*(?:\s*\+\s*[\w+]*)*", re.IGNORECASE)
# "1. ", "Q2:", "(a) ", "3) " before a header.
_NUMBERED = re.compile(r"^\s*(?:\(?(?:q?\d{1,3}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})[.):]+|q\d{1,3}\s)\s*", re.IGNORECASE)
_ASIDE = re.compile(
    r"[(\[（【].*?[)\]）】]|[*†]|\b(?:required|mandatory|optional|obligatoire|obligatorio|facultatif|opcional)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[/|\n\r:：;]\s*|\s+[-–—]\s+|\s*[(\[（【)\]）】]\s*")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)(?<!dm)(?<!dmin)")
_ASKING = frozenset(
    [
        "what",
        "which",
        "who",
        "where",
        "when",
        "is",
        "are",
        "the",
        "your",
        "please",
        "of",
        "this",
        "for",
        "que",
        "cual",
        "cuales",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "est",
        "le",
        "la",
        "les",
        "l",
    ]
)
# Of two subjects in a header the one that comes first here is meant: the status of an activity is a status.
_SUBJECTS = [
    "#indicator",
    "#contact",
    "#geo",
    "#currency",
    "#value",
    "#date",
    "#status",
    "#sdg",
    "#org",
    "#activity",
    "#project",
    "#sector",
    "#description",
    "#country",
    "#adm3",
    "#adm2",
    "#adm1",
    "#loc",
    "#meta",
]
_CLOSE = 0.85


@dataclass(frozen=True, slots=True)
class Tag:
    """A hashtag with its attributes, such as #org and {impl, name}."""

    base: str
    attributes: frozenset[str] = frozenset()


def parse_tag(cell: str) -> Tag | None:
    """Return the HXL tag of a cell, None for other texts; blanks and case do not matter."""
    bare = " ".join(cell.split())
    if not _TAG.fullmatch(bare):
        return None
    base, *attributes = bare.lower().replace(" ", "").split("+")
    return Tag(base, frozenset(filter(None, attributes)))


def is_tag_row(cells: Sequence[str]) -> bool:
    """Return whether a line holds HXL tags: most of what is written in it."""
    filled = [cell for cell in cells if cell.strip()]
    tags = sum(parse_tag(cell) is not None for cell in filled)
    return tags > 0 and 2 * tags > len(filled)


@lru_cache(maxsize=5_000)
def readings(header: str) -> tuple[str, ...]:
    """Return the ways to read a header, folded, fullest first: whole, without number and remark, each part alone."""
    bare = _NUMBERED.sub("", header)
    humps = _HUMP.sub(" ", bare)
    found = [header, bare, _ASIDE.sub(" ", bare), humps, _ASIDE.sub(" ", humps), *_PARTS.split(bare)]
    plain = [folded(each) for each in found]
    # A word that asks is a header by itself alone: of "what/sector" the sector is meant.
    plain = [plain[0], *(each for each in plain[1:] if each not in _ASKING)]
    asked = [" ".join(word for word in each.split() if word not in _ASKING) for each in plain]
    return tuple(dict.fromkeys(each for each in (*plain, *asked) if each))


@lru_cache(maxsize=5_000)
def tag_of(header: str) -> Tag | None:
    """Return the tag that the words of a header amount to, None where none of them is known."""
    return next((tag for each in readings(header) if (tag := _of_words(each)) is not None), None)


def says_of_another(plain: str) -> bool:
    """Return whether a word says something of another one: the name, type or code of what stands beside it."""
    return _terms().get(plain, "").startswith("+")


def _of_words(plain: str) -> Tag | None:
    words = plain.split()
    bases: list[str] = []
    attributes: set[str] = set()
    place = 0
    while place < len(words):
        for length in range(min(4, len(words) - place), 0, -1):
            if meant := _term(" ".join(words[place : place + length]), alone=length == 1):
                base, *found = meant.split("+")
                bases += [base] if base else []
                attributes.update(found)
                place += length - 1
                break
        place += 1
    if not bases:
        return None
    subject = min(bases, key=_SUBJECTS.index)
    return Tag(subject, frozenset(attributes) if subject in {"#org", "#activity", "#sector", "#date"} else frozenset())


def _term(phrase: str, *, alone: bool) -> str:
    known = _terms()
    if phrase in known:
        return known[phrase]
    if alone and len(phrase) >= 6 and phrase.isalpha():
        near = get_close_matches(phrase, _long(), n=1, cutoff=_CLOSE)
        return known[near[0]] if near else ""
    return ""


@cache
def _terms() -> dict[str, str]:
    return {folded(word): row["tag"] for row in read_table("import_terms") for word in split(row["words"])}


@cache
def _long() -> tuple[str, ...]:
    return tuple(term for term in _terms() if len(term) >= 6 and " " not in term)
