"""What is invented about countries: the capacity of Local Networks, who steps in, and what partners keep ready."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from data.demo.chance import Dice, Setting, deal
from data.demo.words import places
from data.local import Provision
from data.local.standbys import read_emergencies
from matching.records import Capability, Kind, LocalNetwork, Partner, Period, Resource, Size, Standby

# Of a hundred countries so many have a network of each level: coverage differs (R17 ¶61); the shares are ours.
LEVELS = {0: 38.0, 1: 27.0, 2: 22.0, 3: 13.0}
# Of a hundred partners so many keep something ready; of large companies more, since it takes stocks and staff.
_READY, _READY_LARGE = 0.05, 0.14
_ANYWHERE = 0.25
_HOURS = {12: 6.0, 24: 18.0, 48: 30.0, 72: 22.0, 120: 14.0, 168: 10.0}
_NOTES = {
    0: "No network; companies meet at events of the country team.",
    1: "A contact person and a mailing list; no programme of its own.",
    2: "Meets four times a year and can call its members together.",
    3: "Has staff and a programme, and takes part in planning with the country team.",
}
_KEPT = {
    Resource.LOGISTICS: ("{n} trucks with drivers", "{n}00 square metres of warehouse", "{n} tonnes of air freight"),
    Resource.TECHNOLOGY: ("{n} satellite terminals", "{n} mobile base stations", "Registration of {n}0,000 people"),
    Resource.IN_KIND: ("{n}000 family tents", "{n} water treatment units", "{n} tonnes of food rations"),
    Resource.EXPERTISE: ("{n} engineers", "{n} nurses and doctors", "{n} specialists for spills"),
    Resource.DATA: ("Satellite maps of damage within {n} hours of an overpass", "Movement of {n}0,000 phones by area"),
    Resource.COMMUNICATION: ("Text messages to {n}00,000 subscribers", "{n} radio stations in local languages"),
    Resource.FINANCE: ("A fund of {n}00,000 US dollars", "Cash payouts to {n}000 families"),
    Resource.VOLUNTEERS: ("{n}0 trained volunteers", "{n} translators"),
}


def make_provision(setting: Setting, partners: Sequence[Partner], capabilities: Sequence[Capability]) -> Provision:
    """Return a statement for each country where the demo's needs lie, and commitments of some partners."""
    return Provision(tuple(_networks(setting, partners)), tuple(_standbys(setting, partners, capabilities)))


def _networks(setting: Setting, partners: Sequence[Partner]) -> Iterator[LocalNetwork]:
    codes = sorted(code for code, place in places().items() if place.field)
    levels = dict(zip(codes, deal(len(codes), LEVELS, setting.dice("local networks")), strict=True))
    levels["KEN"] = 2  # the one that the guide walks through
    associations: dict[str, str] = {}
    for partner in partners:
        if partner.kind is Kind.BUSINESS_ASSOCIATION:
            associations.setdefault(partner.country, partner.id)
    for code, level in levels.items():
        day = setting.today - timedelta(days=setting.dice("local network", code).number(20, 900))
        yield LocalNetwork(code, setting.origin, level, _NOTES[level], associations.get(code, ""), "", day)


def _standbys(setting: Setting, partners: Sequence[Partner], capabilities: Sequence[Capability]) -> Iterator[Standby]:
    offered: dict[str, set[Resource]] = defaultdict(set)
    for capability in capabilities:
        offered[capability.partner].update(capability.resources)
    types = [each.id for each in read_emergencies()]
    for partner in partners:
        dice = setting.dice("standby", partner.id)
        share = _READY_LARGE if partner.size is Size.MULTINATIONAL else _READY
        able = sorted(offered[partner.id] & set(_KEPT))
        if not able or partner.kind is Kind.ACADEMIA or not dice.chance(share):
            continue
        for number, resource in enumerate(dice.sample(able, dice.number(1, 2)), 1):
            anywhere = partner.size is Size.MULTINATIONAL and dice.chance(_ANYWHERE)
            yield Standby(
                id=f"{partner.id}-s{number}",
                partner=partner.id,
                resource=resource,
                text=dice.pick(_KEPT[resource]).format(n=dice.number(2, 60)),
                hours=dice.weighted(_HOURS),
                origin=setting.origin,
                countries=() if anywhere else partner.countries,
                emergencies=tuple(sorted(dice.sample(types, dice.number(2, 5)))) if dice.chance(0.7) else (),
                period=_period(setting, dice),
                on_day=setting.today - timedelta(days=dice.number(5, 800)),
            )


def _period(setting: Setting, dice: Dice) -> Period:
    start = setting.today - timedelta(days=dice.number(30, 700))
    # One in eight has lapsed: a call sheet that counted on it would be wrong.
    ends = setting.today - timedelta(days=dice.number(1, 29)) if dice.chance(0.12) else None
    return Period(start, ends or setting.today + timedelta(days=dice.number(120, 900)))
