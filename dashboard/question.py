"""The question that a page answers, to and from the address bar. Codes only, so a link works in every language."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from zlib import compress, decompressobj
from zlib import error as ZlibError  # noqa: N812 - zlib names its exception in lower case

from dashboard.address import IDENTIFIER, AddressReader, AddressRefusal, identifier, member
from dashboard.filters import FILTERS, Filters, filters_from
from dashboard.words import N_

MAX_TEXT = 20_000  # characters of a pasted text; a project document's summary is a third of it
MAX_PACKED = 8_000  # characters in the address: proxies cut longer ones
MAX_COMPARED = 4  # columns that fit a screen
MAX_WEIGHT = 3.0  # a part counts at most three times its usual weight

PARAMETERS = ("for", "id", "text", *(each.parameter for each in FILTERS), "weight", "show", "compare")


class Direction(StrEnum):
    """Which side is known: a need that seeks partners, or a partner that seeks needs."""

    PARTNERS = "partners"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Question:
    """All that describes what is asked: two equal questions give the same page."""

    direction: Direction = Direction.PARTNERS
    record: str = ""
    text: str = ""
    filters: Filters = field(default_factory=Filters)
    weights: Mapping[str, float] = field(default_factory=dict)
    shown: str = ""
    compared: tuple[str, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether there is anything to rank for."""
        return bool(self.record or self.text.strip())


def address(question: Question) -> dict[str, str | list[str]]:
    """Return the query parameters of `question`; what has its default value is left out."""
    entries: dict[str, str | list[str]] = {
        "for": question.direction.value if question.direction is not Direction.PARTNERS else "",
        "id": question.record,
        "text": "" if question.record else pack(question.text.strip()),
        **{each.parameter: [str(value) for value in each.values(question.filters)] for each in FILTERS},
        "weight": [f"{part}:{weight:g}" for part, weight in sorted(question.weights.items()) if weight != 1.0],
        "show": question.shown,
        "compare": list(question.compared),
    }
    return {name: value for name, value in entries.items() if value}


def read(parameters: Mapping[str, list[str]], parts: Iterable[str] = ()) -> tuple[Question, list[AddressRefusal]]:
    """
    Return the question that an address asks and what in it could not be read; never raises.

    `parts` are the names that a weight may have. Unknown parameters are ignored, so other pages may have their own.
    """
    known = frozenset(parts)
    reader = AddressReader(parameters)
    question = Question(
        direction=reader.last("for", member(Direction), ", ".join(Direction)) or Direction.PARTNERS,
        record=reader.last("id", identifier, IDENTIFIER) or "",
        text=reader.last("text", unpack, N_("a text that this page has packed")) or "",
        filters=filters_from(lambda each: reader.every(each.parameter, each.parse, each.allowed)),
        weights=dict(reader.every("weight", lambda value: _weight(value, known), N_("part:0 to part:3"))),
        shown=reader.last("show", identifier, IDENTIFIER) or "",
        compared=reader.every("compare", identifier, IDENTIFIER)[:MAX_COMPARED],
    )
    return question, reader.refusals


def plain(question: Question) -> Question:
    """Return the part of `question` that decides the ranking: what is only looked at is left out."""
    return replace(question, shown="", compared=())


def pack(text: str) -> str:
    """Return `text` in letters that an address may carry, or nothing if it would be too long for one."""
    packed = urlsafe_b64encode(compress(text.encode(), 9)).decode().rstrip("=") if text else ""
    return packed if len(packed) <= MAX_PACKED else ""


def unpack(packed: str) -> str | None:
    """Return the text that `pack` was given, None if this is not one; at most MAX_TEXT characters are unpacked."""
    if len(packed) > MAX_PACKED or not packed.isascii():
        return None
    try:
        stream = decompressobj()
        raw = stream.decompress(urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), MAX_TEXT * 4)
        text = raw.decode()
    except (ValueError, ZlibError):
        return None
    return text if stream.eof and len(text) <= MAX_TEXT else None


def _weight(value: str, known: frozenset[str]) -> tuple[str, float] | None:
    part, _, amount = value.partition(":")
    try:
        weight = float(amount)
    except ValueError:
        return None
    return (part, weight) if part in known and 0 <= weight <= MAX_WEIGHT else None
