"""Due diligence as it stands: verdicts of entities on partners, effects of a change of rules, opinions on asking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from acts.act import Caller, note_reads, oversee, today
from acts.rules import Change
from data import approaches, engagements, partners
from data.integrity import judging
from data.integrity.judging import Material
from matching.disclosure import Viewpoint, grain
from matching.integrity import (
    Dossiers,
    Effect,
    Known,
    Rulebook,
    Verdicts,
    flags_for,
    judge,
    known_before,
    objection,
    to_look_at,
    what_if,
)
from matching.integrity.what_if import LiveRecords
from matching.records import Approach, Firing, Flag, Partner, Screening, Verdict, Visibility

__all__ = ["Material", "Opinion", "Screened", "effect", "flags_behind", "judged", "live_records", "material"]
__all__ += ["opinions", "rulebook", "screened", "shown_of", "stamp"]


@dataclass(frozen=True, slots=True)
class Screened:
    """What due diligence says of a partner: the verdict of each entity with rules, and who has screened it before."""

    partner: Partner
    on: date
    verdicts: tuple[Verdict, ...]
    before: Known
    any_rules: bool


def stamp(by: Caller) -> str:
    """Return a text that changes whenever a verdict could; the same for everybody."""
    with oversee(by) as opened:
        return judging.stamp(opened)


def material(by: Caller) -> Material:
    """Return what verdicts are made from; told to nobody as it is: flags and screenings are some entity's own."""
    with oversee(by) as opened:
        return judging.read(opened)


def rulebook(held: Material) -> Rulebook:
    """Return every rule and how it stands with each entity; rules are open to everybody who may read the page."""
    return Rulebook.of(held.base, held.options, held.own, held.changes)


def judged(held: Material, day: date, entity: str = "") -> Verdicts:
    """Return the verdicts of all entities; what one keeps to itself enters only what somebody of `entity` is told."""
    flags = flags_for(held.flags, entity, day)
    dossiers = Dossiers.of(held.partners, held.facts, held.criteria, day, flags, stated=held.links)
    return judge(rulebook(held).policies(), dossiers)


def screened(by: Caller, partner: str) -> Screened:
    """Return what each entity's due diligence says of a partner, and who has screened it, as everybody may be told.

    The entities whose screenings and flags are named in the answer find that in their access logs.

    :raises NotFoundError: If there is no such partner.
    """
    day = today()
    with oversee(by) as opened:
        asked, held = partners.get(opened, partner), judging.read(opened)
    found = judged(held, day)
    note_reads(by, "screen", shown_of(held, found, partner, ""))
    return Screened(
        asked,
        day,
        found.of_partner(partner),
        known_before(partner, held.screenings, "", day),
        bool(held.changes),
    )


def shown_of(held: Material, found: Verdicts, partner: str, entity: str) -> tuple[tuple[str, str], ...]:
    """Return owner and id of the screenings and flags that somebody of an entity is told of by name with a partner.

    Those are the ones about the partner, and flags on others on which the verdicts about it stand.
    """
    named = [each for each in held.screenings if each.disclosure.visibility is Visibility.NAMED]
    told = flags_for(held.flags, entity, found.dossiers.today)
    about: list[Screening | Flag] = [*named, *told]
    records = [(each.disclosure.owner_entity, each.id) for each in about if each.partner == partner]
    return tuple(dict.fromkeys([*records, *flags_behind(held, found.of_partner(partner))]))


def flags_behind(held: Material, found: Iterable[Verdict]) -> tuple[tuple[str, str], ...]:
    """Return owner and id of the flags on which some verdicts stand."""
    facts = {fact.id for verdict in found for firing in verdict.firings for fact in firing.facts}
    return tuple((flag.disclosure.owner_entity, flag.id) for flag in held.flags if flag.id in facts)


def live_records(by: Caller, entity: str) -> LiveRecords:
    """Return the running engagements and live approaches of which somebody of an entity may be told by name."""
    with oversee(by) as opened:
        running, live = engagements.all_(opened), approaches.live(opened)
    return LiveRecords.told(Viewpoint(datetime.now(UTC), entity), running, live)


def effect(held: Material, before: Verdicts, change: Change, live: LiveRecords, entity: str) -> Effect:
    """Return the effect of a change of rules before it is made, as somebody of an entity may be told (R17 ¶59).

    `before` and `live` are the verdicts and the live records of which they may be told today.
    """
    view = Viewpoint(datetime.now(UTC), entity)
    told = [each for each in held.screenings if grain(view, each.disclosure) is Visibility.NAMED]
    policies = rulebook(held).changed(*change).policies()
    return what_if(before, policies, live.engagements, live.approaches, told)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an entity's due diligence says of asking a partner: what is against it, and what nobody knows today.

    `unknown` is what might exclude the partner and is to be looked at first, one rule a criterion.
    """

    against: str = ""
    unknown: tuple[Firing, ...] = ()


def opinions(opened: Connection, drafts: Sequence[Approach], today: date) -> Mapping[str, Opinion]:
    """Return, by draft, what the due diligence of its entity says of its owner's asking the partner.

    Read in the transaction that registers, so that nothing is decided on what was true before it. Who decides at the
    gate that it isn't worth it asks nobody for anything, and is asked nothing. Needs a connection that sees everything.
    """
    asking = [draft for draft in drafts if draft.gate is None or draft.gate.go]
    if not asking:
        return {}
    material = judging.read(opened)
    verdicts = {entity: judged(material, today, entity) for entity in {draft.entity for draft in asking}}
    found = {}
    for draft in asking:
        judgement, entity, partner = verdicts[draft.entity], draft.entity, draft.partner
        file = judgement.dossiers.partners.get(partner)
        verdict = judgement.verdict(entity, partner) if file and entity in judgement.policies else None
        own = [each for each in material.screenings if (each.entity, each.partner) == (entity, partner)]
        against = objection(verdict, own, draft.owner, file.name if file else partner, today)
        found[draft.id] = Opinion(against, to_look_at(verdict) if verdict else ())
    return found
