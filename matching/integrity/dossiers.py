"""What is on file about each partner, and what of it still counts today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from matching.integrity.links import Links
from matching.records import Criterion, Fact, Flag, Origin, Partner, Rung, StatedLink, Visibility

# Flags are facts of their own: their value is the rung, and they count as long as they stand.
FLAG = "flag"
LIFTED = "none"
# Who owns whom changes: what a source said of it is taken as confirmed for two years.
LINK_DAYS = 730
_FLAG_STATES = (LIFTED, *Rung)


class FactState(StrEnum):
    """What a fact is worth on a day: it counts, is old and holds only against, is too old to tell, or was replaced."""

    COUNTS = "counts"
    HOLDS = "holds"
    STALE = "stale"
    REPLACED = "replaced"


class Dated(Protocol):
    """What a source says on a day: a fact, or a link."""

    @property
    def on(self) -> date:
        """Return the day."""
        ...

    @property
    def origin(self) -> Origin:
        """Return the source."""
        ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands of a criterion about a partner: each value with the fact that says so, None where nothing was found.

    Bad news holds whatever its age; good news is known while something that stands is `fresh`. Empty when there is
    nothing at all.
    """

    said: tuple[tuple[float | str, Fact | None], ...] = ()
    fresh: bool = False

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that it was read from."""
        return tuple(dict.fromkeys(fact for _value, fact in self.said if fact is not None))


NOTHING = Reading()


@dataclass(frozen=True)
class Dossiers:
    """Partners with their facts, flags and links, read on one day.

    Links carry only what was found, so they hold like bad news: until something newer is said of the same two.
    """

    partners: Mapping[str, Partner]
    criteria: Mapping[str, Criterion]
    today: date
    links: Links
    facts: Mapping[tuple[str, str], tuple[Fact, ...]]
    flags: tuple[Flag, ...] = ()
    _columns: dict[str, dict[str, Reading]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(
        cls,
        partners: Iterable[Partner],
        facts: Iterable[Fact],
        criteria: Iterable[Criterion],
        today: date,
        flags: Iterable[Flag] = (),
        *,
        stated: Iterable[StatedLink] = (),
    ) -> Dossiers:
        """Return the dossiers of partners on a day.

        :raises ValueError: If a fact is of a criterion that doesn't exist, or has a value that it can't have.
        """
        known = {partner.id: partner for partner in sorted(partners, key=lambda each: each.id)}
        kinds = {criterion.code: criterion for criterion in criteria}
        links: dict[frozenset[str], list[StatedLink]] = defaultdict(list)
        for link in sorted((each for each in stated if each.on <= today), key=lambda each: (each.on, each.id)):
            links[frozenset((link.partner, link.other))].append(link)
        held = [link for said in links.values() for link in standing(said, link_until) if link.share != 0]
        filed: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in sorted(facts, key=lambda each: (each.on, each.id)):
            check_value(fact, kinds)
            filed[fact.partner, fact.criterion].append(fact)
        return cls(
            known,
            kinds,
            today,
            Links.of(known.values(), held),
            {key: tuple(each) for key, each in filed.items()},
            tuple(sorted(flags, key=lambda flag: flag.id)),
        )

    def column(self, criterion: str, viewer: str = "") -> Mapping[str, Reading]:
        """Return the readings of one criterion for all partners; `viewer` is the entity whose own flags count too.

        :raises KeyError: If there is no such criterion.
        """
        if criterion == FLAG:
            return self._flags(viewer)
        if criterion not in self._columns:
            self._columns[criterion] = {name: self._read(name, self.criteria[criterion]) for name in self.partners}
        return self._columns[criterion]

    def private(self, entity: str) -> bool:
        """Return whether an entity keeps flags that others may not know of."""
        return any(flag.disclosure.owner_entity == entity and not self._open(flag) for flag in self.flags)

    def _read(self, partner: str, criterion: Criterion) -> Reading:
        found = standing(
            [fact for fact in self.facts.get((partner, criterion.code), ()) if self._past(fact)], self.last_day
        )
        if not found:
            return self._reviewed(partner, criterion)
        fresh = any(self.last_day(fact) >= self.today for fact in found)
        worst = sorted(found, key=lambda fact: (badness(fact, criterion), fact.on, fact.id), reverse=True)
        return Reading(tuple((fact.value, fact) for fact in worst), fresh)

    def _reviewed(self, partner: str, criterion: Criterion) -> Reading:
        if not criterion.review:
            return NOTHING
        review = self.column(criterion.review)[partner]
        best = criterion.states[0] if criterion.states else 0.0
        return Reading(tuple((best, fact) for _value, fact in review.said), review.fresh)

    def state(self, fact: Fact) -> FactState:
        """Return what a fact on file is worth today; whether it speaks against a partner, each rule says itself."""
        if fact not in self.column(fact.criterion)[fact.partner].facts:
            return FactState.REPLACED
        if self.last_day(fact) >= self.today:
            return FactState.COUNTS
        return FactState.HOLDS if badness(fact, self.criteria[fact.criterion]) > 0 else FactState.STALE

    def last_day(self, fact: Fact) -> date:
        """Return the last day on which a fact speaks for a partner: never later than its criterion's clock allows."""
        clock = fact.on + timedelta(days=self.criteria[fact.criterion].days)
        return clock if fact.until is None else min(clock, fact.until)

    def _past(self, fact: Fact) -> bool:
        return fact.on <= self.today

    def _flags(self, viewer: str) -> Mapping[str, Reading]:
        key = f"{FLAG}/{viewer if self.private(viewer) else ''}"
        if key not in self._columns:
            readings = dict.fromkeys(self.partners, Reading(((LIFTED, None),), fresh=True))
            for flag in self.flags:
                rung = flag.rung(self.today)
                seen = self._open(flag) or (viewer != "" and flag.disclosure.owner_entity == viewer)
                if rung is None or not seen or flag.partner not in readings:
                    continue
                if _FLAG_STATES.index(rung) > _FLAG_STATES.index(str(readings[flag.partner].said[0][0])):
                    step = [step for step in flag.history if step.on <= self.today][-1]
                    fact = Fact(flag.id, flag.partner, FLAG, rung.value, step.on, flag.origin)
                    readings[flag.partner] = Reading(((rung.value, fact),), fresh=True)
            self._columns[key] = readings
        return self._columns[key]

    def _open(self, flag: Flag) -> bool:
        return is_open(flag, self.today)


def standing(said: Sequence[D], last_day: Callable[[D], date]) -> tuple[D, ...]:
    """Return what still stands of what sources say of one thing, `said` in order of day.

    A source's own later word takes the place of its earlier one. Another source's does when it comes after the last day
    of the one before: until then the two are at odds and both stand. So the passing of time alone clears nobody.
    """
    latest = {each.origin.source: each for each in said}.values()
    newest = max((each.on for each in latest), default=date.min)
    return tuple(each for each in latest if newest <= max(each.on, last_day(each)))


def link_until(link: StatedLink) -> date:
    """Return the last day on which a stated link is taken as confirmed."""
    clock = link.on + timedelta(days=LINK_DAYS)
    return clock if link.until is None else min(clock, link.until)


def is_open(flag: Flag, today: date) -> bool:
    """Return whether a flag may be known to everybody on a day; what is withheld opens when its time is over."""
    until = flag.disclosure.until
    return flag.disclosure.visibility is Visibility.NAMED or (until is not None and until.date() < today)


def flags_for(flags: Iterable[Flag], viewer: str, today: date) -> tuple[Flag, ...]:
    """Return the flags that may enter any verdict shown to somebody of the entity `viewer`, empty for nobody's."""
    return tuple(
        flag for flag in flags if is_open(flag, today) or (viewer != "" and flag.disclosure.owner_entity == viewer)
    )


def badness(fact: Fact, criterion: Criterion) -> float:
    """Return how bad a value is: the number itself, or the place of the state in its criterion's order."""
    return criterion.states.index(str(fact.value)) if criterion.states else float(fact.value)


def check_value(fact: Fact, criteria: Mapping[str, Criterion]) -> None:
    """Return when a fact has a value that its criterion can have.

    :raises ValueError: If there is no such criterion, or it can't have this value.
    """
    criterion = criteria.get(fact.criterion)
    if criterion is None:
        raise ValueError(f"fact {fact.id}: no criterion {fact.criterion!r}; there are {_series(sorted(criteria))}")
    if criterion.states and fact.value not in criterion.states:
        raise ValueError(f"fact {fact.id}: {criterion.code} is {fact.value!r}; it can be {_series(criterion.states)}")
    if not criterion.states and not isinstance(fact.value, float):
        raise ValueError(f"fact {fact.id}: {criterion.code} is {fact.value!r}; it must be a number")


def _series(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
