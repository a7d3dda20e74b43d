"""Due diligence as it stands: verdicts of entities on partners, and what speaks against an approach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Connection

from data.integrity import judging
from matching.integrity import Dossiers, Rulebook, Verdicts, flags_for, judge, objection
from matching.records import Approach


def judged(material: judging.Material, today: date, entity: str = "") -> Verdicts:
    """Return the verdicts of all entities; what one keeps to itself enters only what somebody of `entity` is told."""
    flags = flags_for(material.flags, entity, today)
    dossiers = Dossiers.of(material.partners, material.facts, material.criteria, today, flags, stated=material.links)
    book = Rulebook.of(material.base, material.options, material.own, material.changes)
    return judge(book.policies(), dossiers)


def objections(opened: Connection, drafts: Sequence[Approach], today: date) -> Mapping[str, str]:
    """Return, by draft, why the due diligence of its entity lets nobody, or not its owner, approach the partner.

    Read in the transaction that registers, so that nothing is decided on what was true before it. Who decides at the
    gate that it isn't worth it asks nobody for anything, and is asked nothing. Needs a connection that sees everything.
    """
    asking = [draft for draft in drafts if draft.gate is None or draft.gate.go]
    if not asking:
        return {}
    material = judging.read(opened)
    found = {entity: judged(material, today, entity) for entity in {draft.entity for draft in asking}}
    reasons = {}
    for draft in asking:
        verdicts, entity, partner = found[draft.entity], draft.entity, draft.partner
        file = verdicts.dossiers.partners.get(partner)
        verdict = verdicts.verdict(entity, partner) if file and entity in verdicts.policies else None
        own = [each for each in material.screenings if (each.entity, each.partner) == (entity, partner)]
        reasons[draft.id] = objection(verdict, own, draft.owner, file.name if file else partner, today)
    return reasons
