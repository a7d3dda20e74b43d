"""What may be stated by hand: a fact or a link with its day, its source and a possible value; a step of a flag."""

from __future__ import annotations

from datetime import date

from matching.integrity.dossiers import check_value
from matching.records import Criterion, Fact, Flag, Rung, StatedLink


def check_fact(fact: Fact, criterion: Criterion, today: date) -> None:
    """Return when a fact may be stated.

    :raises ValueError: If its value is none of its criterion, its source is missing, or its days can't be.
    """
    check_value(fact, {criterion.code: criterion})
    _check_days(fact.on, fact.until, today)
    _check_source(fact.origin.source)
    graded = criterion.code == "controversy"
    most = 5.0 if graded else 1.0
    if isinstance(fact.value, float) and not 0 <= fact.value <= most:
        raise ValueError(f"{criterion.code} lies between 0 and {most:g}, got {fact.value:g}")


def check_link(link: StatedLink, today: date) -> None:
    """Return when a link may be stated.

    :raises ValueError: If it joins a partner to itself, its share or its days can't be, or its source is missing.
    """
    if link.partner == link.other:
        raise ValueError("a partner has no link to itself; choose another one")
    if link.share is not None and not 0 <= link.share <= 1:
        raise ValueError(f"a share lies between 0 and 1, got {link.share:g}")
    _check_days(link.on, link.until, today)
    _check_source(link.origin.source)


def check_step(flag: Flag | None, rung: Rung | None, why: str, today: date) -> None:
    """Return when a flag, None for a new one, may go to a rung, None to lift it.

    :raises ValueError: If it stands there already, nothing is there to lift, or no reason is given.
    """
    if not why.strip():
        raise ValueError("say why: whoever reads the flag later must understand it")
    stands = flag.rung(today) if flag else None
    if rung is stands:
        raise ValueError(f"the flag stands at {rung} already" if rung else "there is no flag to lift")


def milder(rung: Rung | None, stands: Rung | None) -> bool:
    """Return whether a rung of the ladder of flags, None for a lifted one, is below another."""
    order = [None, *Rung]
    return order.index(rung) < order.index(stands)


def _check_days(on: date, until: date | None, today: date) -> None:
    if on > today:
        raise ValueError(f"{on} is yet to come; a fact holds from the day on which its source says so")
    if until is not None and until < on:
        raise ValueError(f"its last day {until} is before its day {on}")


def _check_source(source: str) -> None:
    if not source.strip():
        raise ValueError("name the source: what nobody can trace binds nobody")
