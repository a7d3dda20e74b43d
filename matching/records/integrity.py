"""Due diligence: dated facts on partners, the rules of entities, and what follows for one entity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from matching.records.codes import Kind
from matching.records.marks import Disclosure, Origin


class Rung(StrEnum):
    """The ladder of a flag, from a remark to a stop."""

    OBSERVATION = "observation"
    YELLOW = "yellow"
    ESCALATED = "escalated"
    RED = "red"


class RuleKind(StrEnum):
    """What a rule does: two kinds fire when their condition holds, the other two when it doesn't."""

    EXCLUDE = "exclude"
    HIGH_RISK = "high_risk"
    CHECK = "check"
    REQUIRE = "require"


class Comparator(StrEnum):
    """How a rule compares a fact with its threshold."""

    ABOVE = "above"
    AT_LEAST = "at_least"
    AMONG = "among"


class Ruling(StrEnum):
    """The answers of a verdict, from the best to the worst."""

    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"
    HIGH_RISK = "high_risk"
    EXCLUDED = "excluded"

    @property
    def weight(self) -> int:
        """The place in the order: of several rulings the heaviest counts."""
        return list(Ruling).index(self)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What can be known of a partner, and for how many days after its date good news still counts as known.

    `states` are the values it can have, best first; empty for a number. Where nothing is on file, a fresh fact of the
    criterion `review` says that there is nothing to be found: the value is then 0.
    """

    code: str
    name: str
    days: int
    states: tuple[str, ...] = ()
    review: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a source says of a partner on a day; `until` is its own last day, None where the criterion's clock decides.

    A number is a share 0..1 of revenue for involvement in a sector, and a grade for what is graded.
    """

    id: str
    partner: str
    criterion: str
    value: float | str
    on: date
    origin: Origin
    until: date | None = None


@dataclass(frozen=True, slots=True)
class FlagStep:
    """One step on the ladder; without a rung the flag was lifted."""

    rung: Rung | None
    on: date
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A concern that an entity keeps about a partner, with its whole history, oldest first."""

    id: str
    partner: str
    history: tuple[FlagStep, ...]
    origin: Origin
    disclosure: Disclosure

    def rung(self, today: date) -> Rung | None:
        """Return where it stands on a day, None when it is lifted or not raised yet."""
        steps = [step for step in self.history if step.on <= today]
        return steps[-1].rung if steps else None


@dataclass(frozen=True, slots=True)
class IntegrityRule:
    """A rule of due diligence; `source` is the paragraph or policy that it stands on.

    `kinds` are those of whom the fact must be known, empty for all. `depth` says over how many links of ownership or
    affiliation the rule looks, `least_share` how much must be held along the way. A requirement with `due_days` leaves
    so many days to meet it.
    """

    id: str
    kind: RuleKind
    criterion: str
    comparator: Comparator
    threshold: float | tuple[str, ...]
    text: str
    source: str
    kinds: frozenset[Kind] = frozenset()
    depth: int = 0
    least_share: float = 0.0
    steps: tuple[str, ...] = ()
    due_days: int | None = None
    recheck_days: int | None = None


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fired, with the facts that it stands on.

    `path` leads from the partner to the one whom the facts are about: one id where it is the partner itself. `share` is
    what is held along the path, None where a link has no known share.
    """

    rule: IntegrityRule
    ruling: Ruling
    facts: tuple[Fact, ...] = ()
    path: tuple[str, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What due diligence says of a partner for one entity on a day; there is none for all entities."""

    entity: str
    partner: str
    ruling: Ruling
    on: date
    firings: tuple[Firing, ...] = ()
    due: date | None = None
    recheck: date | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """What would better the verdict, without repetition; steps for a milder rule would not."""
        return tuple(dict.fromkeys(step for firing in self.decisive for step in firing.rule.steps))

    @property
    def decisive(self) -> tuple[Firing, ...]:
        """The rules on which the ruling stands."""
        return tuple(firing for firing in self.firings if firing.ruling is self.ruling)


@dataclass(frozen=True, slots=True)
class Screening:
    """An entity's look at a partner: asked for on a day, done on another; its report may be asked for if `shared`."""

    id: str
    entity: str
    partner: str
    asked: date
    origin: Origin
    disclosure: Disclosure
    done: date | None = None
    ruling: Ruling | None = None
    provider: str = ""
    screener: str = ""
    shared: bool = False
    consulted: tuple[str, ...] = ()
    until: date | None = None

    def valid(self, today: date) -> bool:
        """Return whether it is done and still counts on a day."""
        return self.done is not None and self.done <= today and (self.until is None or today <= self.until)


class NameAnswer(StrEnum):
    """What a person said about a partner and a listed name that look alike."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a sanctions list: a person's or an organisation's name with its other spellings."""

    id: str
    list: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    listed_on: date | None = None

    @property
    def key(self) -> str:
        """What a review calls it: two lists may use the same id."""
        return f"{self.list}/{self.id}"


@dataclass(frozen=True, slots=True)
class NameReview:
    """One answer in the review queue: whether the partner is the listed one, who said so, when and why.

    `listed` is the key of the entry, `likeness` how alike the two were when somebody looked.
    """

    partner: str
    listed: str
    answer: NameAnswer
    who: str
    at: datetime
    why: str = ""
    likeness: float = 1.0
