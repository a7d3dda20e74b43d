"""Profiles: what a partner says of itself, by a plan of sections; each section has many sentence forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from data.demo.telling import Story, length
from data.demo.words import forms
from matching.records import Kind

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
