"""Features of names and partners for comparison."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from matching.identity import identifiers as ids
from matching.identity.clusters import NAME
from matching.identity.domains import registered
from matching.identity.forms import legal_forms
from matching.identity.gazetteer import World
from matching.identity.lexicon import is_chinese
from matching.identity.spelling import spelled
from matching.identity.weighing import Known
from matching.names import Folded, fold
from matching.names.words import CHINESE_LEGAL
from matching.records import Kind, NameClass, NameKind, Partner

_KINDS = {
    Kind.MULTINATIONAL: NameKind.COMPANY,
    Kind.NATIONAL_COMPANY: NameKind.COMPANY,
    Kind.CORPORATE_FOUNDATION: NameKind.FOUNDATION,
    Kind.FOUNDATION: NameKind.FOUNDATION,
    Kind.NGO: NameKind.NGO,
    Kind.GOVERNMENT: NameKind.GOVERNMENT,
    Kind.ACADEMIA: NameKind.ACADEMIA,
    Kind.BUSINESS_ASSOCIATION: NameKind.NGO,
}
# Names tell these apart badly: a foundation may be an NGO, and a chamber an association.
_ALIKE = {NameKind.CORPORATE_FOUNDATION: NameKind.FOUNDATION, NameKind.ASSOCIATION: NameKind.NGO}
# A Chinese name often begins with its city or province, with the word for it or without.
_CITY = re.compile(r"^(\w{2,3}?)[市省]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
# "And" of one letter between two words: Zanetti e Figli.
_AND = re.compile(r"(?<=\w) [eyиЕYИE] (?=\w)")
# Names in which a character is read in another way than it mostly is.
_READ_OTHERWISE = {"地": "di"}
_GERMAN = frozenset({"DEU", "AUT", "CHE", "LIE", "LUX"})
# Müller is Mueller where a keyboard has no ü.
_UMLAUT = re.compile(r"(?<=[A-Za-z])([aou])e(?=[A-Za-z])")
_COMPARED = frozenset({NameKind.COMPANY, NameKind.FOUNDATION, NameKind.NGO, NameKind.GOVERNMENT, NameKind.ACADEMIA})


class _Around(NamedTuple):
    kind: NameKind
    country: str
    domain: str
    identifiers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to resolve, with what its row says of it; `reported` is its IATI organisation type."""

    name: str
    country: str = ""
    domain: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    reported: str = ""


def described(asked: Asked, kind: NameClass, world: World) -> Known:
    """Return a name taken apart; its kind counts only where it is sure."""
    told = _ALIKE.get(kind.kind, kind.kind) if kind.sure else NameKind.UNKNOWN
    around = _Around(
        told if told in _COMPARED else NameKind.UNKNOWN,
        asked.country,
        registered(asked.domain),
        ids.normal(asked.identifiers),
    )
    return _known(asked.name, world, around)


def described_partner(partner: Partner, world: World) -> list[Known]:
    """Return the names of a partner taken apart, its own first."""
    around = _Around(
        _KINDS.get(partner.kind, NameKind.UNKNOWN),
        partner.country,
        registered(partner.website),
        ids.normal(partner.identifiers),
    )
    return [_known(name, world, around) for name in dict.fromkeys((partner.name, *partner.aliases))]


def name_key(name: str, country: str) -> str:
    """Return the id under which people judge a name that is no record."""
    return f"{NAME}{spelled(name)}|{country}"


def _known(name: str, world: World, around: _Around) -> Known:
    if around.country in _GERMAN:
        name = _UMLAUT.sub(r"\1", name)
    folded, places = _without_places(name, world)
    text = spelled(name)
    exact = "" if folded.words or folded.concepts else text
    script = (
        "chinese" if is_chinese(text) else "arabic" if folded.arabic else "cyrillic" if _CYRILLIC.search(text) else ""
    )
    return Known(name, exact, folded, legal_forms(name), places, *around, script, _characters(text))


def _characters(text: str) -> str:
    """Return the characters of a Chinese name without legal form and the word for a city, "" for another name."""
    if not is_chinese(text):
        return ""
    text = _CITY.sub(r"\1", text)
    for form in CHINESE_LEGAL:
        text = text.replace(form, "")
    return text.replace(" ", "")


def _without_places(name: str, world: World) -> tuple[Folded, frozenset[str]]:
    name = _AND.sub(" ", name).replace("o-op", "oop")
    text = spelled(name)
    if is_chinese(text):
        text = _CITY.sub(r"\1 ", text)
        for characters, reading in _READ_OTHERWISE.items():
            text = text.replace(characters, f" {reading} ")
        found = [place for place in world.places.chinese if place in text]
        for place in found:
            text = text.replace(place, " ")
        return fold(text), frozenset(world.places.codes[place] for place in found)
    left, codes = world.places.without(text)
    return _establishment(fold(left if codes else name)), frozenset(codes)


def _establishment(folded: Folded) -> Folded:
    """Return an Arabic name in which one word is both foundation and firm, as a firm when it tells its business."""
    if (
        folded.arabic
        and "foundation" in folded.concepts
        and len(folded.concepts) > 1
        and "charity" not in folded.concepts
    ):
        return replace(folded, concepts=folded.concepts - {"foundation"})
    return folded
