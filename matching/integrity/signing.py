"""Who may sign a screening, and what stands against asking a partner: evaluator and keeper are two people (R17 ¶35)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from matching.integrity.rules import excludes
from matching.records import Firing, Ruling, Screening, Verdict

# A screening counts for a year unless its signer says otherwise; nobody may let it count for more than two.
USUAL_DAYS, LONGEST_DAYS = 365, 730


class OwnCaseError(ValueError):
    """Who keeps the relationship with a partner may not sign its screening (R17 ¶35)."""


def check_signer(signer: str, owners: Collection[str], partner: str) -> None:
    """Return when `signer` is not among those who own a relationship with the partner.

    :raises OwnCaseError: If it is; the message names the way out.
    """
    if signer in owners:
        raise OwnCaseError(f"{signer} keeps the relationship with {partner}; ask a colleague to sign its screening")


def signed(screening: Screening, outcome: Screening, owners: Collection[str], today: date) -> Screening:
    """Return the screening with the outcome's ruling, provider, signer, last day and what may be told of it.

    :raises OwnCaseError: If the signer keeps the relationship with the partner.
    :raises ValueError: If it is signed already, has no ruling, or would count too long or not at all.
    """
    check_signer(outcome.screener, owners, screening.partner)
    if screening.done is not None:
        raise ValueError(f"the screening was signed on {screening.done}; begin a new one")
    if outcome.ruling is None or outcome.ruling is Ruling.UNKNOWN:
        raise ValueError("say what came of it: a screening without an outcome is not done")
    until = outcome.until or today + timedelta(days=USUAL_DAYS)
    if not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise ValueError(f"a screening counts for at most {LONGEST_DAYS} days from today, got {until}")
    return replace(
        screening,
        done=today,
        ruling=outcome.ruling,
        provider=outcome.provider,
        screener=outcome.screener,
        shared=outcome.shared,
        until=until,
        disclosure=replace(outcome.disclosure, owner_entity=screening.entity),
    )


def objection(verdict: Verdict | None, screenings: Iterable[Screening], who: str, name: str, today: date) -> str:
    """Return why an entity may not approach a partner as its due diligence stands, empty when it may.

    `screenings` are the entity's own of this partner, who is called `name`. One that excludes holds until a newer one;
    whoever signed the one that counts keeps no relationship with it.
    """
    if verdict is not None and verdict.ruling is Ruling.EXCLUDED:
        reasons = "; ".join(_reason(each, today) for each in verdict.decisive)
        return f"the due diligence of {verdict.entity} excludes {name}: {reasons}"
    done = sorted((each for each in screenings if each.done is not None and each.done <= today), key=_when)
    if done and done[-1].ruling is Ruling.EXCLUDED:
        last = done[-1]
        return (
            f"the screening that {last.entity} signed on {last.done} excludes {name}; a new one would have to clear it"
        )
    latest = next((each for each in reversed(done) if each.valid(today)), None)
    if latest is not None and latest.screener == who:
        return f"{who} signed the screening of {name}; a colleague has to keep the relationship (R17 ¶35)"
    return ""


def to_look_at(verdict: Verdict) -> tuple[Firing, ...]:
    """Return what is not known today though it might exclude the partner: one rule a criterion, in order of that."""
    unknown = {
        firing.rule.criterion: firing
        for firing in reversed(verdict.firings)
        if firing.ruling is Ruling.UNKNOWN and excludes(firing.rule)
    }
    return tuple(unknown[name] for name in sorted(unknown))


def _reason(firing: Firing, today: date) -> str:
    about = [
        f"{fact.criterion} {fact.value}, {fact.on}, {(today - fact.on).days} days ago, {fact.origin.source}"
        for fact in firing.facts
    ]
    way = [f"through {' → '.join(firing.path)}"] if len(firing.path) > 1 else []
    known = f" ({'; '.join([*about, *way])})" if about else ""
    return f"{firing.rule.id} ({firing.rule.source}): {firing.rule.text}{known}"


def _when(screening: Screening) -> tuple[date, str]:
    return screening.done or date.min, screening.id
