"""Sets of partners that together cover a need."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matching.records.marks import Disclosure, Origin
from matching.records.needs import Facet


class Role(StrEnum):
    """The seat of a member (R11 ¶42: the UN does not always lead)."""

    LEAD = "lead"
    CONVENOR = "convenor"
    TECHNICAL = "technical"
    FUNDER = "funder"
    OUTCOME_PAYER = "outcome_payer"
    IMPLEMENTER = "implementer"
    LOCAL_ANCHOR = "local_anchor"
    BUYER = "buyer"
    PRODUCER = "producer"


class InvitationAnswer(StrEnum):
    """What a member said to the invitation."""

    NOT_ASKED = "not_asked"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class CoalitionState(StrEnum):
    """Where a saved coalition stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in a coalition; an alliance of small firms is one seat with its `members` inside."""

    partner: str
    role: Role
    answer: InvitationAnswer = InvitationAnswer.NOT_ASKED
    members: tuple[str, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Coalition:
    """A set of partners for a need; every change is a new version, older ones stay.

    `need` is empty for a need that a person typed: then `text` holds it. `facets` are those that were weighed,
    `demands` the composition that was asked for, as `wish:bound`. `entities` are the UN side, `steering` those of
    them, and of the partners, who steer.
    """

    id: str
    need: str
    title: str
    entities: tuple[str, ...]
    seats: tuple[Seat, ...]
    origin: Origin
    disclosure: Disclosure
    text: str = ""
    facets: tuple[Facet, ...] = ()
    demands: tuple[str, ...] = ()
    steering: tuple[str, ...] = ()
    notes: str = ""
    state: CoalitionState = CoalitionState.DRAFT
    version: int = 1
