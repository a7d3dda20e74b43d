"""What people do in due diligence: their own rules, links they state, what they take back, whom they consult."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matching.records.integrity import IntegrityRule
from matching.records.marks import Disclosure, Origin

# Stands for every entity, where a rule is the common minimum.
ALL = ""


class RuleStanding(StrEnum):
    """How a rule stands with an entity; `NONE` is as if it had never been touched."""

    ADOPTED = "adopted"
    DROPPED = "dropped"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule is taken up, dropped or neither by an entity; for `ALL` it is the common minimum."""

    entity: str
    rule: str
    standing: RuleStanding
    who: str
    on: date
    why: str = ""


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule that an entity, or `ALL`, has written itself; where taken up it stands in the place of `replaces`."""

    entity: str
    rule: IntegrityRule
    who: str
    on: date
    replaces: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class StatedLink:
    """A link of ownership or affiliation that a source states on a day; `share` is 0..1, None when unknown."""

    id: str
    partner: str
    other: str
    share: float | None
    on: date
    origin: Origin
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A fact or a link that should not have been stated: it counts no more, and stays on record with the reason."""

    record: str
    who: str
    on: date
    why: str


class ConsultationAnswer(StrEnum):
    """What an entity says when another asks for its report."""

    GIVEN = "given"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Consultation:
    """An entity asks another what its screening of a partner has shown; only these two ever see it."""

    id: str
    entity: str
    asked: str
    partner: str
    on: date
    who: str
    origin: Origin
    disclosure: Disclosure
    answer: ConsultationAnswer | None = None
    answered_on: date | None = None
    answered_by: str = ""
    note: str = ""
