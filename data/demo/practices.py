"""What is invented about the real entities: sector policies and habits of disclosure, in the published shares."""

from __future__ import annotations

from collections.abc import Sequence

from data.demo.chance import deal
from data.demo.network import Pattern, Practice, SectorPolicy, Stance
from data.demo.setting import Setting
from matching.records import Entity

# R17 ¶33: tobacco excluded, high risk, no policy, in percent of organisations.
TOBACCO = {Stance.EXCLUDE: 61.0, Stance.HIGH_RISK: 19.0, Stance.NONE: 20.0}
# R17 ¶41 names the three partial patterns without figures; these shares are ours.
PATTERNS = {
    Pattern.COMPLETE: 25.0,
    Pattern.WITHOUT_COUNTERPART: 30.0,
    Pattern.WITHOUT_MONEY: 25.0,
    Pattern.SCATTERED: 20.0,
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
