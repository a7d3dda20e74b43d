"""Who is meant by a name: what kind of organisation it names, which record it is, and what people said of pairs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from matching.records.codes import Kind
from matching.records.integrity import NameAnswer


class NameKind(StrEnum):
    """What kind of thing a name names, as far as the name tells."""

    COMPANY = "company"
    CORPORATE_FOUNDATION = "corporate_foundation"
    FOUNDATION = "foundation"
    NGO = "ngo"
    ASSOCIATION = "business_association"
    GOVERNMENT = "government"
    ACADEMIA = "academia"
    UN_BODY = "un_body"
    MULTILATERAL = "multilateral"
    SEVERAL = "several"
    INDIVIDUAL = "individual"
    PLACEHOLDER = "placeholder"
    UNKNOWN = "unknown"

    @property
    def may_be_partner(self) -> bool:
        """Whether a record of a partner may be made of such a name."""
        return self not in _NO_PARTNER

    @property
    def partner_kind(self) -> Kind:
        """The nearest kind of partner (A/72/310 Annex A); companies are national until their size is known."""
        return _PARTNER_KINDS.get(self, Kind.OTHER)


_NO_PARTNER = frozenset({NameKind.UN_BODY, NameKind.SEVERAL, NameKind.INDIVIDUAL, NameKind.PLACEHOLDER})
_PARTNER_KINDS = {
    NameKind.COMPANY: Kind.NATIONAL_COMPANY,
    NameKind.CORPORATE_FOUNDATION: Kind.CORPORATE_FOUNDATION,
    NameKind.FOUNDATION: Kind.FOUNDATION,
    NameKind.NGO: Kind.NGO,
    NameKind.ASSOCIATION: Kind.BUSINESS_ASSOCIATION,
    NameKind.GOVERNMENT: Kind.GOVERNMENT,
    NameKind.ACADEMIA: Kind.ACADEMIA,
}


@dataclass(frozen=True, slots=True)
class NameReason:
    """Why a name was taken for a kind: which word or fact said so, and how much it weighs."""

    kind: NameKind
    because: str
    found: str
    weight: float


@dataclass(frozen=True, slots=True)
class NameClass:
    """The kind that a name was taken for, whether that is safe, and the reasons, the weightiest first."""

    kind: NameKind
    sure: bool
    reasons: tuple[NameReason, ...] = ()


class IdentityAnswer(StrEnum):
    """What is known of a name: the same as a record, new, for a person to look at, or no organisation at all."""

    SAME = "same"
    NEW = "new"
    REVIEW = "review"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Clue:
    """One contribution to whether two names are one organisation, in bits: +1 doubles the odds, -1 halves them."""

    name: str
    bits: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a name may be: its id, whether it is a UN entity, its nearest name, and the clues for and against.

    The clues are the whole answer: they add up to `bits`.
    """

    id: str
    entity: bool
    name: str
    clues: tuple[Clue, ...]

    @property
    def bits(self) -> float:
        """The sum of the clues: the logarithm to base 2 of the odds."""
        return sum(clue.bits for clue in self.clues)

    @property
    def probability(self) -> float:
        """The odds as a probability, 0..1."""
        return 1.0 / (1.0 + math.pow(2.0, -max(-60.0, min(60.0, self.bits))))


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of a name: the answer, the partner or entity that it is ("" unless same), candidates and reasons."""

    name: str
    answer: IdentityAnswer
    kind: NameClass
    partner: str = ""
    entity: str = ""
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityName:
    """A further name of a UN entity; `entity` is "" for a UN body of which Concert has no record.

    An ambiguous name is also used by others: alone it is no proof. `body` is the fund, mission or programme that the
    entity runs, where the name is that.
    """

    entity: str
    name: str
    language: str
    source: str
    ambiguous: bool = False
    body: str = ""


@dataclass(frozen=True, slots=True)
class KnownName:
    """An organisation that is known everywhere by several names: its acronyms, its names in any language, its home.

    The members of a federation are organisations of their own; the offices of others are theirs.
    """

    id: str
    kind: NameKind
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    home: str = ""
    federated: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody said of two records, once and for good: `number` orders them, `at` is UTC.

    An undone judgement stays on record; `undone` is the number of the entry that undid it, 0 for none.
    """

    number: int
    left: str
    right: str
    answer: NameAnswer
    at: datetime
    undone: int = 0


@dataclass(frozen=True, slots=True)
class JudgementReason:
    """Who judged, for which entity, and why: told to that entity and the central desk only."""

    judgement: int
    who: str
    why: str
    owner_entity: str
