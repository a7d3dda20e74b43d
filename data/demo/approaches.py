"""Invented approaches around a day: some 400 that live, and those of the twelve months before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data.demo.careers import Career, live_career, past_career
from data.demo.chance import Dice, Setting, deal
from data.demo.knots import Knot, over_by
from data.demo.loom import Loom
from data.demo.network import DemoRegister, Planted
from matching.records import (
    Approach,
    Disclosure,
    Engagement,
    Entity,
    Gate,
    Kind,
    Need,
    Partner,
    Period,
    QuietPeriod,
    Resolution,
    Stage,
    State,
    Visibility,
)

# Of a hundred knots so many hold one approach, a collision, a pair to join, or a pair that has nothing in common.
MIX = {"alone": 69.0, "colliding": 11.0, "completing": 11.0, "apart": 9.0}
SHOWN = {Visibility.NAMED: 75.0, Visibility.TYPE: 12.0, Visibility.COUNT: 6.0, Visibility.HIDDEN: 7.0}
# Approaches a knot, on average, in the mix above; and past approaches for each live one.
_PER_KNOT, _PAST = 1.36, 2.0
_TOP_TIER, _QUIET = 10, 6
_RUNNING = frozenset({State.PROPOSED, State.SCREENED, State.AGREED, State.ACTIVE})
_BENEFITS = (
    "Two districts can be served before the rains.",
    "The running costs of the first year are covered.",
    "Trained staff stay in the country.",
    "The service reaches places that no market serves.",
    "What is learnt can be used in three further countries.",
)
_REASONS = (
    "The ministry asked for a neutral convenor.",
    "No other body works on both sides of the border.",
    "The standard that is needed is set by the United Nations.",
    "Local groups already work with the country team.",
)
_EMBARGOES = ("negotiations are under way", "the partner asked for anonymity", "other bids pending")
_DECISIONS = (
    ("Name one lead for {partner} and tell the other entities", "Central desk"),
    ("Ask {partner} for one meeting instead of several", "Resident coordinator"),
    ("Make one proposal to {partner} out of the open ones", "Lead entity"),
    ("Agree who speaks with {partner} at headquarters", "Central desk"),
)


def make_register(setting: Setting, count: int, world: DemoRecords) -> DemoRegister:
    """Return a register with about `count` live approaches and twice as many past ones; nothing without needs.

    Every pair that touches is planted, and named with its class by construction; all other pairs are at partners that
    have nothing to do with each other.
    """
    if not world.needs or count < 1:
        return DemoRegister()
    desk = _Desk(setting, world)
    live = list(desk.knots("live", count, recent=True))
    # The past plays at all partners again.
    past = [over_by(knot, setting) for knot in desk.knots("past", round(count * _PAST), recent=False)]
    top = desk.top_tier(live)
    careers: list[Career] = []
    planted: list[Planted] = []
    for knot in live:
        found = live_career(desk.drafts(knot), knot, top, setting)
        ids = [approach.id for approach in found.approaches]
        planted += [Planted(ids[i], ids[j], kind, knot.how) for i, j, kind in knot.pairs]
        careers.append(found)
    careers += [past_career(desk.drafts(knot), knot, setting) for knot in past]
    return DemoRegister(
        approaches=tuple(approach for career in careers for approach in career.approaches),
        events=tuple(sorted((event for career in careers for event in career.events), key=lambda e: (e.at, e.of))),
        talks=tuple(career.talk for career in careers if career.talk is not None),
        quiet=desk.quiet(live),
        top_tier=dict.fromkeys(sorted(top), "asked for by more entities than any other"),
        resolutions=desk.resolutions([knot for knot, made in zip(live, careers, strict=False) if _named(made)]),
        planted=tuple(planted),
    )


@dataclass(frozen=True, slots=True)
class DemoRecords:
    """What the register is made around."""

    entities: Sequence[Entity]
    partners: Sequence[Partner]
    needs: Sequence[Need]
    engagements: Sequence[Engagement] = ()


@dataclass
class _Count:
    """The number of the last approach."""

    value: int = 0


class _Desk:
    """Hands out partners, each corporate group to one knot, and writes drafts."""

    def __init__(self, setting: Setting, world: DemoRecords) -> None:
        self.setting = setting
        self.partners = {partner.id: partner for partner in world.partners}
        self.needs = world.needs
        self.groups = _groups(world.partners)
        self.loom = Loom(world.needs, world.entities, *_links(world.partners))
        self.names = {partner.id: partner.name for partner in world.partners}
        self.number = _Count()
        # Where each group works with an entity already: an approach there would meet the engagement.
        self.engaged: dict[str, set[str]] = defaultdict(set)
        for engagement in world.engagements:
            if engagement.state in _RUNNING:
                for member in engagement.members:
                    self.engaged[self.groups[member.partner]].update(engagement.countries)

    def knots(self, when: str, count: int, *, recent: bool) -> Iterator[Knot]:
        """Yield knots with about `count` approaches: live ones hold a day to come, past ones a day of last year."""
        setting = self.setting
        free = self._free(setting.dice("approach partners", when))
        number = max(1, round(count / _PER_KNOT))
        mix = deal(number, MIX, setting.dice("approach mix", when))
        for place, kind in enumerate(mix):
            dice = setting.dice("approach", when, place)
            need = dice.pick(self.needs)
            partner = self._take(free, need, wanted=kind)
            if partner is None:
                return
            core = setting.today + timedelta(days=dice.number(-12, 12) if recent else -dice.number(30, 420))
            yield self.loom.knot(kind, need, self.partners[partner], core, dice)

    def drafts(self, knot: Knot) -> list[Approach]:
        """Return the approaches of a knot as drafts, each with the answers at its gate."""
        made = []
        for ask in knot.asks:
            self.number.value += 1
            dice = self.setting.dice("approach facts", self.number.value)
            shown = dice.weighted(SHOWN)
            made.append(
                Approach(
                    id=f"demo-a{self.number.value:05d}",
                    entity=ask.entity,
                    partner=ask.partner,
                    level=ask.level,
                    resource=ask.resource,
                    window=ask.window,
                    origin=self.setting.origin,
                    disclosure=_disclosure(ask.entity, shown, self.setting, dice),
                    country=ask.country,
                    sdgs=ask.sdgs,
                    need=ask.need,
                    topic=ask.topic,
                    stage=Stage.DRAFT,
                    owner=f"{ask.entity.lower()} focal point {dice.number(1, 3)}",
                    gate=Gate(dice.number(3, 40), dice.pick(_BENEFITS), dice.pick(_REASONS), go=True),
                )
            )
        return made

    def top_tier(self, live: Sequence[Knot]) -> frozenset[str]:
        """Return the large partners that most entities ask, one of each group."""
        asked = sorted(live, key=lambda knot: (-len(knot.asks), knot.asks[0].partner))
        large = [knot.asks[0].partner for knot in asked if self._large(knot.asks[0].partner)]
        return frozenset(dict.fromkeys(large[2 : 2 + _TOP_TIER]))

    def quiet(self, live: Sequence[Knot]) -> tuple[QuietPeriod, ...]:
        """Return quiet periods of partners that nobody asks now."""
        asked = {self.groups[ask.partner] for knot in live for ask in knot.asks}
        dice = self.setting.dice("quiet")
        free = [name for name in self.partners if self._large(name) and self.groups[name] not in asked]
        found = []
        for number, partner in enumerate(dice.sample(free, _QUIET), 1):
            start = self.setting.today + timedelta(days=dice.number(-20, 40))
            window = Period(start, start + timedelta(days=dice.number(30, 90)))
            why = dice.pick(["annual budget round", "merger under way", "new leadership", "review of its giving"])
            found.append(QuietPeriod(f"demo-q{number:02d}", partner, window, why, self.setting.origin))
        return tuple(found)

    def resolutions(self, live: Sequence[Knot]) -> tuple[Resolution, ...]:
        """Return open and done decisions about the most contested partners; everybody may read them."""
        contested = sorted(
            (k for k in live if k.pairs and not k.joined), key=lambda k: (-len(k.asks), k.asks[0].partner)
        )
        found = []
        for number, knot in enumerate(contested[:8], 1):
            dice = self.setting.dice("resolution", number)
            wording, owner = dice.pick(_DECISIONS)
            partner = knot.asks[0].partner
            due = self.setting.today + timedelta(days=dice.number(-5, 40))
            said = wording.format(partner=self.names[partner])
            owner = knot.asks[0].entity if owner == "Lead entity" else owner
            found.append(Resolution(f"demo-d{number:02d}", said, owner, due, self.setting.origin, partner, number > 6))
        return tuple(found)

    def _large(self, partner: str) -> bool:
        return self.partners[partner].kind in (Kind.MULTINATIONAL, Kind.CORPORATE_FOUNDATION, Kind.FOUNDATION)

    def _free(self, dice: Dice) -> list[str]:
        """Return one partner a group in random order, the head of a group before its members."""
        heads: dict[str, str] = {}
        for name in sorted(self.partners, key=lambda name: (not self.partners[name].affiliates, name)):
            heads.setdefault(self.groups[name], name)
        return dice.shuffled(sorted(heads.values()))

    def _take(self, free: list[str], need: Need, wanted: str) -> str | None:
        """Take the free partner that fits the need best; whoever is asked by several is large or has affiliates."""
        country, niche = need.countries[0], need.sectors[-1] if need.sectors else ""
        several = wanted != "alone"

        def fit(name: str) -> float:
            partner = self.partners[name]
            fits = 2.0 * (niche in partner.sectors) + (country in partner.countries)
            fits += 0.5 * bool(set(need.sdgs) & set(partner.sdgs))
            known = self.engaged.get(self.groups[name], set())
            fits -= 9.0 * (country in known) + several * 4.0 * bool(known)
            return fits + several * (1.5 * bool(partner.affiliates) + self._large(name))

        if not free:
            return None
        best = max(range(len(free)), key=lambda place: (fit(free[place]), -place))
        return free.pop(best)


def _named(career: Career) -> bool:
    return all(approach.disclosure.visibility is Visibility.NAMED for approach in career.approaches)


def _disclosure(entity: str, shown: Visibility, setting: Setting, dice: Dice) -> Disclosure:
    if shown is Visibility.NAMED:
        return Disclosure(entity)
    until = datetime(setting.today.year, setting.today.month, 1, tzinfo=UTC) + timedelta(days=dice.number(90, 500))
    return Disclosure(entity, shown, dice.pick(_EMBARGOES), until if dice.chance(0.6) else None)


def _links(partners: Sequence[Partner]) -> tuple[dict[str, str], dict[str, str]]:
    """Return for each head of a group a firm that it controls (half or an unknown share), and one it has a stake in."""
    controlled: dict[str, str] = {}
    stakes: dict[str, str] = {}
    for partner in partners:
        for affiliate in partner.affiliates:
            side = controlled if affiliate.share is None or affiliate.share >= 0.5 else stakes
            side.setdefault(partner.id, affiliate.partner)
    # A firm held by two ways, or by a chain, would blur what was planted.
    several = {name for name in stakes if name in controlled and controlled[name] == stakes[name]}
    return controlled, {name: firm for name, firm in stakes.items() if name not in several}


def _groups(partners: Sequence[Partner]) -> dict[str, str]:
    """Return the first id of the group that links of any share join each partner to."""
    root = {partner.id: partner.id for partner in partners}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for partner in partners:
        for affiliate in partner.affiliates:
            if affiliate.partner in root:
                low, high = sorted((find(partner.id), find(affiliate.partner)))
                root[high] = low
    return {name: find(name) for name in root}
