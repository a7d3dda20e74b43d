"""What is on file about each partner, and what of it still counts today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from matching.integrity.links import Links
from matching.records import Criterion, Fact, Flag, Partner, Rung, StatedLink, Visibility

# Flags are facts of their own: their value is the rung, and they count as long as they stand.
FLAG = "flag"
LIFTED = "none"
# Who owns whom changes: what a source said of it counts for two years.
LINK_DAYS = 730
_FLAG_STATES = (LIFTED, *Rung)


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a criterion for a partner, with the facts that it was read from.

    A stale value is what was last known; it isn't known today. None when there is nothing at all.
    """

    value: float | str | None = None
    fresh: bool = False
    facts: tuple[Fact, ...] = ()


NOTHING = Reading()


@dataclass(frozen=True)
class Dossiers:
    """Partners with their facts, flags and links, read on one day.

    `links` are those that count today, `ever` also those whose time is over: what comes along one of those is unknown.
    """

    partners: Mapping[str, Partner]
    criteria: Mapping[str, Criterion]
    today: date
    links: Links
    ever: Links
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
        said = [link for link in stated if link.on <= today]
        fresh = [link for link in said if link_until(link) >= today]
        links = Links.of(known.values(), fresh)
        filed: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in sorted(facts, key=lambda each: (each.on, each.id)):
            check_value(fact, kinds)
            filed[fact.partner, fact.criterion].append(fact)
        return cls(
            known,
            kinds,
            today,
            links,
            links if len(fresh) == len(said) else Links.of(known.values(), said),
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

    @property
    def aged(self) -> bool:
        """Return whether there are links whose time is over."""
        return self.ever is not self.links

    def private(self, entity: str) -> bool:
        """Return whether an entity keeps flags that others may not know of."""
        return any(flag.disclosure.owner_entity == entity and not self._open(flag) for flag in self.flags)

    def _read(self, partner: str, criterion: Criterion) -> Reading:
        latest = {
            fact.origin.source: fact for fact in self.facts.get((partner, criterion.code), ()) if self._past(fact)
        }
        if not latest:
            return self._reviewed(partner, criterion)
        # One fresh source is enough to know; of several that speak today the worst counts.
        fresh = [fact for fact in latest.values() if self.last_day(fact) >= self.today]
        worst = max(fresh or latest.values(), key=lambda fact: (badness(fact, criterion), fact.on, fact.id))
        return Reading(worst.value, bool(fresh), (worst,))

    def _reviewed(self, partner: str, criterion: Criterion) -> Reading:
        if not criterion.review:
            return NOTHING
        review = self.column(criterion.review)[partner]
        if review.value is None:
            return NOTHING
        return Reading(criterion.states[0] if criterion.states else 0.0, review.fresh, review.facts)

    def last_day(self, fact: Fact) -> date:
        """Return the last day on which a fact counts: never later than its criterion's clock allows."""
        clock = fact.on + timedelta(days=self.criteria[fact.criterion].days)
        return clock if fact.until is None else min(clock, fact.until)

    def _past(self, fact: Fact) -> bool:
        return fact.on <= self.today

    def _flags(self, viewer: str) -> Mapping[str, Reading]:
        key = f"{FLAG}/{viewer if self.private(viewer) else ''}"
        if key not in self._columns:
            readings = dict.fromkeys(self.partners, Reading(LIFTED, fresh=True))
            for flag in self.flags:
                rung = flag.rung(self.today)
                seen = self._open(flag) or (viewer != "" and flag.disclosure.owner_entity == viewer)
                if rung is None or not seen or flag.partner not in readings:
                    continue
                if _FLAG_STATES.index(rung) > _FLAG_STATES.index(str(readings[flag.partner].value)):
                    step = [step for step in flag.history if step.on <= self.today][-1]
                    fact = Fact(flag.id, flag.partner, FLAG, rung.value, step.on, flag.origin)
                    readings[flag.partner] = Reading(rung.value, fresh=True, facts=(fact,))
            self._columns[key] = readings
        return self._columns[key]

    def _open(self, flag: Flag) -> bool:
        return is_open(flag, self.today)


def link_until(link: StatedLink) -> date:
    """Return the last day on which a stated link counts."""
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
