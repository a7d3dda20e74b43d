"""Names of countries and regions within names: what is left of a name without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.identity.spelling import spelled

# Parts of the world that offices and programmes are named after, and the seats of the United Nations.
_REGIONS = """
    africa; africa region; west africa; east africa; eastern africa; western africa; central africa;
    southern africa; north africa; northern africa; west and central africa; eastern and southern africa;
    sub saharan africa; asia; asia pacific; asia and the pacific; south asia; southeast asia;
    south east asia; east asia; central asia; east asia and pacific; east asia and the pacific; pacific;
    south pacific; europe; eastern europe; western europe; europe and central asia; latin america;
    latin america and the caribbean; caribbean; eastern caribbean; americas; north america; south america;
    central america; middle east; middle east and north africa; near east; arab states; arab region;
    eastern mediterranean; western pacific; geneva; nairobi; vienna; new york; rome; bonn; brussels; copenhagen;
    bangkok; amman; dakar; panama city; afrique; afrique de louest; afrique centrale; afrique de lest; asie;
    amerique latine; amerique latine et caraibes; moyen orient; etats arabes; pacifique; geneve;
    africa occidental; africa oriental; america latina; america latina y el caribe; caribe; asia y el pacifico;
    estados arabes; ginebra; африка; западная африка; восточная африка; азия; центральная азия; европа;
    латинская америка; ближнии восток; ближнем востоке; африке; центральнои азии; европе; افريقيا; غرب افريقيا;
    شرق افريقيا; اسيا; الشرق الاوسط; الدول العربيه; اوروبا; امريكا اللاتينيه
"""
_SHORT = {
    "ARE": "uae",
    "BOL": "bolivia",
    "CHN": "prc;peoples republic of china",
    "COD": "drc;dr congo;dem rep congo",
    "DOM": "dominican rep",
    "GBR": "uk;gb;great britain;northern ireland;wales",
    "IRN": "iran",
    "KOR": "korea rep;rok",
    "LAO": "lao pdr",
    "SAU": "saudi arabia;ksa;kingdom of saudi arabia",
    "SYR": "syria",
    "TZA": "tanzania",
    "USA": "us;usa;america",
    "VEN": "venezuela",
    "XKX": "kosovo;косово;كوسوفو;kosovo under unscr 1244 99",
}
# Endings of Russian names of countries, and what they become behind "government of" or "office in".
_RUSSIAN = (("ия", ("ии", "ию", "иеи")), ("а", ("ы", "е", "у", "ои")), ("я", ("и", "ю", "е")), ("ь", ("и",)))


@dataclass(frozen=True)
class Places:
    """The names of countries in several languages, each with its ISO 3166 code, and of regions, which are their own."""

    codes: Mapping[str, str]
    longest: int
    chinese: tuple[str, ...]

    @classmethod
    def of(cls, countries: Mapping[str, Iterable[str]]) -> Places:
        """Return the places of countries, given by alpha-3 code with their names in any language."""
        codes: dict[str, str] = {}
        for region in _REGIONS.split(";"):
            name = spelled(" ".join(region.split()))
            codes[name] = name
            codes[" ".join(word for word in name.split() if word not in ("and", "the", "et", "y"))] = name
        if countries:
            for code, short in _SHORT.items():
                codes |= dict.fromkeys(short.split(";"), code)
        for code, names in sorted(countries.items()):
            for name in names:
                # Taken as written, and without what stands in brackets or behind a comma.
                for form in {spelled(name), spelled(name.split("(")[0]), spelled(name.split(",")[0])} - {""}:
                    codes.setdefault(form, code)
                    for ending, others in _RUSSIAN:
                        if form.endswith(ending) and any("а" <= letter <= "я" for letter in form):
                            for other in others:
                                codes.setdefault(form.removesuffix(ending) + other, code)
        chinese = sorted(
            (name for name in codes if "\u3400" <= name[0] <= "\u9fff"), key=lambda name: (-len(name), name)
        )
        return cls(codes, max(len(name.split()) for name in codes), tuple(chinese))

    def country(self, text: str) -> str:
        """Return the code of the country whose whole name this is, "" when it is none."""
        code = self.codes.get(text, self.codes.get(text.removeprefix("the "), ""))
        return code if code.isupper() else ""

    def without(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return a tidy text without its places, and the codes of those that stood there."""
        words = text.split()
        left: list[str] = []
        found: list[str] = []
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self.longest), start, -1):
                code = self.codes.get(" ".join(words[start:end]))
                if code is not None:
                    found.append(code)
                    start = end
                    break
            else:
                left.append(words[start])
                start += 1
        return " ".join(left), tuple(found)
