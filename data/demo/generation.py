"""The door: one call makes the whole demo network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.demo.approaches import DemoRecords, make_register
from data.demo.capabilities import write_capabilities
from data.demo.chance import Setting, deal
from data.demo.engagements import make_engagements
from data.demo.integrity import make_diligence
from data.demo.local import make_provision
from data.demo.needs import write_needs
from data.demo.network import DemoNetwork, DisclosurePattern, Practice, SectorPolicy, Stance
from data.demo.partners import draft_partners
from data.demo.traps import plant
from data.demo.words import fields
from data.entities import read_entities
from matching.records import Entity

# The day on which the demo plays, unless told otherwise: dates of needs and engagements lie around it.
TODAY = date(2026, 11, 1)
# Live approaches for each need.
LIVE = 2 / 3


def generate(
    seed: int = 0,
    partners: int = 5000,
    needs: int = 600,
    engagements: int = 1500,
    entities: Sequence[Entity] | None = None,
    *,
    today: date = TODAY,
) -> DemoNetwork:
    """
    Return an invented network of so many records around real entities; the same arguments give the same network.

    Without `entities` it takes the 38 reference entities of words/entities.csv. Everything but the entities is
    synthetic, and so is whatever is said about them.

    :raises ValueError: If `partners` is below 1, another size is below 0, or there is no entity.
    """
    for name, size, least in (("partners", partners, 1), ("needs", needs, 0), ("engagements", engagements, 0)):
        if size < least:
            raise ValueError(f"{name} must be at least {least}, got {size}")
    chosen = tuple(entities) if entities is not None else tuple(e for e in read_entities() if e.id in fields())
    if not chosen:
        raise ValueError("the demo network needs at least 1 entity, got none")
    setting = Setting(seed, today)
    drafts = draft_partners(setting, partners)
    drafts, capabilities, traps = plant(setting, drafts, write_capabilities(setting, drafts))
    known = [draft.partner for draft in drafts]
    written, shared = write_needs(setting, needs, chosen, known)
    practices = make_practices(setting, chosen)
    policies = make_policies(setting, chosen)
    made = make_engagements(setting, engagements, chosen, drafts, practices)
    return DemoNetwork(
        seed=seed,
        today=today,
        entities=chosen,
        partners=tuple(known),
        capabilities=tuple(capabilities),
        needs=tuple(written),
        engagements=tuple(made),
        policies=tuple(policies),
        practices=tuple(practices),
        traps=(*traps, *shared),
        register=make_register(setting, round(needs * LIVE), DemoRecords(chosen, known, written, made)),
        diligence=make_diligence(setting, known, chosen, policies),
        provision=make_provision(setting, known, capabilities),
    )


# R17 ¶33: tobacco excluded, high risk, no policy, in percent of organisations.
TOBACCO = {Stance.EXCLUDE: 61.0, Stance.HIGH_RISK: 19.0, Stance.NONE: 20.0}
# R17 ¶41 names the three partial patterns without figures; these shares are ours.
PATTERNS = {
    DisclosurePattern.COMPLETE: 25.0,
    DisclosurePattern.WITHOUT_COUNTERPART: 30.0,
    DisclosurePattern.WITHOUT_MONEY: 25.0,
    DisclosurePattern.SCATTERED: 20.0,
}


def make_policies(setting: Setting, entities: Sequence[Entity]) -> list[SectorPolicy]:
    """Return one stance on tobacco an entity, in the published shares as near as their number allows."""
    stances = deal(len(entities), TOBACCO, setting.dice("tobacco"))
    return [
        SectorPolicy(entity.id, "tobacco", stance, setting.origin)
        for entity, stance in zip(entities, stances, strict=True)
    ]


def make_practices(setting: Setting, entities: Sequence[Entity]) -> list[Practice]:
    """Return one habit of disclosure an entity."""
    patterns = deal(len(entities), PATTERNS, setting.dice("patterns"))
    return [Practice(entity.id, pattern, setting.origin) for entity, pattern in zip(entities, patterns, strict=True)]
