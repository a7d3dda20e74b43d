"""The verdict of every entity on a partner as the JSON of the command-line contract."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts import diligence, sanctions
from acts.opening import open_filled
from commandline.console import WrongCallError, emit, say
from commandline.people import caller
from matching.names import reviewed
from matching.records import Fact, Firing, Verdict


def screened(engine: Engine, partner: str) -> dict[str, Any]:
    """Return the verdicts on a partner, one an entity with rules, each with the rules that fired and their evidence.

    :raises NotFoundError: If there is no such partner.
    """
    found = diligence.screened(caller(engine), partner)
    if not found.any_rules:
        say("No entity has taken up any rule: switch rules on, on the page Integrity, or try `concert demo`")
    return {
        "partner": found.partner.id,
        "name": found.partner.name,
        "synthetic": found.partner.origin.synthetic,
        "on": found.on.isoformat(),
        "verdicts": [_verdict(each) for each in found.verdicts],
        "screenings": {
            "entities": found.before.count,
            "named": list(found.before.named),
            "latest": found.before.latest.isoformat() if found.before.latest else None,
            "reports": list(found.before.reports),
        },
    }


def names_to_look_at(engine: Engine, path: Path) -> dict[str, Any]:
    """Put a sanctions list in place of the one of the same name before, and return the names that resemble its own.

    :raises ProblemsError: If the file can't be used.
    """
    by, name = caller(engine), path.stem
    count = sanctions.read_list(by, path, name)
    say(f"Read {count:,} names; comparing them with all partners")
    entries = [entry for entry in sanctions.listed(by) if entry.list == name]
    found = reviewed(sanctions.compare(by, entries), sanctions.reviews(by))
    return {
        "list": name,
        "listed": count,
        "resemblances": [
            {
                "partner": each.partner,
                "name": each.name,
                "listed": each.listed,
                "listed_name": each.listed_name,
                "likeness": round(each.likeness, 4),
                "answer": each.answer.value if each.answer else None,
            }
            for each in found
        ],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "entity": verdict.entity,
        "verdict": verdict.ruling.value,
        "due": verdict.due.isoformat() if verdict.due else None,
        "recheck": verdict.recheck.isoformat() if verdict.recheck else None,
        "steps": list(verdict.steps),
        "rules": [_firing(firing, verdict.on) for firing in verdict.firings],
    }


def _firing(firing: Firing, today: date) -> dict[str, Any]:
    return {
        "rule": firing.rule.id,
        "kind": firing.rule.kind.value,
        "says": firing.ruling.value,
        "criterion": firing.rule.criterion,
        "text": firing.rule.text,
        "source": firing.rule.source,
        "path": list(firing.path),
        "share": firing.share,
        "evidence": [evidence(fact, today) for fact in firing.facts],
    }


def evidence(fact: Fact, today: date) -> dict[str, Any]:
    """Return a fact with its value, day, source and age: bad news holds whatever its age, which is said."""
    return {
        "fact": fact.id,
        "value": fact.value,
        "on": fact.on.isoformat(),
        "age_days": (today - fact.on).days,
        "source": fact.origin.source,
    }


def screen(
    partner: Annotated[str | None, typer.Option(help="A partner of the register, by its id.")] = None,
    names: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A sanctions list to read, XML or CSV.")
    ] = None,
) -> None:
    """Say what each entity's due diligence makes of a partner, or whose name resembles one on a sanctions list."""
    if (partner is None) == (names is None):
        raise WrongCallError("give either --partner ID or --names FILE")
    engine = open_filled(say)
    emit(screened(engine, partner) if partner is not None else names_to_look_at(engine, names or Path()))
