"""Features of names and partners for comparison."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from matching.identity import identifiers as ids
from matching.identity.clusters import NAME
from matching.identity.domains import registered
from matching.identity.entities import Standing
from matching.identity.forms import legal_forms
from matching.identity.gazetteer import World
from matching.identity.lexicon import is_chinese
from matching.identity.parts import Parts, bare_acronym, initials, parts
from matching.identity.reading import Word, read_words
from matching.identity.spelling import spelled
from matching.identity.weighing import Known
from matching.names import Folded, fold
from matching.names.words import CHINESE_LEGAL, CONCEPTS, FILLERS, LEGAL
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
# What is said of a country when its government is meant; alone with a country they name it.
_GOVERNMENT_WORDS = """
    government governments govt gov of the royal gouvernement gobierno governo regierung правительство حكومه de del du
    la le el republic republique republica federal kingdom state national republika i и et y and l d des los las
    gouvernment goverment
"""
_GOVERNMENT = frozenset(_GOVERNMENT_WORDS.split())
_OURS = frozenset({Standing.IS, Standing.OFFICE, Standing.COMMITTEE})


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


def described(asked: Asked, kind: NameClass, world: World) -> tuple[Known, ...]:
    """Return a name taken apart, as a whole first and then as each of its parts that is a name.

    Its kind counts only where it is sure.
    """
    told = _ALIKE.get(kind.kind, kind.kind) if kind.sure else NameKind.UNKNOWN
    around = _Around(
        told if told in _COMPARED else NameKind.UNKNOWN,
        asked.country,
        registered(asked.domain),
        ids.normal(asked.identifiers),
    )
    return _known(asked.name, world, around)


def described_partner(partner: Partner, world: World) -> tuple[Known, ...]:
    """Return the names of a partner taken apart, its own first."""
    around = _Around(
        _KINDS.get(partner.kind, NameKind.UNKNOWN),
        partner.country,
        registered(partner.website),
        ids.normal(partner.identifiers),
    )
    names = dict.fromkeys((partner.name, *partner.aliases))
    found = [known for name in names for known in _known(name, world, around)]
    # Letters among the other names of a partner are its own.
    letters = frozenset(filter(None, map(bare_acronym, partner.aliases)))
    return tuple(replace(known, acronyms=known.acronyms | letters) if letters else known for known in found)


def name_key(name: str, country: str) -> str:
    """Return the id under which people judge a name that is no record."""
    return f"{NAME}{spelled(name)}|{country}"


def _known(name: str, world: World, around: _Around) -> tuple[Known, ...]:
    if around.country in _GERMAN:
        name = _UMLAUT.sub(r"\1", name)
    text = spelled(name)
    read = parts(name, world.places)
    said = read.names
    title = tuple(sorted(text.split()))
    found = []
    for place, each in enumerate(said):
        known = _one(each, read, world, around)
        found.append(replace(known, name=name, title=title, alone=place == 0))
    return tuple(found)


def _one(name: str, read: Parts, world: World, around: _Around) -> Known:
    text = spelled(name)
    chinese = is_chinese(text)
    words = () if chinese else read_words(text, world.places)
    folded, places = _folded(name, text, words, world)
    organisation, members = _organisation(name, words, read, world)
    exact = "" if folded.words or folded.concepts else text
    script = "chinese" if chinese else "arabic" if folded.arabic else "cyrillic" if _CYRILLIC.search(text) else ""
    home = world.organisations.by_id.get(organisation.partition("/")[0])
    members = (members | read.members | read.qualifiers) - {"", home.home if home and not home.federated else ""}
    return Known(
        name,
        exact,
        folded,
        legal_forms(name),
        places,
        *around,
        script=script,
        characters=_characters(text),
        core=_core(words),
        letters=bare_acronym(name),
        acronyms=frozenset(read.acronyms),
        initials=initials(name),
        organisation=organisation,
        members=members,
        government=_government(words, read) if not chinese else "",
        general=frozenset(word.text for word in words if word.general),
    )


def _organisation(name: str, words: Sequence[Word], read: Parts, world: World) -> tuple[str, frozenset[str]]:
    """Return the organisation that a name is known everywhere to mean, and the members or places said besides."""
    hit = world.entities.find(name)
    if hit and hit.entity and hit.standing in _OURS and not hit.ambiguous:
        member = hit.standing is Standing.COMMITTEE
        places = frozenset(word.place for word in words if word.place)
        return f"{hit.entity}/{hit.body}{'/committee' if member else ''}", places if member else frozenset()
    found, places = world.organisations.find(name, words)
    if not found and read.members and len(read.acronyms) == 1:
        found = world.organisations.by_acronym.get(read.acronyms[0], "")
    known = world.organisations.by_id.get(found)
    if known is None:
        return "", frozenset()
    if known.federated:
        return f"{found}//federated", places
    # The offices of others are theirs; a sister in a country where money is raised may be one of its own.
    return f"{found}//", places


def _government(words: Sequence[Word], read: Parts) -> str:
    """Return the code of the country whose government a name is, "" for another name."""
    places = {word.place for word in words if word.place}
    if len(places) != 1 or read.acronyms or any(word.text not in _GOVERNMENT for word in words if not word.place):
        return ""
    (code,) = places
    return code if code.isupper() else ""


def _core(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the words of a name in one form and in order, without those that say nothing."""
    told = [word for word in words if word.place or (word.text not in FILLERS and word.text not in LEGAL)]
    return tuple(
        sorted(f"@{word.place}" if word.place else CONCEPTS.get(word.text, _singular(word.text)) for word in told)
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.isascii() and word.endswith("s") and not word.endswith("ss") else word


def _characters(text: str) -> str:
    """Return the characters of a Chinese name without legal form and the word for a city, "" for another name."""
    if not is_chinese(text):
        return ""
    text = _CITY.sub(r"\1", text)
    for form in CHINESE_LEGAL:
        text = text.replace(form, "")
    return text.replace(" ", "")


def _folded(name: str, text: str, words: Sequence[Word], world: World) -> tuple[Folded, frozenset[str]]:
    """Return a name folded without its places and general words, and the codes of the places."""
    if is_chinese(text):
        text = _CITY.sub(r"\1 ", text)
        for characters, reading in _READ_OTHERWISE.items():
            text = text.replace(characters, f" {reading} ")
        found = [place for place in world.places.chinese if place in text]
        for place in found:
            text = text.replace(place, " ")
        return fold(text), frozenset(world.places.codes[place] for place in found)
    places = frozenset(word.place for word in words if word.place)
    left = [word.text for word in words if not word.place and not word.general]
    if not left:
        left = [word.text for word in words if not word.place]
    told = " ".join(left)
    plain = _AND.sub(" ", name).replace("o-op", "oop")
    return _establishment(fold(told if places or told != text else plain)), places


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
