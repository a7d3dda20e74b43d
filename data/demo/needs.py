"""Invented needs of real entities: text, facets, rules; some asked by several entities at once on purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from data.countries import country
from data.demo.chance import Dice, Setting, apportion
from data.demo.grammar import Novelty
from data.demo.mandates import niches_of, share_out
from data.demo.network import Trap, TrapKind
from data.demo.requests import NeedBrief, request, title
from data.demo.showcase import showcase_need
from data.demo.words import LANGUAGES, Niche, places
from matching.records import Entity, Facet, FacetKind, Kind, Need, Partner, Period, Rule, Size

# Share of needs in each language, in percent.
LANGUAGE_SHARES = {"en": 79.0, "fr": 7.0, "es": 6.0, "ar": 3.0, "ru": 3.0, "zh": 2.0}
URGENCIES = {"normal": 70.0, "high": 22.0, "urgent": 8.0}
TYPES = ("strategic", "innovation", "multi_stakeholder", "wider_ecosystem", "msme")
# Odds that a need opens a group that others join later, asking for the same in the same country.
_OPENS = 0.16
_GROUP = (2, 4)
_STAKEHOLDERS = (Kind.NGO, Kind.NATIONAL_COMPANY, Kind.ACADEMIA, Kind.GOVERNMENT, Kind.FOUNDATION)


@dataclass
class _Group:
    """Entities that ask for the same: what, where, and which needs have joined so far."""

    niche: Niche
    country: str
    wanted: int
    entities: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)


def write_needs(
    setting: Setting, count: int, entities: Sequence[Entity], partners: Sequence[Partner]
) -> tuple[list[Need], list[Trap]]:
    """Return `count` needs in order of id, and the groups of needs that ask for the same."""
    plans, groups = _plans(setting, count, entities)
    languages = _languages(setting, plans)
    desk = _Desk(setting, partners)
    needs = [desk.write(number, plan, languages[number]) for number, plan in enumerate(plans, 1)]
    if needs and any(entity.id == "UNICEF" for entity in entities):
        needs[0] = showcase_need(setting, needs[0].id)
    traps = [
        Trap(TrapKind.SAME_NEED, tuple(group.needs), f"{group.niche.label} in {group.country}")
        for group in groups
        if len(group.needs) > 1
    ]
    return needs, traps


def need_id(number: int) -> str:
    """Return the id of the need with a number, counted from 1."""
    return f"demo-n{number:04d}"


def _plans(
    setting: Setting, count: int, entities: Sequence[Entity]
) -> tuple[list[tuple[Entity, Niche, str]], list[_Group]]:
    """Return who needs what where, and the groups that were opened on the way."""
    plans: list[tuple[Entity, Niche, str]] = []
    groups: list[_Group] = []
    for number, owner in enumerate(share_out(count, entities, setting.dice("need owners")), 1):
        dice = setting.dice("need plan", number)
        mandate = niches_of(owner)
        open_groups = [
            group
            for group in groups
            if len(group.entities) < group.wanted and group.niche in mandate and owner.id not in group.entities
        ]
        if number > 1 and open_groups and dice.chance(0.5):
            group = open_groups[0]
        else:
            weights = {code: _need_weight(code) for code, place in places().items() if place.field}
            group = _Group(dice.weighted(mandate), dice.weighted(weights), dice.number(*_GROUP))
            if number > 1 and dice.chance(_OPENS):
                groups.append(group)
        group.entities.append(owner.id)
        group.needs.append(need_id(number))
        plans.append((owner, group.niche, group.country))
    return plans, groups


def _need_weight(code: str) -> float:
    place, facts = places()[code], country(code)
    return (
        place.weight * (1 + 1.5 * facts.least_developed + facts.landlocked_developing) + facts.small_island_developing
    )


def _languages(setting: Setting, plans: Sequence[tuple[Entity, Niche, str]]) -> dict[int, str]:
    """Return the language of each need: its country's for as many as the shares say, else English."""
    quota = apportion(len(plans), LANGUAGE_SHARES)
    speakers: dict[str, list[int]] = defaultdict(list)
    for number, (_, niche, code) in enumerate(plans, 1):
        language = places()[code].language
        # China is no field, so Chinese needs are those that its South-South partners are asked in.
        if language == "en" and "zh" in niche.vocabularies and number % 5 == 0:
            language = "zh"
        if number > 1 and language != "en" and language in niche.vocabularies:
            speakers[language].append(number)
    chosen = {
        number: language
        for language in LANGUAGES[1:]
        for number in setting.dice("need language", language).sample(speakers[language], quota[language])
    }
    return {number: chosen.get(number, "en") for number in range(1, len(plans) + 1)}


class _Desk:
    """Writes needs one by one and keeps their texts apart."""

    def __init__(self, setting: Setting, partners: Sequence[Partner]) -> None:
        self.setting, self.partners = setting, partners
        self.novelty = Novelty()

    def write(self, number: int, plan: tuple[Entity, Niche, str], language: str) -> Need:
        owner, niche, code = plan
        dice = self.setting.dice("need", number)
        urgency = dice.weighted(URGENCIES)
        resources = tuple(dice.sample(niche.resources, dice.number(1, 2)))
        abroad = [other for other in places() if country(other).subregion == country(code).subregion and other != code]
        countries = (
            code,
            *(dice.sample([c for c in abroad if places()[c].field], dice.number(1, 3)) if dice.chance(0.18) else ()),
        )
        sought = dice.sample(niche.vocabularies[language].pools["seeks"], dice.number(2, 4))
        asked = NeedBrief(owner.id, niche, language, countries, tuple(sought), resources, urgency, self.setting.today)

        start = self.setting.today + timedelta(days=dice.number(20, 420))
        identity = need_id(number)
        return Need(
            id=identity,
            entity=owner.id,
            title=title(asked, dice),
            text=self.novelty.newest(lambda attempt: request(asked, self.setting.dice("need text", number, attempt))),
            origin=self.setting.origin,
            language=language,
            sdgs=tuple(sorted(dice.sample(niche.sdgs, dice.number(1, 3)))),
            countries=countries,
            resources=resources,
            sectors=(niche.section, niche.label),
            type=dice.pick(TYPES),
            urgency=urgency,
            period=Period(start, start + timedelta(days=dice.number(180, 1500))),
            facets=_facets(identity, sought, resources, code, dice),
            rules=rules_for(code, self.partners, dice) if dice.chance(0.35) else (),
        )


def _facets(identity: str, sought: Sequence[str], resources: Sequence[str], code: str, dice: Dice) -> tuple[Facet, ...]:
    """Return three to six facets whose weights sum to 1."""
    wanted = [(FacetKind.CAPABILITY, text, dice.number(3, 6)) for text in sought]
    wanted.append((FacetKind.COUNTRY, code, dice.number(2, 4)))
    if dice.chance(0.5) or len(wanted) < 3:
        wanted.append((FacetKind.RESOURCE, str(resources[0]), dice.number(1, 3)))
    if dice.chance(0.25) and len(wanted) < 6:
        wanted.append((FacetKind.STAKEHOLDER, dice.pick(_STAKEHOLDERS).value, dice.number(1, 2)))
    total = sum(weight for *_, weight in wanted)
    return tuple(Facet(identity, kind, text, round(weight / total, 3)) for kind, text, weight in wanted)


_Test = Callable[[Partner, str], bool]


def _works_in(partner: Partner, country: str) -> bool:
    return country in partner.countries


_BOUNDS: tuple[tuple[str, str, int, _Test], ...] = (
    (
        "a national or small firm of the country",
        "at least",
        1,
        lambda partner, country: partner.country == country and partner.size in (Size.NATIONAL, Size.MSME),
    ),
    (
        "a non-governmental organisation that works there",
        "at least",
        1,
        lambda partner, country: partner.kind is Kind.NGO and _works_in(partner, country),
    ),
    (
        "a women-led organisation that works there",
        "at least",
        1,
        lambda partner, country: partner.women_led is True and _works_in(partner, country),
    ),
    (
        "no more than two multinationals",
        "at most",
        2,
        lambda partner, country: partner.kind is Kind.MULTINATIONAL and _works_in(partner, country),
    ),
)


def rules_for(country: str, partners: Sequence[Partner], dice: Dice) -> tuple[Rule, ...]:
    """Return one or two rules for a need in a country; a rule that nobody could fulfil is left out."""
    rules = []
    for name, comparator, bound, test in dice.sample(_BOUNDS, dice.number(1, 2)):
        members = frozenset(partner.id for partner in partners if test(partner, country))
        if len(members) >= bound:
            rules.append(Rule(name, comparator, bound, members))
    return tuple(rules)
