"""The verdict of every entity on a partner as the JSON of the command-line contract."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from commandline.console import say
from data import partners
from data.database import transaction
from data.integrity import judging
from matching.integrity import Dossiers, flags_for, judge, known_before, policies_of
from matching.records import Firing, Verdict


def screened(engine: Engine, partner: str) -> dict[str, Any]:
    """Return the verdicts on a partner, one an entity with rules, each with the rules that fired and their evidence.

    :raises NotFoundError: If there is no such partner.
    """
    today = datetime.now(UTC).date()
    with transaction(engine) as connection:
        asked = partners.get(connection, partner)
        material = judging.read(connection)
    if not material.changes:
        say("No entity has taken up any rule; load the demo or write changes of rules down first")
    # Who asks here is of no entity: what an entity keeps to itself shows in no verdict.
    flags = flags_for(material.flags, "", today)
    dossiers = Dossiers.of(material.partners, material.facts, material.criteria, today, flags)
    found = judge(policies_of(material.base, material.changes), dossiers).of_partner(partner)
    before = known_before(partner, material.screenings, "", today)
    return {
        "partner": asked.id,
        "name": asked.name,
        "synthetic": asked.origin.synthetic,
        "on": today.isoformat(),
        "verdicts": [_verdict(each) for each in found],
        "screenings": {
            "entities": before.count,
            "named": list(before.named),
            "latest": before.latest.isoformat() if before.latest else None,
            "reports": list(before.reports),
        },
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "entity": verdict.entity,
        "verdict": verdict.ruling.value,
        "due": verdict.due.isoformat() if verdict.due else None,
        "recheck": verdict.recheck.isoformat() if verdict.recheck else None,
        "steps": list(verdict.steps),
        "rules": [_firing(firing) for firing in verdict.firings],
    }


def _firing(firing: Firing) -> dict[str, Any]:
    return {
        "rule": firing.rule.id,
        "kind": firing.rule.kind.value,
        "says": firing.ruling.value,
        "criterion": firing.rule.criterion,
        "text": firing.rule.text,
        "source": firing.rule.source,
        "path": list(firing.path),
        "share": firing.share,
        "evidence": [
            {"fact": fact.id, "value": fact.value, "on": fact.on.isoformat(), "source": fact.origin.source}
            for fact in firing.facts
        ],
    }
