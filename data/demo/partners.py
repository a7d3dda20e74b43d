"""Invented partners: kinds, sizes, homes and niches in fixed shares, names by country, groups by ownership."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.countries import country, read_countries
from data.demo.chance import Dice, Setting, deal
from data.demo.names import Name, OrganisationTraits, invent, slug, subsidiary
from data.demo.telling import Teller
from data.demo.words import Niche, niches, places
from matching.records import Affiliate, Kind, Partner, Size

# Partners by kind and size, in percent. Companies lead as on a private-sector platform, 45 of 100 companies are
# msme; the kinds without size keep the order of A/72/310 Annex A.
SHARES: dict[tuple[Kind, Size | None], float] = {
    (Kind.MULTINATIONAL, Size.MULTINATIONAL): 14.5,
    (Kind.NATIONAL_COMPANY, Size.NATIONAL): 18.2,
    (Kind.NATIONAL_COMPANY, Size.MSME): 26.8,
    (Kind.NGO, None): 11.5,
    (Kind.GOVERNMENT, None): 7.0,
    (Kind.ACADEMIA, None): 6.5,
    (Kind.BUSINESS_ASSOCIATION, None): 5.0,
    (Kind.CORPORATE_FOUNDATION, None): 4.0,
    (Kind.OTHER, None): 3.5,
    (Kind.FOUNDATION, None): 3.0,
}
# One national company in eight belongs to a group, so that ownership matters without ruling.
_SUBSIDIARY = 0.125
# Of partners at home in another language so many have a niche of which that language has words here.
_SPOKEN = 0.8
# Names to draw before giving up; the syllables allow some hundred thousand of each style.
_TRIES = 200
_WOMEN_LED = {Size.MSME: 0.28, Size.NATIONAL: 0.14, Size.MULTINATIONAL: 0.07}
_STAFF: dict[Size | Kind, tuple[int, int]] = {
    Size.MSME: (3, 180),
    Size.NATIONAL: (190, 2400),
    Size.MULTINATIONAL: (2600, 74000),
    Kind.NGO: (6, 700),
    Kind.FOUNDATION: (4, 45),
    Kind.CORPORATE_FOUNDATION: (3, 40),
    Kind.BUSINESS_ASSOCIATION: (3, 40),
    Kind.GOVERNMENT: (25, 900),
    Kind.ACADEMIA: (8, 140),
    Kind.OTHER: (5, 260),
}
_ABROAD: dict[Size | Kind, tuple[int, int]] = {
    Size.MSME: (0, 1),
    Size.NATIONAL: (0, 4),
    Size.MULTINATIONAL: (5, 18),
    Kind.NGO: (0, 6),
    Kind.FOUNDATION: (2, 8),
    Kind.CORPORATE_FOUNDATION: (2, 8),
    Kind.ACADEMIA: (0, 4),
}


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """A partner with what its texts need to know: its niches and the facts that they repeat."""

    partner: Partner
    name: Name
    niches: tuple[Niche, ...]
    teller: Teller


def draft_partners(setting: Setting, count: int) -> list[PartnerDraft]:
    """Return `count` partners in order of id; a company lists its foundation and the firms it owns as affiliates."""
    slots = deal(count, SHARES, setting.dice("kinds"))
    homes = _homes(setting, slots)
    trades = _trades(setting, homes)
    press = _Press(setting)
    drafts: dict[int, PartnerDraft] = {}
    parents: list[int] = []
    founders: list[int] = []
    # Multinationals first: foundations and subsidiaries are named after them.
    for index in sorted(range(count), key=lambda index: (slots[index][0] is not Kind.MULTINATIONAL, index)):
        kind, size = slots[index]
        dice = setting.dice("owner", index)
        parent = None
        if kind is Kind.CORPORATE_FOUNDATION and founders:
            parent = founders.pop(dice.number(0, len(founders) - 1))
        elif size is Size.NATIONAL and parents and dice.chance(_SUBSIDIARY):
            parent = dice.pick(parents)
        niche = trades[index]
        draft = press.draft(
            index, OrganisationTraits(kind, size, homes[index], niche), None if parent is None else drafts[parent]
        )
        drafts[index] = draft
        if parent is not None:
            owner = drafts[parent].partner
            share = None if kind is Kind.CORPORATE_FOUNDATION else round(dice.fraction(0.26, 1.0), 2)
            held = (*owner.affiliates, Affiliate(draft.partner.id, share))
            drafts[parent] = replace(drafts[parent], partner=replace(owner, affiliates=held))
        elif kind is Kind.MULTINATIONAL:
            parents.append(index)
            founders.append(index)
    return [drafts[index] for index in range(count)]


def _homes(setting: Setting, slots: list[tuple[Kind, Size | None]]) -> list[str]:
    """Return a home for each partner: large groups mostly where large groups are at home, the rest mostly elsewhere."""
    large = [index for index, (kind, _) in enumerate(slots) if kind is Kind.MULTINATIONAL]
    local = [index for index, (kind, _) in enumerate(slots) if kind is not Kind.MULTINATIONAL]
    groups = {
        code: place.weight * (0.3 if place.field else 3.0) for code, place in places().items() if place.weight > 1
    }
    others = {code: place.weight * (1.0 if place.field else 0.55) for code, place in places().items()}
    homes = dict(zip(large, deal(len(large), groups, setting.dice("homes", "large")), strict=True))
    homes |= dict(zip(local, deal(len(local), others, setting.dice("homes", "local")), strict=True))
    return [homes[index] for index in range(len(slots))]


def _trades(setting: Setting, homes: list[str]) -> list[Niche]:
    """Return a niche for each partner, all equally often; abroad mostly those with words in the language there."""
    spoken = [niche for niche in niches() if len(niche.vocabularies) > 1]
    silent = [niche for niche in niches() if len(niche.vocabularies) == 1]
    foreign = [index for index, home in enumerate(homes) if places()[home].language != "en"]
    native = [index for index, home in enumerate(homes) if places()[home].language == "en"]
    total = {True: len(homes) * len(spoken) / len(niches()), False: len(homes) * len(silent) / len(niches())}
    abroad = min(_SPOKEN * len(foreign), total[True])
    trades: dict[int, Niche] = {}
    for group, share, name in ((foreign, abroad, "foreign"), (native, total[True] - abroad, "native")):
        weights = {niche: share / len(spoken) for niche in spoken}
        weights |= {niche: (len(group) - share) / len(silent) for niche in silent}
        if not group:
            continue
        trades |= dict(zip(group, deal(len(group), weights, setting.dice("trades", name)), strict=True))
    return [trades[index] for index in range(len(homes))]


def partner_id(number: int) -> str:
    """Return the id of the partner with a number, counted from 1."""
    return f"demo-p{number:05d}"


class _Press:
    """Drafts partners one by one and never gives a name twice."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.used: set[str] = set()

    def draft(self, index: int, role: OrganisationTraits, parent: PartnerDraft | None) -> PartnerDraft:
        kind, size, home, niche = role.kind, role.size, role.home, role.niche
        dice = self.setting.dice("partner", index)
        name = self._name(role, parent, dice)
        trades = (niche, *_neighbours(niche, size, dice))
        countries = (home, *_abroad(home, _ABROAD.get(size or kind, (0, 1)), dice))
        low, high = _STAFF[size or kind]
        teller = Teller(
            short=name.short,
            kind=kind,
            size=size,
            country=home,
            countries=countries,
            since=self.setting.today.year - (dice.number(3, 24) if dice.chance(0.7) else dice.number(25, 68)),
            staff=round(low * (high / low) ** dice.fraction(0, 1)),
            women_led=dice.chance(_WOMEN_LED.get(size, 0.3) if size else 0.3),
            today=self.setting.today,
        )
        partner = Partner(
            id=partner_id(index + 1),
            name=name.full,
            kind=kind,
            origin=self.setting.origin,
            size=size,
            country=home,
            countries=tuple(sorted(countries)),
            sectors=tuple(dict.fromkeys(word for trade in trades for word in (trade.section, trade.label))),
            sdgs=tuple(sorted({goal for trade in trades for goal in dice.sample(trade.sdgs, 3)})),
            aliases=tuple(alias for alias in dict.fromkeys((name.latin, name.short)) if alias != name.full),
            identifiers={"demo": f"DEMO-{home}-{index + 1:06d}"},
            website=f"https://{slug(name.latin) or 'demo'}-{index + 1}.example",
            women_led=teller.women_led if size or kind is Kind.NGO else None,
        )
        return PartnerDraft(partner, name, trades, teller)

    def _name(self, role: OrganisationTraits, parent: PartnerDraft | None, dice: Dice) -> Name:
        place = places()[role.home]
        for attempt in range(_TRIES):
            # A group that has used up its names in a country opens one under a name of its own.
            parent = parent if attempt < _TRIES // 4 else None
            if parent and role.kind is Kind.NATIONAL_COMPANY:
                word = parent.name.latin.split()[0]
                name = subsidiary(word, role.niche, place, dice)
            else:
                name = invent(role, place, dice, parent.name if parent else None)
            keys = {name.short.casefold(), name.latin.casefold()}
            if not keys & self.used:
                self.used |= keys
                return name
        raise RuntimeError(
            f"no free name for a {role.kind} in {role.home} after {_TRIES} tries: widen data/demo/words/names.yaml"
        )


def _neighbours(niche: Niche, size: Size | None, dice: Dice) -> list[Niche]:
    """Return further niches, none to two, that share a field with the first."""
    wanted = dice.weighted({0: 0.75, 1: 0.25}) if size is Size.MSME else dice.weighted({0: 0.4, 1: 0.4, 2: 0.2})
    related = [other for other in niches() if other is not niche and set(other.fields) & set(niche.fields)]
    return dice.sample(related, wanted)


def _abroad(home: str, bounds: tuple[int, int], dice: Dice) -> list[str]:
    """Return further countries of work, most of them of the home's region, the rest developing countries."""
    wanted = dice.number(*bounds)
    region = country(home).subregion
    near = [other.iso3 for other in read_countries() if other.subregion == region and other.iso3 in places()]
    far = [code for code in places() if country(code).least_developed or places()[code].weight > 1]
    close = dice.sample([code for code in near if code != home], wanted if bounds[1] < 5 else wanted // 2)
    rest = [code for code in far if code != home and code not in close]
    return [*close, *dice.sample(rest, wanted - len(close))]
