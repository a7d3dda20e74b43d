"""The texts of partners: one to three capabilities each, in six languages by fixed shares, no two alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from data.demo.chance import Dice, apportion
from data.demo.novelty import Novelty
from data.demo.partners import Draft
from data.demo.profiles import profile
from data.demo.setting import Setting
from data.demo.telling import Story
from data.demo.words import LANGUAGES, places
from matching.records import Capability, Kind, Period, Resource, Size

# Share of partners that write in each language, in percent; the rest write English, and so do others on niches for
# which their language has no words here.
SHARES = {"en": 75.0, "fr": 8.0, "es": 7.0, "ar": 5.0, "zh": 3.0, "ru": 2.0}
# What kinds of partner give beyond what their niche suggests.
_LEANINGS = {
    Kind.FOUNDATION: (Resource.FINANCE, Resource.INNOVATIVE_FINANCE),
    Kind.CORPORATE_FOUNDATION: (Resource.FINANCE, Resource.VOLUNTEERS),
    Kind.NGO: (Resource.EXPERTISE, Resource.VOLUNTEERS),
    Kind.ACADEMIA: (Resource.DATA, Resource.EXPERTISE),
    Kind.GOVERNMENT: (Resource.SECONDMENT, Resource.DATA),
    Kind.BUSINESS_ASSOCIATION: (Resource.MARKET_ACCESS, Resource.COMMUNICATION),
}
_EXTRA = (Resource.COMMUNICATION, Resource.SECONDMENT, Resource.VOLUNTEERS, Resource.MARKET_ACCESS, Resource.FINANCE)


def write_capabilities(setting: Setting, drafts: Sequence[Draft]) -> list[Capability]:
    """Return the capabilities of all partners, in order of partner and number."""
    languages = _languages(setting, drafts)
    novelty = Novelty()
    return [
        _write(setting, draft, number, languages[draft.partner.id], novelty)
        for draft in drafts
        for number in range(1, _count(draft) + 1)
    ]


def _count(draft: Draft) -> int:
    return min(len(draft.niches), 3)


def _languages(setting: Setting, drafts: Sequence[Draft]) -> dict[str, str]:
    """Return the language of each partner: its own country's for as many as the shares say, else English."""
    quota = apportion(len(drafts), SHARES)
    speakers: dict[str, list[str]] = defaultdict(list)
    for draft in drafts:
        language = places()[draft.teller.country].language
        if language != "en" and language in draft.niches[0].vocabularies:
            speakers[language].append(draft.partner.id)
    chosen = {
        partner: language
        for language in LANGUAGES[1:]
        for partner in setting.dice("language", language).sample(speakers[language], quota[language])
    }
    return {draft.partner.id: chosen.get(draft.partner.id, "en") for draft in drafts}


def _write(setting: Setting, draft: Draft, number: int, language: str, novelty: Novelty) -> Capability:
    dice = setting.dice("capability", draft.partner.id, number)
    niche, teller = draft.niches[number - 1], draft.teller
    language = language if language in niche.vocabularies else "en"
    resources = resources_of(draft, number, dice)
    words = _words(teller.size, dice)

    def tell(attempt: int) -> str:
        told = setting.dice("text", draft.partner.id, number, attempt)
        return profile(Story(teller, niche, language, resources, told), words, first=number == 1)

    start = teller.today - timedelta(days=dice.number(0, 900))
    return Capability(
        id=f"{draft.partner.id}-c{number}",
        partner=draft.partner.id,
        text=novelty.newest(tell),
        origin=setting.origin,
        language=language,
        resources=resources,
        countries=tuple(sorted(dice.sample(teller.countries, max(1, round(len(teller.countries) * 0.8))))),
        sdgs=tuple(sorted(dice.sample(niche.sdgs, dice.number(1, 3)))),
        period=Period(start, start + timedelta(days=dice.number(400, 1900)) if dice.chance(0.4) else None),
        capacity=dice.number(1, 12) if dice.chance(0.6) else None,
    )


def resources_of(draft: Draft, number: int, dice: Dice) -> tuple[Resource, ...]:
    """Return one to four resources that the partner offers with its numbered capability."""
    own = dice.sample(draft.niches[number - 1].resources, dice.number(1, 3))
    leaning = dice.sample(_LEANINGS.get(draft.teller.kind, ()), dice.number(0, 2))
    extra = [dice.pick(_EXTRA)] if dice.chance(0.25) else []
    return tuple(dict.fromkeys([*own, *leaning, *extra]))[:4]


def _words(size: Size | None, dice: Dice) -> int:
    """Return a length in words: small firms both terse and talkative, large ones not always long."""
    if size is Size.MSME:
        return dice.number(40, 75) if dice.chance(0.5) else dice.number(80, 225)
    return dice.number(45, 100) if dice.chance(0.35) else dice.number(90, 230)
