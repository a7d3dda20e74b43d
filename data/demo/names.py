"""Invented names: stems put together from syllables, trade words and legal forms of the country and script."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from data.demo.chance import Dice
from data.demo.words import Locality, Niche, country_name, naming
from matching.records import Kind, Size

# Languages whose names come in a script of their own, with a Latin form as alias.
NATIVE = ("ru", "zh", "ar")
_COMPANIES = (Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY)


@dataclass(frozen=True, slots=True)
class Stem:
    """An invented word in Latin script, and in the script of its country (the same where that is Latin)."""

    latin: str
    native: str


@dataclass(frozen=True, slots=True)
class OrganisationTraits:
    """What an organisation is before it has a name."""

    kind: Kind
    size: Size | None
    home: str
    niche: Niche


@dataclass(frozen=True, slots=True)
class Name:
    """A name as registered, as used in a sentence, and in Latin script when it is registered in another."""

    full: str
    short: str
    latin: str


def stem(style: str, dice: Dice) -> Stem:
    """Return an invented word in a style of names."""
    syllables = naming()["styles"][style]
    parts = ["start", "middle", "end"]
    # A second middle now and then: the more forms a word can take, the fewer names repeat.
    if style != "chinese" and dice.chance(0.25):
        parts.insert(1, "middle")
    drawn = [dice.pick(syllables[part].split()) for part in parts]
    pairs = [piece.split("=") if "=" in piece else [piece, piece] for piece in drawn]
    return Stem("".join(latin for _, latin in pairs).capitalize(), _title("".join(native for native, _ in pairs)))


def script(place: Locality, dice: Dice) -> str:
    """Return the language in which an organisation of a place is registered."""
    if place.language in NATIVE:
        return place.language if dice.chance(0.6) else f"{place.language}_latin"
    return place.language


def invent(role: OrganisationTraits, place: Locality, dice: Dice, parent: Name | None = None) -> Name:
    """Return a name for an organisation; `parent` is the name of the company behind a corporate foundation."""
    if parent:
        return _foundation(parent, place)
    kind, niche = role.kind, role.niche
    language = script(place, dice)
    word = stem(_style(place, language), dice)
    written = word.native if language in NATIVE else word.latin
    other = stem(_style(place, language), dice)
    language = language.removesuffix("_latin") if written == word.native != word.latin else _latin_language(language)
    trade = _trade(language, niche, dice)
    if kind in _COMPANIES:
        short = _company(language, written, other, trade, dice)
        full = _with_form(short, language, place, role.size, dice)
        latin = short if written == word.latin else f"{word.latin} {_trade('en', niche, dice)}"
        return Name(full, short, latin)
    pattern = dice.pick(naming()["kinds"][language][kind.value].split(";"))
    values = {"stem": written, "stem2": other.native if language in NATIVE else other.latin, "trade": trade}
    full = _fill(pattern, {**values, "parent": written})
    if written == word.latin:
        return Name(full, full.removeprefix("The "), full)
    english = dice.pick(naming()["kinds"]["en"][kind.value].split(";"))
    values = {"stem": word.latin, "stem2": other.latin, "trade": _trade("en", niche, dice), "parent": word.latin}
    return Name(full, full, _fill(english, values))


def subsidiary(parent: str, niche: Niche, place: Locality, dice: Dice) -> Name:
    """Return the name of a company of a group: the group's word, the country, a trade, a local legal form."""
    language = _latin_language(f"{place.language}_latin" if place.language in NATIVE else place.language)
    country = country_name(place.country)
    short = f"{parent} {_trade(language, niche, dice)} {country}" if dice.chance(0.6) else f"{parent} {country}"
    full = _with_form(short, language, place, Size.NATIONAL, dice)
    return Name(full, short, short)


def _foundation(parent: Name, place: Locality) -> Name:
    """Return the name of a corporate foundation, in Latin script unless its company has a name in the same language."""
    patterns = naming()["kinds"]
    latin = _fill(patterns["en"]["corporate_foundation"], {"parent": parent.latin})
    if parent.short == parent.latin or parent.short.isascii():
        language = place.language if place.language in ("fr", "es") else "en"
        latin = _fill(patterns[language]["corporate_foundation"], {"parent": parent.short})
        return Name(latin, latin, latin)
    if place.language not in NATIVE:
        return Name(latin, latin, latin)
    full = _fill(patterns[place.language]["corporate_foundation"], {"parent": parent.short})
    return Name(full, full, latin)


def respelled(name: str, dice: Dice) -> str:
    """Return the name as a second clerk would have entered it: other legal form, spelling or order."""
    ways: list[Callable[[str], str]] = [
        lambda text: re.sub(r"\b(Ltd|Limited)\b\.?", "Limited" if "Ltd" in text else "Ltd.", text),
        lambda text: text.upper(),
        lambda text: re.sub(r"[,.«»()]", "", text),
        lambda text: re.sub(r"([aeiou])\1?([lnrst])", r"\1\2\2", text, count=1),
        lambda text: text.replace(" and ", " & ").replace(" & Co.", ""),
        lambda text: text.replace("ou", "u").replace("kh", "h").replace("i", "y", 1),
        lambda text: f"{text} ({dice.pick(['HQ', 'Head Office', 'branch', 'Intl'])})",
    ]
    for way in dice.shuffled(ways):
        changed: str = way(name)
        if changed != name:
            return changed
    return f"{name} "  # never reached: the upper-case and bracket ways change every name


def slug(latin: str) -> str:
    """Return a name as part of a web address."""
    return re.sub(r"[^a-z0-9]+", "-", latin.lower().replace("é", "e").replace("ö", "o").replace("ä", "a")).strip("-")


def _company(language: str, written: str, other: Stem, trade: str, dice: Dice) -> str:
    if language == "zh":
        return f"{written}{trade}"
    if language == "ru":
        return f"{written} {trade}" if dice.chance(0.7) else f"{trade} {written}"
    if language == "ar":
        return f"شركة {written} {trade}"
    if language in ("fr", "es"):
        return f"{written} {trade}" if dice.chance(0.7) else f"{trade} {written}"
    ways = [f"{written} {trade}"] * 5 + [f"{written} & {other.latin}", written, f"{written} {trade} Works"]
    return dice.pick([way for way in ways if not way.endswith("Works Works")])


def _with_form(short: str, language: str, place: Locality, size: Size | None, dice: Dice) -> str:
    forms = naming()["forms"]
    own = f"{place.country}_{language}" if language in NATIVE else place.country
    keyed: Mapping[str, Any] = forms.get(own) or forms[_form_key(language, place)]
    form = dice.pick(keyed["msme" if size is Size.MSME else "large"].split(";"))
    if language == "zh":
        return f"{place.native[dice.number(0, len(place.native) - 1)]}{short}{form}"
    if language == "ru":
        return f"{form} «{short}»"
    return f"{short} {form}"


def _form_key(language: str, place: Locality) -> str:
    if language == "en" and place.language in NATIVE:
        return f"{place.language}_latin"
    return language


def _latin_language(language: str) -> str:
    return "en" if language.endswith("_latin") or language in NATIVE else language


def _style(place: Locality, language: str) -> str:
    return "turkic_cyrillic" if place.style == "turkic" and language.startswith("ru") else place.style


def _trade(language: str, niche: Niche, dice: Dice) -> str:
    words: str = naming()["trade"][language][niche.section]
    return dice.pick(words.split()).replace("_", " ")


def _fill(pattern: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], pattern)


def _title(text: str) -> str:
    return text[:1].upper() + text[1:].lower()
