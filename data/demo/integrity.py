"""What is invented about due diligence: rules that entities take up, facts of every age, flags and screenings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from data.demo.chance import Dice, Setting, deal
from data.demo.network import SectorPolicy, Stance
from data.integrity.diligence import Diligence
from data.rules.reading import COMPANIES, Adoption
from matching.records import (
    Disclosure,
    Entity,
    Fact,
    Flag,
    FlagStep,
    Partner,
    Ruling,
    Rung,
    Screening,
    Size,
    Visibility,
)

_TOBACCO = {Stance.EXCLUDE: "TOB-X", Stance.HIGH_RISK: "TOB-H"}
# R17 ¶37: some 80 percent look at the Global Compact status, and one entity requires it.
_COMPACT = {"GC-C": 79.0, "": 21.0}
# Other policies of sectors; the reports give no shares for them, these are ours.
_OTHERS = {
    "ARM-X": 0.45,
    "ARM-H": 0.25,
    "NUC-X": 0.35,
    "ALC-X": 0.12,
    "ALC-H": 0.3,
    "GAM-X": 0.3,
    "POR-X": 0.5,
    "COA-X": 0.15,
    "COA-H": 0.25,
    "OIL-H": 0.2,
    "BMS-X": 0.12,
}
# Of a hundred companies so many earn in a sector; most in one alone.
_SECTORS = {
    "tobacco": 1.1,
    "weapons_banned": 0.1,
    "weapons_nuclear": 0.3,
    "weapons_other": 0.8,
    "alcohol": 2.2,
    "gambling": 0.7,
    "pornography": 0.2,
    "coal": 1.2,
    "oil_gas": 2.5,
    "breast_milk_substitutes": 0.4,
}
_STATUS: Mapping[Size | None, Mapping[str, float]] = {
    Size.MULTINATIONAL: {"active": 52, "learner": 6, "none": 31, "non_communicating": 7, "expelled": 4},
    Size.NATIONAL: {"active": 22, "learner": 6, "none": 62, "non_communicating": 5, "expelled": 5},
    # More of the small ones do not report and are expelled: invented, as are all of these shares.
    Size.MSME: {"active": 7, "learner": 4, "none": 76, "non_communicating": 4, "expelled": 9},
    None: {"active": 15, "learner": 5, "none": 76, "non_communicating": 2, "expelled": 2},
}
# Share of companies of whom something is on file, and the oldest that it may be, in days.
_FILED = {"sector_review": (0.97, 760), "global_compact": (0.96, 400), "sanctions": (0.97, 95)}
_SCREENINGS = 0.2
_PROVIDERS = ("in house", "Provider A", "Provider B")
_CONCERNS = (
    "Press reports of unpaid suppliers",
    "Open case on working conditions",
    "Complaint about waste water",
    "Ownership not fully disclosed",
    "Former partner reports late delivery of pledges",
)


def make_diligence(
    setting: Setting, partners: Sequence[Partner], entities: Sequence[Entity], policies: Sequence[SectorPolicy]
) -> Diligence:
    """Return invented due diligence around the entities and partners; the same setting gives the same."""
    companies = [partner for partner in partners if partner.kind in COMPANIES]
    return Diligence(
        tuple(fact for partner in companies for fact in _facts(setting, partner)),
        tuple(_flags(setting, partners, entities)),
        tuple(_screenings(setting, companies, entities)),
        tuple(_adoptions(setting, entities, policies)),
    )


def _adoptions(setting: Setting, entities: Sequence[Entity], policies: Sequence[SectorPolicy]) -> Iterator[Adoption]:
    stances = {policy.entity: policy.stance for policy in policies if policy.sector == "tobacco"}
    compact = deal(len(entities), _COMPACT, setting.dice("compact"))
    strict = setting.dice("requires").number(0, len(entities) - 1)
    for place, (entity, looks) in enumerate(zip(entities, compact, strict=True)):
        dice = setting.dice("rules", entity.id)
        rules = [_TOBACCO.get(stances.get(entity.id, Stance.NONE), ""), "GC-R" if place == strict else looks]
        for rule, share in _OTHERS.items():
            # One rule a sector: who excludes needs no second rule that calls it a high risk.
            if dice.chance(share) and not any(rule[:3] == other[:3] for other in rules):
                rules.append(rule)
        yield Adoption(entity.id, tuple(rule for rule in rules if rule))


def _facts(setting: Setting, partner: Partner) -> Iterator[Fact]:
    dice = setting.dice("facts", partner.id)
    filed = {name: _day(setting, dice, oldest) for name, (share, oldest) in _FILED.items() if dice.chance(share)}
    if day := filed.get("sector_review"):
        yield _fact(setting, partner, "sector_review", "done", day)
        for sector, percent in _SECTORS.items():
            if dice.chance(percent / 100):
                share = round(dice.fraction(0.01, 0.2) if dice.chance(0.5) else dice.fraction(0.3, 1.0), 2)
                yield _fact(setting, partner, sector, share, day)
        yield _fact(setting, partner, "controversy_review", "done", _day(setting, dice, 370))
        if dice.chance(0.05 if partner.size is Size.MULTINATIONAL else 0.015):
            yield _fact(setting, partner, "controversy", float(dice.number(1, 5)), _day(setting, dice, 900))
    if day := filed.get("global_compact"):
        yield _fact(setting, partner, "global_compact", dice.weighted(_STATUS[partner.size]), day)
    if day := filed.get("sanctions"):
        found = dice.weighted({"clear": 99.3, "possible": 0.5, "listed": 0.2})
        yield _fact(setting, partner, "sanctions", found, day)


def _flags(setting: Setting, partners: Sequence[Partner], entities: Sequence[Entity]) -> Iterator[Flag]:
    for partner in partners:
        dice = setting.dice("flag", partner.id)
        if not dice.chance(0.015):
            continue
        owner, day = dice.pick(entities).id, _day(setting, dice, 500)
        why = dice.pick(_CONCERNS)
        steps = [FlagStep(Rung.OBSERVATION, day, owner, why)]
        for rung in (Rung.YELLOW, Rung.ESCALATED, Rung.RED, None):
            day += timedelta(days=dice.number(20, 90))
            if day > setting.today or not dice.chance(0.6):
                break
            steps.append(FlagStep(rung, day, owner, why if rung else "Settled"))
        seen = Visibility.NAMED if dice.chance(0.7) else Visibility.HIDDEN
        yield Flag(f"{partner.id}-flag", partner.id, tuple(steps), setting.origin, Disclosure(owner, seen))


def _screenings(setting: Setting, companies: Sequence[Partner], entities: Sequence[Entity]) -> Iterator[Screening]:
    """Give screenings of which several are of the same company, as with entities (R17 ¶34): here of the large ones."""
    large = [partner for partner in companies if partner.size is Size.MULTINATIONAL] or list(companies)
    for number in range(round(len(companies) * _SCREENINGS)):
        dice = setting.dice("screening", number)
        crowd = large[: max(1, len(large) // 5)] if dice.chance(0.5) else companies
        partner, entity = dice.pick(crowd), dice.pick(entities).id
        asked = _day(setting, dice, 700)
        days = dice.number(14, 28) if dice.chance(0.3) else dice.number(25, 140)
        done = asked + timedelta(days=days)
        seen = dice.weighted({Visibility.NAMED: 60, Visibility.COUNT: 25, Visibility.HIDDEN: 15})
        others = [each.id for each in entities if each.id != entity]
        finished = done <= setting.today
        yield Screening(
            f"demo-s{number + 1:05d}",
            entity,
            partner.id,
            asked,
            setting.origin,
            Disclosure(entity, seen),
            done if finished else None,
            dice.weighted({Ruling.ELIGIBLE: 70, Ruling.CONDITIONAL: 18, Ruling.HIGH_RISK: 8, Ruling.EXCLUDED: 4})
            if finished
            else None,
            dice.pick(_PROVIDERS),
            f"screener-{dice.number(1, 3)}@{entity.lower()}.example",
            seen is Visibility.NAMED and dice.chance(0.6),
            (dice.pick(others),) if others and dice.chance(0.29) else (),
            done + timedelta(days=365) if finished else None,
        )


def _fact(setting: Setting, partner: Partner, criterion: str, value: float | str, day: date) -> Fact:
    return Fact(f"{partner.id}/{criterion}", partner.id, criterion, value, day, setting.origin)


def _day(setting: Setting, dice: Dice, oldest: int) -> date:
    return setting.today - timedelta(days=dice.number(0, oldest))
