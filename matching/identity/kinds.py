"""What kind of organisation a name names, with reasons: what a file says of it is a hint and no more.

IATI's organisation type 70 is "private sector", and publishers put governments, UN bodies and "Private donors" there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType

from matching.identity.entities import EntityHit, Standing, telling
from matching.identity.entity_words import SUPPORT
from matching.identity.gazetteer import World, brand
from matching.identity.lexicon import CHINESE, LONGEST, PHRASES, PLAIN, STRONG, WEAK, is_chinese
from matching.identity.parts import bare_acronym, parts
from matching.identity.placeholders import is_person, is_placeholder
from matching.identity.reading import read_name
from matching.identity.spelling import spelled
from matching.names.words import CHINESE_LEGAL, LEGAL, LEGAL_PHRASES
from matching.records import NameClass, NameKind, NameReason

# What a file reports decides only where the name says nothing.
HINT = 0.5
# From this lead over the second kind, and from this weight of its own, a kind is safe.
SURE_LEAD, SURE_WEIGHT = 1.5, 2.0
# A further word for the same kind, when the words are no strong ones.
AGAIN = 0.25
# IATI organisation types; a few publishers write other codes, which say nothing.
_REPORTED = MappingProxyType(
    dict.fromkeys(("10", "11", "15"), NameKind.GOVERNMENT)
    | dict.fromkeys(("21", "22", "23", "24"), NameKind.NGO)
    | dict.fromkeys(("70", "71", "72", "73"), NameKind.COMPANY)
    | {"40": NameKind.MULTILATERAL, "60": NameKind.FOUNDATION, "80": NameKind.ACADEMIA}
)
_BANKS = frozenset({"WBG", "IMF", "GEF", "Unitaid"})
# Legal forms that are also words or initials of others: only at the end of a name do they tell a company.
_LOOSE_WORDS = """
    as sa se co est ab oy ag pt coop group grupo groupe gruppe holding holdings establishment plant
"""
_LOOSE = frozenset(_LOOSE_WORDS.split())
_FOUNDATIONS = frozenset({NameKind.FOUNDATION, NameKind.CORPORATE_FOUNDATION})
# Letters that ministries and departments are called by in tables of who does what where.
_OFFICE = re.compile(
    r"(?:Do[A-Z]{1,4}|Mo[A-Z]{1,5}|MO[AEHILTJ]|MO(?:PH|HP|FA|LSA|SA|WR|AI|RR|EST)|DG[A-Z]{2,3}|MINSA\w*|MSPP|MSP|PNP|NDMA|NDMO)(?![a-z])"
)
_LIST = re.compile(r"\s*/\s*|\s+and\s+|\s*&\s*|\s+et\s+|\s+y\s+|\s*\+\s*|\s*,\s*|[()]")
_LEGAL_END = re.compile(r"(?:有限公司|有限责任公司|股份公司|集团公司|公司|集团)$")


Say = Callable[[NameKind, str, str, float], None]


@dataclass(frozen=True)
class Context:
    """What else is known of a name: the type that the file reports ("70"), and the world that it is read before."""

    world: World = field(default_factory=World.of)
    reported: str = ""


def classify(name: str, context: Context | None = None) -> NameClass:
    """Return what kind of organisation a name names; unknown when nothing tells."""
    known = context or Context()
    text = spelled(name)
    left, places = known.world.places.without(text)
    hit = known.world.entities.find(name)
    if settled := _settled(name, text, (left, places), hit, known) or _known(name, text, known):
        return settled
    weights: dict[NameKind, float] = defaultdict(float)
    reasons: list[NameReason] = []

    def say(kind: NameKind, because: str, found: str, weight: float) -> None:
        weights[kind] += weight
        reasons.append(NameReason(kind, because, found, weight))

    _of_entities(name, text, hit, say)
    _of_words(text, say)
    _of_companies(name, known.world, weights, say)
    if not any(weight >= PLAIN for weight in weights.values()) and is_person(name):
        say(NameKind.INDIVIDUAL, "called as a person", name.split(maxsplit=1)[0], PLAIN)
    if office := _OFFICE.match(name.strip()):
        say(NameKind.GOVERNMENT, "letters of a ministry or department", office.group(), PLAIN)
    if not weights and places and (known.reported or not left):
        return NameClass(NameKind.UNKNOWN, False, (NameReason(NameKind.UNKNOWN, "place and unknown words", left, 0.0),))
    reported = _REPORTED.get(known.reported, NameKind.UNKNOWN)
    if reported is not NameKind.UNKNOWN:
        say(reported, "reported type", known.reported, HINT)
    elif not weights and left:
        say(NameKind.NGO, "no sign, and most names without one are of NGOs", text, WEAK)
    return _verdict(weights, reasons)


def _settled(
    name: str, text: str, without: tuple[str, tuple[str, ...]], hit: EntityHit | None, known: Context
) -> NameClass | None:
    """Return what needs no weighing: nobody, several, a country alone, an entity.

    `without` is the name without its places, and their codes; regions have none, and no government either.
    """
    left, places = without
    pieces = [piece.strip() for piece in re.split(r"[;|]", name) if piece.strip()]
    if len(pieces) > 1 and known.world.places.country(spelled(pieces[0])):
        del pieces[0]  # "Somalia; UNFPA" says where
    found = None
    if len(pieces) > 1 or (hit and hit.standing is Standing.SEVERAL) or _several(name, hit, known.world):
        found = (NameKind.SEVERAL, "several names in one", "; ".join(pieces))
    elif hit and hit.standing in (Standing.IS, Standing.OFFICE) and not hit.ambiguous:
        kind = NameKind.MULTILATERAL if hit.entity in _BANKS else NameKind.UN_BODY
        found = (kind, "name of an entity", hit.alias)
    elif known.world.places.country(text) or (places and not left and all(code.isupper() for code in places)):
        found = (NameKind.GOVERNMENT, "name of a country", text)
    elif is_placeholder(name, left):
        found = (NameKind.PLACEHOLDER, "stands for nobody in particular", name.strip())
    if found:
        return NameClass(found[0], True, (NameReason(*found, STRONG),))
    if hit and hit.ambiguous:
        letters = NameReason(NameKind.UN_BODY, "letters of an entity", hit.alias, PLAIN)
        return NameClass(NameKind.UN_BODY, False, (letters,))
    return None


def _several(name: str, hit: EntityHit | None, world: World) -> bool:
    """Return whether a name lists organisations: letters between slashes, or at least two that are known."""
    pieces = [piece.strip() for piece in _LIST.split(name) if piece.strip()]
    if len(pieces) < 2 or (
        hit and hit.standing is Standing.IS and hit.entity and not hit.ambiguous and "/" not in name
    ):
        return False
    if world.organisations.find(name, read_name(name, world.places))[0]:
        return False
    said = [_who(piece, world) for piece in pieces]
    known = {who for who in said if who}
    letters = all(bare_acronym(piece) for piece in pieces)
    return len(known) > 1 or (letters and bool(known) and not all(said))


def _who(name: str, world: World) -> str:
    """Return the entity or organisation that a piece of a name is known to be, "" for none."""
    hit = world.entities.find(name)
    if hit and hit.entity and hit.standing in (Standing.IS, Standing.OFFICE):
        return hit.entity
    return world.organisations.find(name, read_name(name, world.places))[0]


def _known(name: str, text: str, known: Context) -> NameClass | None:
    """Return the kind of an organisation that is known everywhere, None for another name."""
    said = parts(name, known.world.places)
    for each in said.names:
        found, _ = known.world.organisations.find(each, read_name(each, known.world.places))
        if not found and said.members and said.acronyms:
            found = known.world.organisations.by_acronym.get(said.acronyms[0], "")
        if found:
            kind = known.world.organisations.by_id[found].kind
            return NameClass(kind, True, (NameReason(kind, "known everywhere", text, STRONG),))
    return None


def _phrases(text: str) -> list[tuple[str, tuple[tuple[NameKind, float], ...]]]:
    """Return the known words of a name; of overlapping phrases the longest."""
    found: list[tuple[str, tuple[tuple[NameKind, float], ...]]] = []
    if is_chinese(text):
        rest = text.replace(" ", "")
        for phrase in sorted(CHINESE, key=lambda each: (-len(each), each)):
            if phrase in rest:
                found.append((phrase, CHINESE[phrase]))
                rest = rest.replace(phrase, " ")
    words = text.split()
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + LONGEST), start, -1):
            phrase = " ".join(words[start:end])
            kinds = PHRASES.get(phrase) or PHRASES.get(phrase.removeprefix("ال").removeprefix("وال"))
            if kinds:
                found.append((phrase, kinds))
                start = end
                break
        else:
            start += 1
    return found


def _legal_forms(text: str) -> list[str]:
    forms = [phrase for phrase in LEGAL_PHRASES if f" {phrase} " in f" {text} "]
    words = text.split()
    forms += [
        word for place, word in enumerate(words) if word in LEGAL and (word not in _LOOSE or place == len(words) - 1)
    ]
    if words and words[0] in ("ооо", "оао", "зао", "пао", "ао", "тоо", "pt"):
        forms.append(words[0])
    if is_chinese(text) and (end := _LEGAL_END.search(text.replace(" ", ""))):
        forms.append(end.group())
    return [form for form in dict.fromkeys(forms) if form not in CHINESE_LEGAL[8:] and len(words) + len(text) > 2][:2]


def _of_entities(name: str, text: str, hit: EntityHit | None, say: Say) -> None:
    if hit and hit.standing in (Standing.SUPPORTER, Standing.COMMITTEE):
        say(NameKind.NGO, "supports an entity and is not it", hit.alias, STRONG)
    if hit and hit.standing is Standing.PART:
        say(NameKind.UN_BODY, "holds the name of an entity", hit.alias, PLAIN if hit.entity else STRONG)
    if not hit and "un" in telling(name):
        supports = SUPPORT & set(telling(name))
        say(NameKind.NGO if supports else NameKind.UN_BODY, "United Nations in the name", text, STRONG + WEAK)


def _of_words(text: str, say: Say) -> None:
    words = _phrases(text)
    within = {word for phrase, _ in words if " " in phrase for word in phrase.split()}
    forms = [form for form in _legal_forms(text) if form not in within]
    for form in forms:
        say(NameKind.COMPANY, "legal form", form, STRONG if form not in _LOOSE else PLAIN)
    said: set[NameKind] = set()
    for phrase, kinds in words:
        for kind, weight in kinds:
            if phrase not in forms:
                # Of causes one is as good as three: women, children and youth.
                say(kind, "word", phrase, weight if kind not in said or weight >= STRONG else weight * AGAIN)
                said.add(kind)


def _of_companies(name: str, world: World, weights: dict[NameKind, float], say: Say) -> None:
    words = brand(name)
    if not words or words not in world.companies:
        return
    if weights.keys() & _FOUNDATIONS:
        say(NameKind.CORPORATE_FOUNDATION, "foundation with the name of a company", " ".join(words), STRONG + WEAK)
    else:
        say(NameKind.COMPANY, "name of a company", " ".join(words), STRONG)


def _verdict(weights: dict[NameKind, float], reasons: list[NameReason]) -> NameClass:
    if not weights:
        return NameClass(NameKind.UNKNOWN, False)
    # Of two equally likely kinds, a company is the one that a file claims too easily.
    order = [NameKind.GOVERNMENT, *list(NameKind)[1:], NameKind.COMPANY]
    ranked = sorted(weights, key=lambda kind: (-weights[kind], order.index(kind)))
    best = ranked[0]
    lead = weights[best] - (weights[ranked[1]] if len(ranked) > 1 else 0.0)
    told = tuple(sorted(reasons, key=lambda reason: (reason.kind is not best, -reason.weight, reason.found)))
    return NameClass(best, weights[best] >= SURE_WEIGHT and lead >= SURE_LEAD, told)
