"""Fills the slots of sentence forms for one teller and one niche, so that a text agrees with itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.demo.chance import Dice
from data.demo.grammar import NumberStyle, expand
from data.demo.names import stem
from data.demo.words import Niche, country_in_text, elided, forms, places
from matching.records import Kind, Resource, Size

# Slots that draw from a pool of the niche.
_POOLS = {
    "product": "products",
    "process": "process",
    "asset": "assets",
    "customer": "customers",
    "mark": "marks",
    "fact": "facts",
    "limit": "limits",
    "problem": "problems",
    "title": "titles",
}
# A profile names no more countries than this.
_LISTED = 5
_STOPS = (".", "!", "?", "。", "”", '"', "»", "؟")
# Chinese is counted in characters: about this many stand for one word.
_CHARACTERS_A_WORD = 1.7


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a profile, with the facts that all its texts must agree on."""

    short: str
    kind: Kind
    size: Size | None
    country: str
    countries: tuple[str, ...]
    since: int
    staff: int
    women_led: bool
    today: date


class Story:
    """Fills the slots of one text; nothing of a pool comes twice before all of it was used."""

    def __init__(self, teller: Teller, niche: Niche, language: str, resources: Sequence[Resource], dice: Dice) -> None:
        self.teller, self.niche, self.language, self.dice = teller, niche, language, dice
        self.resources = [resource.value for resource in resources]
        self.forms = forms(language)
        self.figures = NumberStyle(self.forms["thousands"], self.forms["decimal"], self.forms["step"])
        self._rest: dict[str, list[str]] = {}
        year = teller.today.year
        recent = max(teller.since, year - dice.number(1, 4))
        earlier = min(recent, max(teller.since, year - dice.number(5, 11)))
        home = self._cities(teller.country)
        # Who is at home where nothing is needed works elsewhere: the second place is then abroad.
        fields = [code for code in teller.countries if places()[code].field]
        away = dice.pick(fields) if fields else teller.country
        self.plain = {
            "name": teller.short,
            "label": niche.vocabularies[language].label,
            "since": str(teller.since),
            "recent": str(recent),
            "earlier": str(earlier),
            "nextyear": str(year + 1),
            "country": country_in_text(teller.country, language),
            "countries": self.joined([country_in_text(code, language) for code in teller.countries[:_LISTED]]),
            "country2": country_in_text(away, language),
            "place": home[0],
            "place2": home[1 % len(home)] if away == teller.country else self._abroad(away, home),
            "staff": f"{teller.staff:,}".replace(",", self.forms["thousands"]),
        }

    def tell(self, section: str) -> str:
        """Return one sentence or a few of a section, capitalised."""
        form = "{fact}" if section == "niche" else self._draw(section, self.forms[section])
        text = expand(form, self.fill, self.dice, self.figures)
        if self.language == "fr":
            text = elided(text)
        return capitalised(text if text.endswith(_STOPS) else f"{text}{self.forms['stop']}")

    def _abroad(self, code: str, home: list[str]) -> str:
        """Return a place in another country, in the script of the story."""
        if self.language in ("en", "fr", "es") or places()[code].language == self.language:
            return self._cities(code)[0]
        # A city that has no name here in this script: Russian needs some city for its grammar, others take the country.
        return home[1 % len(home)] if self.language == "ru" else country_in_text(code, self.language)

    def told_out(self, section: str) -> bool:
        """Return whether all sentences of a section have been told."""
        name = "niche facts" if section.startswith("niche") else section
        return self._rest.get(name) == []

    def _cities(self, code: str) -> list[str]:
        place = places()[code]
        own = self.language == place.language and place.native
        return self.dice.shuffled(place.native if own else place.cities)

    def fill(self, slot: str) -> str:
        """Return the words for a slot of a sentence form."""
        if slot.endswith("_l"):
            return lowered(self.fill(slot.removesuffix("_l")))
        if slot in self.plain:
            return self.plain[slot]
        if slot in _POOLS:
            return self._draw(f"niche {_POOLS[slot]}", self.pool(_POOLS[slot]))
        return self._drawn(slot)

    def pool(self, name: str) -> tuple[str, ...]:
        """Return the phrases of one kind that the niche has in the story's language."""
        return self.niche.vocabularies[self.language].pools[name]

    def _drawn(self, slot: str) -> str:
        """Return words that are put together anew each time."""
        if slot == "products":
            count = min(self.dice.number(2, 4), len(self.pool("products")))
            return self.joined([self.fill("product") for _ in range(count)])
        if slot == "stem":
            return stem(places()[self.teller.country].style.replace("chinese", "anglo"), self.dice).latin
        if slot in ("month", "months"):
            return self.dice.pick(str(self.forms["months"]).split()).replace("_", " ")
        if slot == "tongues":
            return self.dice.pick(str(self.forms["tongues"]).split("|"))
        if slot == "resource_terms":
            offers: dict[str, str] = self.forms["resources"]
            return self.joined([self.dice.pick(offers[name].split("|")) for name in self.resources[:2]])
        return self._draw(slot, self.forms[slot])

    def _draw(self, name: str, items: Sequence[str]) -> str:
        rest = self._rest.setdefault(name, [])
        if not rest:
            rest.extend(items)
        return rest.pop(self.dice.number(0, len(rest) - 1))

    def joined(self, parts: Sequence[str]) -> str:
        """Return the parts as a list in words: `a, b and c`."""
        comma, last = self.forms["and"].split("|")
        return parts[0] if len(parts) == 1 else last.join([comma.join(parts[:-1]), parts[-1]])


def length(text: str, language: str) -> int:
    """Return the number of words; Chinese characters count by their usual share of a word."""
    return int(len(text) / _CHARACTERS_A_WORD) if language == "zh" else len(text.split())


def capitalised(text: str) -> str:
    """Return the text with a capital at the start of each sentence."""
    return re.sub(r"(^|[.!?] )([^\W\d_])", lambda match: match[1] + match[2].upper(), text)


def lowered(text: str) -> str:
    """Return the text with a small first letter, unless it starts with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
