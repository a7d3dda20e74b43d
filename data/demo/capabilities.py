"""The texts of partners: one to three capabilities each, in six languages by fixed shares, no two alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from data.demo.chance import Dice, Setting, apportion
from data.demo.grammar import Novelty
from data.demo.partners import PartnerDraft
from data.demo.telling import Story, length
from data.demo.words import LANGUAGES, forms, places
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


def write_capabilities(setting: Setting, drafts: Sequence[PartnerDraft]) -> list[Capability]:
    """Return the capabilities of all partners, in order of partner and number."""
    languages = _languages(setting, drafts)
    novelty = Novelty()
    return [
        _write(setting, draft, number, languages[draft.partner.id], novelty)
        for draft in drafts
        for number in range(1, _count(draft) + 1)
    ]


def _count(draft: PartnerDraft) -> int:
    return min(len(draft.niches), 3)


def _languages(setting: Setting, drafts: Sequence[PartnerDraft]) -> dict[str, str]:
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


def _write(setting: Setting, draft: PartnerDraft, number: int, language: str, novelty: Novelty) -> Capability:
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


def resources_of(draft: PartnerDraft, number: int, dice: Dice) -> tuple[Resource, ...]:
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


# Sections that may fill the middle of a profile, with how many turns each may take.
_MIDDLE = {"niche": 3, "delivery": 2, "capacity": 2, "people": 1, "story": 1, "quality": 1, "limits": 1, "women": 1}
_MIDDLE_SOFT = {"niche": 3, "delivery": 3, "people": 1, "terms": 1}
_STARTS = {"opening": 0.74, "niche": 0.1, "delivery": 0.06, "letter": 0.04, "offer": 0.06}
# Below so many words half of the profiles are a few plain lines.
_TERSE = 60
# Kinds that do not sell: they have no prices, plants or stock to tell of.
_SOFT = (
    Kind.NGO,
    Kind.FOUNDATION,
    Kind.CORPORATE_FOUNDATION,
    Kind.GOVERNMENT,
    Kind.ACADEMIA,
    Kind.BUSINESS_ASSOCIATION,
)


def profile(story: Story, words: int, first: bool = True) -> str:
    """Return a profile of about `words` words; a later text of the same teller starts with its second line of work."""
    teller, dice = story.teller, story.dice
    if first and teller.kind not in _SOFT and dice.chance(0.08) and "bullets" in story.forms:
        return story.tell("bullets")
    if first and words < _TERSE and teller.kind not in _SOFT and dice.chance(0.5):
        return _told_briefly(story, words)
    start = dice.weighted(_STARTS) if first else dice.pick(["second", "second", "niche", "delivery"])
    sections = [start, "opening"] if first and start not in ("opening", "letter") else [start]
    turns = _MIDDLE_SOFT if teller.kind in _SOFT else _MIDDLE
    middle = dice.shuffled([name for name, count in turns.items() for _ in range(count)])
    ending = dice.sample(["offer", "terms", "offer", "limits"], dice.number(1, 2))
    parts: list[str] = []
    told: set[str] = set()
    for section in [*sections, "niche", *middle]:
        if length(" ".join(parts), story.language) >= words - 18 * len(ending):
            break
        _add(story, section, parts)
        told.add(section)
    for section in ending:
        if section == "offer" or section not in told:
            _add(story, section, parts)
            told.add(section)
    return _joined(story, parts)


def _told_briefly(story: Story, words: int) -> str:
    """Return a small firm's few lines."""
    parts = [story.tell("short")]
    for section in story.dice.shuffled(["offer", "limits", "terms", "delivery", "people"]):
        if length(" ".join(parts), story.language) >= words - 8:
            break
        _add(story, section, parts)
    return _joined(story, parts)


def _joined(story: Story, parts: Sequence[str]) -> str:
    return ("" if story.language == "zh" else " ").join(dict.fromkeys(parts))


def _add(story: Story, section: str, parts: list[str]) -> None:
    if section == "women" and not story.teller.women_led:
        return
    name = _form_of(story.teller.kind, story.language, section)
    if name == "letter" and story.teller.kind in _SOFT:
        name = _form_of(story.teller.kind, story.language, "opening")
    if (name == "niche" or name in story.forms) and not story.told_out(name):
        parts.append(story.tell(name))


@cache
def _form_of(kind: Kind, language: str, section: str) -> str:
    """Return the most specific list of forms that the language has for a section."""
    word = {Kind.NATIONAL_COMPANY: "company", Kind.CORPORATE_FOUNDATION: "foundation"}.get(kind, kind.value)
    word = word.removeprefix("business_")
    candidates = [f"{section}_{word}"]
    if kind is Kind.MULTINATIONAL:
        candidates.append(f"{section}_company")
    if section == "terms" and kind in _SOFT:
        candidates.insert(0, "terms_soft")
    if kind not in (Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY):
        candidates.append(f"{section}_other")
    known = forms(language)
    return next((name for name in candidates if name in known), section)
