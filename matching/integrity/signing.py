"""Who may sign a screening, and what stands against asking a partner: evaluator and keeper are two people (R17 ¶35)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from matching.records import Ruling, Screening, Verdict

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

    `screenings` are the entity's own of this partner, who is called `name`. Whoever signed the one
    that counts keeps no relationship with it.
    """
    if verdict is not None and verdict.ruling is Ruling.EXCLUDED:
        reasons = "; ".join(f"{each.rule.id} ({each.rule.source}): {each.rule.text}" for each in verdict.decisive)
        return f"the due diligence of {verdict.entity} excludes {name}: {reasons}"
    counting = [each for each in screenings if each.valid(today)]
    latest = max(counting, key=lambda each: (each.done or today, each.id), default=None)
    if latest is None:
        return ""
    if latest.ruling is Ruling.EXCLUDED:
        return f"the screening that {latest.entity} signed on {latest.done} excludes {name}"
    if latest.screener == who:
        return f"{who} signed the screening of {name}; a colleague has to keep the relationship (R17 ¶35)"
    return ""
