"""An offer that comes in from a company, to whom it is routed, and the one answer that the company gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from matching.records.marks import Disclosure, Origin

# A page of text; more than that is a report, and belongs to whoever takes the offer.
LONGEST_OFFER = 6_000
LONGEST_ANSWER = 4_000


class OfferStage(StrEnum):
    """Where an offer stands; the steps between stages are in `matching/intake.py`."""

    RECEIVED = "received"
    ROUTED = "routed"
    TAKEN = "taken"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Why an entity: words of the offer, words of the entity's field that speak to them, and how near they are, 0..1.

    Both are exact substrings of what they were taken from.
    """

    said: str
    known: str
    closeness: float


@dataclass(frozen=True, slots=True)
class OfferRoute:
    """An entity that an offer was routed to: how well it fits 0..1, why, and whether it said that it is not for it.

    A route that a person added has no score and no pointers.
    """

    entity: str
    score: float | None = None
    pointers: tuple[Pointer, ...] = ()
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """What a company offers in a country, in its own words and language.

    `partner` is its id where it is in the register, `name` what it calls itself. `received` is when it came in,
    `since` when it came to its stage (UTC). `taken_by` is the entity that answers, "" for nobody yet or for the
    coordinator. The answer is one text, whoever gave it.
    """

    id: str
    country: str
    name: str
    text: str
    received: datetime
    since: datetime
    origin: Origin
    disclosure: Disclosure
    partner: str = ""
    contact: str = ""
    language: str = ""
    stage: OfferStage = OfferStage.RECEIVED
    routes: tuple[OfferRoute, ...] = ()
    taken_by: str = ""
    answer: str = ""
    entered_by: str = field(default="", kw_only=True)

    @property
    def asked(self) -> tuple[str, ...]:
        """The entities that may still take it, in order of their fit."""
        return tuple(route.entity for route in self.routes if not route.passed)
