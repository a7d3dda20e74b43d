"""Invented engagements: size classes and durations in the published shares, by count and not by chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from data.demo.chance import Dice, Setting, deal
from data.demo.grammar import expand
from data.demo.mandates import niches_of, share_out
from data.demo.network import Practice
from data.demo.partners import PartnerDraft
from data.demo.results import Gift, make_contributions, make_kpis
from data.demo.telling import capitalised
from data.demo.words import FOLDER, Niche, country_in_text, lines, load, places
from matching.records import (
    Disclosure,
    Engagement,
    Entity,
    Kind,
    Level,
    Member,
    Period,
    SizeClass,
    State,
    Visibility,
)

# A/72/310 Annex B and Annex C, in percent; the classes count non-UN partners.
SIZES = {SizeClass.BILATERAL: 52.0, SizeClass.MULTI_STAKEHOLDER: 27.0, SizeClass.NETWORK: 21.0}
# Days from start to end, both included, well inside the classes so that no way of counting months moves one.
DURATIONS = {
    (15, 85): 4.0,
    (100, 355): 16.0,
    (375, 1080): 33.0,
    (1110, 1810): 26.0,
    (1845, 3630): 14.0,
    (3680, 6200): 7.0,
}
# R17 ¶47: half of the entities rarely or never set key performance indicators.
MEASURED = {True: 50.0, False: 50.0}
VISIBILITIES = {Visibility.NAMED: 70.0, Visibility.TYPE: 14.0, Visibility.COUNT: 8.0, Visibility.HIDDEN: 8.0}
_REASONS = (
    "the partner asked for anonymity",
    "negotiations are under way",
    "amounts are confidential",
    "other bids pending",
)
_TYPES = {
    "core_business": 22,
    "social_investment": 20,
    "advocacy": 10,
    "strategic": 16,
    "innovation": 16,
    "multi_stakeholder": 10,
    "wider_ecosystem": 6,
    "msme": 8,
}
_JOINT = {1: 72.0, 2: 14.0, 3: 7.0, 4: 4.0, 5: 2.0, 6: 1.0}
_STATES_AHEAD = {State.PROPOSED: 30.0, State.SCREENED: 30.0, State.AGREED: 40.0}
_STOPPED = 0.06
_ROLES = {
    Kind.FOUNDATION: "funder",
    Kind.CORPORATE_FOUNDATION: "funder",
    Kind.NGO: "implementer",
    Kind.GOVERNMENT: "convenor",
    Kind.ACADEMIA: "technical",
    Kind.BUSINESS_ASSOCIATION: "convenor",
    Kind.OTHER: "local anchor",
}
# Of a large network no more than so many members are known by name; the stated count holds the rest.
_NAMED = 24


def make_engagements(
    setting: Setting,
    count: int,
    entities: Sequence[Entity],
    drafts: Sequence[PartnerDraft],
    practices: Sequence[Practice],
) -> list[Engagement]:
    """Return `count` engagements in order of id."""
    circle = _Circle(drafts)
    owners = share_out(count, entities, setting.dice("engagement owners"))
    sizes = deal(count, SIZES, setting.dice("sizes"))
    durations = deal(count, DURATIONS, setting.dice("durations"))
    measured = deal(count, MEASURED, setting.dice("measured"))
    shown = deal(count, VISIBILITIES, setting.dice("visibilities"))
    patterns = {practice.entity: practice.pattern for practice in practices}
    made = []
    for index in range(count):
        dice = setting.dice("engagement", index)
        owner = owners[index]
        niche = dice.weighted(niches_of(owner))
        country = dice.weighted({code: place.weight for code, place in places().items() if place.field})
        period, state = _dates(durations[index], setting.today, dice)
        total = _total(sizes[index], dice)
        members = circle.members(niche, country, total, dice)
        identity = f"demo-e{index + 1:05d}"
        level = Level.GLOBAL if sizes[index] is SizeClass.NETWORK and dice.chance(0.5) else Level.COUNTRY
        countries = _countries(country, members, circle, level, dice)
        contributions = make_contributions(
            Gift(identity, tuple(member.partner for member in members), owner.id, period), patterns[owner.id], dice
        )
        made.append(
            Engagement(
                id=identity,
                title=title(niche, countries, sizes[index], dice),
                entities=(owner.id, *_joining(owner, niche, entities, dice)),
                members=members,
                origin=setting.origin,
                disclosure=_disclosure(owner, shown[index], setting.today, dice),
                summary=summary(niche, country_in_text(country), total, period, dice),
                type=dice.weighted(_TYPES),
                partner_count=None if total == len(members) else total,
                level=level,
                resources=tuple(dice.sample(niche.resources, dice.number(1, 2))),
                sdgs=tuple(sorted(dice.sample(niche.sdgs, dice.number(1, 3)))),
                countries=countries,
                period=period,
                state=state,
                kpis=make_kpis(identity, niche, period, state, dice) if measured[index] else (),
                contributions=contributions,
                lessons=lesson(dice) if state is State.STOPPED else "",
            )
        )
    return made


class _Circle:
    """Finds members: partners of a niche or its fields, those that work in the country first."""

    def __init__(self, drafts: Sequence[PartnerDraft]) -> None:
        self.drafts = {draft.partner.id: draft for draft in drafts}
        self.everybody = [draft.partner.id for draft in drafts]
        self.by_niche: dict[str, list[str]] = defaultdict(list)
        self.by_field: dict[str, list[str]] = defaultdict(list)
        for draft in drafts:
            for niche in draft.niches:
                self.by_niche[niche.id].append(draft.partner.id)
            for word in draft.niches[0].fields:
                self.by_field[word].append(draft.partner.id)

    def members(self, niche: Niche, country: str, total: int, dice: Dice) -> tuple[Member, ...]:
        wanted = min(total, _NAMED if total <= _NAMED else dice.number(12, _NAMED))
        near = self.by_niche[niche.id]
        pool = dice.shuffled(near)
        pool.sort(key=lambda partner: country not in self.drafts[partner].partner.countries)
        if len(pool) < wanted:
            pool += dice.shuffled(self.by_field[niche.fields[0]]) + dice.sample(self.everybody, 2 * wanted)
        # Not always the nearest: a third of the seats go to anybody of the niche.
        chosen = list(dict.fromkeys([*(dice.sample(near, wanted // 3)), *pool]))[:wanted]
        return tuple(Member(partner, self._role(partner, position, dice)) for position, partner in enumerate(chosen))

    def _role(self, partner: str, position: int, dice: Dice) -> str:
        kind = self.drafts[partner].partner.kind
        if position == 0 and dice.chance(0.5):
            return "lead"
        return _ROLES.get(kind, dice.pick(["technical", "implementer", "funder"]))


def _total(size: SizeClass, dice: Dice) -> int:
    """Return a number of non-UN partners within the class, small numbers more often than large ones."""
    if size is SizeClass.BILATERAL:
        return 1
    low, high = (2, 10) if size is SizeClass.MULTI_STAKEHOLDER else (11, 80)
    drawn: float = low * (high / low) ** dice.fraction(0, 1)
    return round(drawn)


def _dates(bounds: tuple[int, int], today: date, dice: Dice) -> tuple[Period, State]:
    """Return the period and the state that goes with it: most have begun, some are to come."""
    days = dice.number(*bounds)
    if dice.chance(0.1):
        start = today + timedelta(days=dice.number(5, 300))
        state = dice.weighted(_STATES_AHEAD)
    else:
        start = today - timedelta(days=dice.number(0, min(days + 1100, 6400)))
        running = start + timedelta(days=days - 1) >= today
        state = State.ACTIVE if running else State.STOPPED if dice.chance(_STOPPED * 2) else State.ENDED
    return Period(start, start + timedelta(days=days - 1)), state


def _countries(country: str, members: Sequence[Member], circle: _Circle, level: Level, dice: Dice) -> tuple[str, ...]:
    if level is Level.COUNTRY:
        return (country,)
    further = {code for member in members for code in circle.drafts[member.partner].partner.countries}
    fields = sorted(code for code in further if places()[code].field and code != country)
    return (country, *sorted(dice.sample(fields, dice.number(2, 8))))


def _joining(owner: Entity, niche: Niche, entities: Sequence[Entity], dice: Dice) -> list[str]:
    """Return the entities that share the engagement with its owner; they have the niche in their mandate."""
    fitting = [entity.id for entity in entities if entity.id != owner.id and niche in niches_of(entity)]
    return sorted(dice.sample(fitting, dice.weighted(_JOINT) - 1))


def _disclosure(owner: Entity, visibility: Visibility, today: date, dice: Dice) -> Disclosure:
    if visibility is Visibility.NAMED:
        return Disclosure(owner.id)
    until = datetime(today.year, today.month, 1, tzinfo=UTC) + timedelta(days=dice.number(60, 900))
    return Disclosure(owner.id, visibility, dice.pick(_REASONS), until if dice.chance(0.7) else None)


# More countries than this in a title are given as a number.
_LISTED = 2


def title(niche: Niche, countries: Sequence[str], size: SizeClass, dice: Dice) -> str:
    """Return a title such as `Solar cold rooms in Mali`."""
    where = " and ".join(country_in_text(code) for code in countries)
    where = where if len(countries) <= _LISTED else f"{len(countries)} countries"
    section = "titles_network" if size is SizeClass.NETWORK else "titles"
    return _told(section, niche, {"places": where}, dice)


def summary(niche: Niche, country: str, partners: int, period: Period, dice: Dice) -> str:
    """Return one or two sentences on an engagement; they name no partner."""
    year = str(period.start.year) if period.start else ""
    who = "one partner" if partners == 1 else f"{partners} partners"
    return _told("summaries", niche, {"country": country, "partners": who, "year": year}, dice)


def lesson(dice: Dice) -> str:
    """Return why an engagement was stopped and what was learned."""
    return dice.pick(_forms()["lessons"])


def _told(section: str, niche: Niche, values: dict[str, str], dice: Dice) -> str:
    pools = niche.vocabularies["en"].pools
    drawn = {"label": niche.label, "product": dice.pick(pools["products"]), "customer": dice.pick(pools["customers"])}
    return capitalised(expand(dice.pick(_forms()[section]), lambda slot: {**drawn, **values}[slot], dice))


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    return {name: lines(block) for name, block in load(FOLDER / "stories.yaml").items()}
