"""The word lists behind the demo, read once: niches, sentence forms, places, names, fields of entities."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from data.countries import country
from matching.records import Resource

FOLDER = Path(__file__).resolve().parent / "words"
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
# The same reader in C where the wheel has it: seven times as fast on these files.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_WITH_ARTICLE = (
    "United",
    "Democratic",
    "Central African",
    "Russian",
    "Syrian",
    "Dominican",
    "Philippines",
    "Netherlands",
    "Gambia",
    "Comoros",
    "Maldives",
    "Solomon",
    "Lao People",
)
_PHRASES = ("products", "process", "assets", "customers", "marks", "limits", "titles", "seeks")
_SENTENCES = ("facts", "problems")


@dataclass(frozen=True, slots=True)
class NicheWords:
    """What one language has to say about a niche; each pool is a tuple of phrases or whole sentences."""

    label: str
    pools: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Niche:
    """A narrow field of work with its vocabulary by language."""

    id: str
    section: str
    fields: tuple[str, ...]
    sdgs: tuple[int, ...]
    resources: tuple[Resource, ...]
    vocabularies: dict[str, NicheWords] = field(compare=False)

    @property
    def label(self) -> str:
        """The English word for the niche."""
        return self.vocabularies["en"].label


@dataclass(frozen=True, slots=True)
class Locality:
    """A country: its language of business, style of names, cities in Latin and own script.

    Needs arise where `field` is True; elsewhere partners only have their home.
    """

    country: str
    language: str
    style: str
    weight: int
    field: bool
    cities: tuple[str, ...]
    native: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What an entity works on, in the fields that niches name, and its share of needs and engagements."""

    entity: str
    fields: tuple[str, ...]
    weight: float


def load(path: Path) -> dict[str, Any]:
    """Return the content of a YAML file of words."""
    with path.open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.load(file, Loader=_Loader)  # noqa: S506 - the C twin of the safe loader
    return content


def lines(block: str) -> tuple[str, ...]:
    """Return the lines of a block that are not blank."""
    return tuple(line.strip() for line in block.splitlines() if line.strip())


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a `;`-separated line."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


@cache
def niches() -> tuple[Niche, ...]:
    """Return all niches in order of their id, each at least with English."""
    entries: dict[str, dict[str, Any]] = {}
    vocabularies: dict[str, dict[str, NicheWords]] = {}
    for path in sorted((FOLDER / "niches").glob("*.en.yaml")):
        for name, entry in load(path).items():
            entries[name] = entry
            vocabularies[name] = {"en": _english(entry)}
    for language in LANGUAGES[1:]:
        for name, block in load(FOLDER / "niches" / f"{language}.yaml").items():
            vocabularies[name][language] = _translated(language, block)
    return tuple(
        Niche(
            id=name,
            section=entry["section"],
            fields=tuple(entry["fields"].split()),
            sdgs=tuple(int(goal) for goal in str(entry["sdgs"]).split()),
            resources=tuple(Resource(word) for word in entry["resources"].split()),
            vocabularies=vocabularies[name],
        )
        for name, entry in sorted(entries.items())
    )


def _english(entry: dict[str, Any]) -> NicheWords:
    pools = {name: phrases(entry[name]) for name in _PHRASES}
    return NicheWords(entry["label"], pools | {name: lines(entry[name]) for name in _SENTENCES})


def _translated(language: str, block: str) -> NicheWords:
    """Return what another language says of a niche: its lines, and for the rest the common stock of the language."""
    label, sold, *facts, problem = lines(block)
    stock = forms(language)
    patterns = stock["seek"].split("|")
    products = phrases(sold)
    sought = (patterns[place % len(patterns)].replace("{product}", it) for place, it in enumerate(products))
    pools = {
        "products": products,
        "facts": tuple(facts),
        "problems": (problem,),
        "titles": (label,),
        "seeks": tuple(elided(text) if language == "fr" else text for text in sought),
        "customers": phrases(stock["customers"]),
        "marks": phrases(stock["marks"]),
        "limits": phrases(stock["limits_pool"]),
    }
    return NicheWords(label, pools)


def elided(text: str) -> str:
    """Return French text with `de` and `que` shortened before a vowel."""
    return re.sub(r"\b([Dd]|[Qq]u)e (?=[aeiouéèêàâîôûAEIOUÉÈÊÀ])", r"\1'", text)


def country_name(code: str, language: str = "en") -> str:
    """Return a country's name in a language, without what stands in brackets."""
    return re.sub(r"\s*[(（][^)）]*[)）]", "", country(code).names[language])


def country_in_text(code: str, language: str = "en") -> str:
    """Return a country's name as a sentence takes it: English puts an article before some."""
    name = country_name(code, language)
    return f"the {name}" if language == "en" and name.startswith(_WITH_ARTICLE) else name


@cache
def forms(language: str) -> dict[str, Any]:
    """Return the sentence forms of a language: lines by section, and its small settings as they stand."""
    content: dict[str, Any] = {}
    for path in sorted((FOLDER / "forms").glob(f"{language}*.yaml")):
        content |= load(path)
    return {
        name: lines(value) if isinstance(value, str) and "\n" in value else value for name, value in content.items()
    }


@cache
def places() -> dict[str, Locality]:
    """Return the countries of the demo by alpha-3 code."""
    return {
        row["country"]: Locality(
            country=row["country"],
            language=row["language"],
            style=row["style"],
            weight=int(row["weight"]),
            field=row["field"] == "1",
            cities=phrases(row["cities"]),
            native=phrases(row["native"]),
        )
        for row in _rows("places")
    }


@cache
def fields() -> dict[str, Field]:
    """Return the fields of work of the demo's entities by acronym."""
    return {
        row["entity"]: Field(row["entity"], tuple(row["fields"].split()), float(row["weight"]))
        for row in _rows("entities")
    }


@cache
def naming() -> dict[str, Any]:
    """Return syllables, trade words, legal forms and patterns of names."""
    return load(FOLDER / "names.yaml")


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
