"""Whether two names with what is known of them are one organisation: clues in bits that add up.

A clue says how much more often it is seen between two records of one organisation than between two of different ones
(Fellegi and Sunter 1969): shared words by how rare they are, an acronym by how rare its letters are. How much each kind
of clue is then worth beside the others is learned (`LEARNED`), so that their sum is a probability that holds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from rapidfuzz.distance import OSA

from matching.identity import identifiers as ids
from matching.names import Folded, fold
from matching.names.arabic import plain_latin, reads
from matching.names.comparing import has_number, same_word
from matching.names.translations import ORDINARY
from matching.records import Clue, NameKind

# As if among so many at least: in a short list a word is no rarer in the world than in a long one.
FEWEST = 1000
WHOLE, SPELLED, SOUNDED = 5.0, 3.5, 4.5
# Below this likeness two spellings say nothing. Across scripts names are compared by their sounds, which say less.
CLOSE, BY_SOUND = 0.5, 0.9
TOO_MUCH, MOST_A_WORD, MOST_MISSING, LONE = 2.0, 7.0, 18.0, 20.0
DOING_SAME, DOING_SILENT, DOING_PARTLY, DOING_OTHER, DOING_TELLS = 2.0, -1.0, -4.0, -10.0, -9.0
FORM_SAME, FORM_OTHER, FORM_GROUP = 1.0, -2.0, -3.0
PLACE_SAME, PLACE_OTHER, PLACE_ONE_SIDE, PLACE_AT_HOME = 2.0, -20.0, -6.0, -1.0
COUNTRY_SAME, COUNTRY_OTHER = 2.5, -5.0
DOMAIN_SAME, DOMAIN_OTHER = 9.0, -3.0
IDENTIFIER_SAME, IDENTIFIER_OTHER = 25.0, -60.0
KIND_OTHER = -8.0
SAME_NAME, WORD_FOR_WORD = 20.0, 4.0
# A word of so many letters is seldom another one with one letter changed.
LONG_WORD = 6
GOVERNMENT_SAME, GOVERNMENT_OTHER = 20.0, -20.0
ORGANISATION_SAME, ORGANISATION_OTHER, ORGANISATION_ONE_SIDE = 20.0, -20.0, -6.0
MEMBER_OTHER, OFFICE = -8.0, -2.0
ACRONYM_STATED, ACRONYM_BESIDE, LETTERS_OTHER = 10.0, 2.0, -15.0
# How often names begin their words with a letter, out of those that count in names of organisations.
_BEGIN = """
    a 121 c 90 s 84 o 81 d 74 f 69 i 53 r 50 h 46 m 40 p 39 e 37 n 35 t 32 u 32 g 31 w 22 l 17 b 15 v 11 k 10 j 5 y 3
    z 2
    q 1 x 1
"""
_LETTERS = dict(zip(_BEGIN.split()[::2], map(int, _BEGIN.split()[1::2]), strict=True))
# The first letters of an acronym tell most: many names end in development organisation.
TELLING_LETTERS, LATER_LETTER = 3, 0.5
# Whose letters they are may not stand in the register at all, and others may have the same.
LETTERS_LESS = -8.3
# As if among so many at least where an acronym is looked for: whose it is may not stand in the register.
FEWEST_ACRONYMS = 60
# Countries where organisations have sisters rather than offices.
_SISTERS = """
    AUS AUT BEL CAN CHE CZE DEU DNK ESP FIN FRA GBR HKG HUN IRL ISL ITA JPN KOR LIE LTU LUX LVA NLD NOR NZL POL PRT SGP
    SVK SVN SWE USA
"""
MEMBERS = frozenset(_SISTERS.split())
# Chinese names that sound alike are written alike when they are one; a name in traditional characters is for a person.
CHARACTERS_OTHER = -2.0
# What is thought of two names that share enough to be compared, in a register of so many as `FEWEST`.
BASE = -3.2
# What a clue is worth: the weights of a logistic regression that may turn no clue against its sense, on pairs of real
# names, of companies and listed firms, and of invented names respelled and their neighbours. On pairs left out in turn
# the loss falls from 0.35 (all weights 1) to 0.14. A kind that is not named here was too rare to learn.
LEARNED = MappingProxyType(
    {
        "words": 0.2,
        "other words": 0.2,
        "whole name": 0.68,
        "word for word": 0.56,
        "other spelling": 0.48,
        "sounds alike": 0.91,
        "read alike": 1.26,
        "run together": 1.33,
        "line of business": 0.69,
        "legal form": 0.75,
        "group or holding": 1.38,
        "place in the name": 0.46,
        "office": 0.98,
        "member": 1.52,
        "country": 0.2,
        "web domain": 0.72,
        "kind": 0.39,
        "known organisation": 0.56,
        "other characters": 1.33,
        "the same name": 0.49,
    }
)
_NEARLY = {True: "other spelling", False: "sounds alike"}
# Words after which many organisations are named, however few of them this register has; folded as `fold` does.
_COMMON_WORDS = """
    first second third united general central royal new great american european african asian pacific atlantic
    north south east west northern southern eastern western star sun gold golden silver green blue red white
    black smart modern future alpha beta delta omega sigma prime premier elite best top standard classic quality
    universal union republic star peace hope life light vision progress unity friendship victory success capital
    city metro continental oriental people community family home world planet earth nature land sea ocean river
    mountain crystal diamond eagle lion phoenix dragon
"""
COMMON = frozenset(word for name in (*_COMMON_WORDS.split(), *ORDINARY) for word in fold(name).words)
COMMON_BITS = 5.0
# A word that tells bodies of one name apart: Volta, the Volta Foundation and the Volta Bank are three.
_TELLING_WORDS = """
    foundation association university charity cooperative bank insurance school hospital hotel pharmacy airline
"""
_TELLING = frozenset(_TELLING_WORDS.split())
# Shorter names that differ in gaps alone may be two.
_SHORT = 5
_BUSINESS = frozenset({NameKind.COMPANY, NameKind.UNKNOWN})


@dataclass(frozen=True)
class Known:
    """A name taken apart, with what else is known of who bears it.

    `exact` is what is compared when nothing tells but form and place; `folded` is without the places. `characters` are
    those of a Chinese name without its legal form. `title` are all words as written, in one order, `core` those that
    count
    in one language;
    `letters` is what the name is when it is an acronym, `acronyms` are those it states, `initials` those
    that may be made of it. `organisation` is what it is known to be everywhere, `members` the places of its member or
    office, `government` the country whose government it is. A name that is one of several parts is not `alone`.
    """

    name: str
    exact: str
    folded: Folded
    forms: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    kind: NameKind = NameKind.UNKNOWN
    country: str = ""
    domain: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    script: str = ""
    characters: str = ""
    title: tuple[str, ...] = ()
    core: tuple[str, ...] = ()
    letters: str = ""
    acronyms: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    organisation: str = ""
    members: frozenset[str] = frozenset()
    government: str = ""
    general: frozenset[str] = frozenset()
    alone: bool = True


@dataclass(frozen=True)
class Rarity:
    """How much a word tells, in bits: the rarer among the names of a register, the more."""

    count: int
    seen: Mapping[str, int]

    def bits(self, word: str) -> float:
        """Return what it tells that two names share a word; a word that half the world is named after tells little."""
        if word in COMMON:
            return COMMON_BITS
        return math.log2((max(self.count, FEWEST) + 2) / (self.seen.get(word, 0) + 1))

    def initials(self, acronym: str) -> float:
        """Return what it tells that an acronym is made of a name's initials: more in a short list, of rare letters."""
        told = [math.log2(1000 / _LETTERS.get(letter, 60)) for letter in acronym]
        count = min(max(self.count, FEWEST_ACRONYMS), FEWEST)
        return (
            sum(told[:TELLING_LETTERS])
            + LATER_LETTER * sum(told[TELLING_LETTERS:])
            + math.log2(FEWEST / count)
            + LETTERS_LESS
        )

    @property
    def prior(self) -> float:
        """What is thought of a pair before anything is compared: the less, the more names there are beside it."""
        return BASE - LEARNED["words"] * math.log2(max(self.count, FEWEST) / FEWEST)


def weigh(one: Known, other: Known, rarity: Rarity) -> tuple[Clue, ...]:
    """Return the clues for and against one organisation; symmetric in the two."""
    clues = [*_names(one, other, rarity), *_around(one, other)]
    worth = (Clue(clue.name, clue.bits * LEARNED.get(clue.name, 1.0), clue.detail) for clue in clues if clue.bits)
    return Clue("prior", rarity.prior), *worth


def _names(one: Known, other: Known, rarity: Rarity) -> list[Clue]:
    if one.title == other.title and one.title:
        return [Clue("the same name", SAME_NAME, " ".join(one.title))]
    if one.government or other.government:
        same = one.government == other.government
        told = " / ".join(sorted({one.government, other.government} - {""}))
        return [Clue("government", GOVERNMENT_SAME if same else GOVERNMENT_OTHER, told)]
    if one.organisation and other.organisation:
        return _known_everywhere(one, other)
    if (one.letters or other.letters) and (clues := _letters(one, other, rarity)):
        return clues
    clues = _by_words(one, other, rarity)
    if one.acronyms & other.acronyms:
        clues.append(Clue("acronym", ACRONYM_BESIDE, ", ".join(sorted(one.acronyms & other.acronyms))))
    elif one.organisation or other.organisation:
        clues.append(Clue("known organisation", ORGANISATION_ONE_SIDE, one.organisation or other.organisation))
    return clues


def _known_everywhere(one: Known, other: Known) -> list[Clue]:
    """Return what two names say that both are known: of one movement or of two, and of which member."""
    if one.organisation != other.organisation:
        told = " / ".join(sorted((one.organisation, other.organisation)))
        return [Clue("another organisation", ORGANISATION_OTHER, told)]
    clues = [Clue("known organisation", ORGANISATION_SAME, one.organisation)]
    if one.members != other.members:
        told = " / ".join(sorted(",".join(sorted(side.members)) or "none" for side in (one, other)))
        office = not one.organisation.endswith("//federated") and not (one.members | other.members) & MEMBERS
        both = one.members and other.members
        clues.append(Clue("office", OFFICE, told) if office and not both else Clue("member", MEMBER_OTHER, told))
    elif one.members:
        clues.append(Clue("place in the name", PLACE_SAME, ",".join(sorted(one.members))))
    return clues


def _letters(one: Known, other: Known, rarity: Rarity) -> list[Clue]:
    """Return what an acronym says of a name, or of another acronym; nothing when it may be a word as well."""
    if one.letters and other.letters:
        if one.letters == other.letters:
            return _with_members(one, other, Clue("acronym", ACRONYM_STATED, one.letters))
        return [Clue("other letters", LETTERS_OTHER, " / ".join(sorted((one.letters, other.letters))))]
    short, long = (one, other) if one.letters else (other, one)
    if short.letters in long.acronyms or short.acronyms & long.acronyms:
        return _with_members(one, other, Clue("acronym", ACRONYM_STATED, short.letters))
    if short.letters in long.initials:
        bits = rarity.initials(short.letters)
        if short.organisation or long.organisation or (long.acronyms and short.letters not in long.acronyms):
            bits += ORGANISATION_ONE_SIDE
        return _with_members(one, other, Clue("initials", bits, short.letters))
    return []


def _with_members(one: Known, other: Known, clue: Clue) -> list[Clue]:
    if one.members == other.members:
        return [clue]
    told = " / ".join(sorted(",".join(sorted(side.members)) or "none" for side in (one, other)))
    return [clue, Clue("member", MEMBER_OTHER, told)]


def _by_words(one: Known, other: Known, rarity: Rarity) -> list[Clue]:
    left, right = one.folded, other.folded
    clues = []
    # Of names that differ in their gaps alone, one may hide what it does within a word: Brightwater.
    whole = _run_together(*(tuple(word for word, _ in side.literal) for side in (left, right)))
    if whole and left.concepts != right.concepts:
        clues += [Clue("words", rarity.bits(whole), whole), Clue("run together", SPELLED)]
        return [*clues, *_forms(one.forms, other.forms), *_places(one, other)]
    if left.words or right.words:
        clues += _words(one, other, rarity)
    elif left.concepts == right.concepts and one.places == other.places and one.exact == other.exact:
        told = sorted({*left.concepts, *one.places}) or [one.exact]
        clues += [Clue("words", min(COMMON_BITS * len(told), 10.0), " ".join(told)), Clue("whole name", WHOLE)]
    if one.characters and other.characters and one.characters != other.characters:
        clues.append(Clue("other characters", CHARACTERS_OTHER, " / ".join(sorted((one.characters, other.characters)))))
    if one.core == other.core and len(one.core) > 1:
        clues.append(Clue("word for word", WORD_FOR_WORD, " ".join(one.core)))
    clues.append(_doing(left.concepts, right.concepts))
    clues += _forms(one.forms, other.forms)
    clues += _places(one, other)
    return clues


def _words(one: Known, other: Known, rarity: Rarity) -> list[Clue]:
    left, right = one.folded, other.folded
    across = left.arabic is not right.arabic
    mine, theirs = (left.sounds, right.sounds) if across else (left.words, right.words)
    whole = "" if across else _run_together(mine, theirs)
    if whole:
        return [Clue("words", rarity.bits(whole), whole), Clue("run together", SPELLED)]
    pairs, extra_words = _aligned(mine, theirs, _likeness(left, right, across))
    shared = [(min(mine[i], theirs[j]), rarity.bits(mine[i]), rarity.bits(theirs[j]), close) for i, j, close in pairs]
    bits = sum(min(a, b) * (close - CLOSE) / (1 - CLOSE) for _, a, b, close in shared) * (BY_SOUND if across else 1.0)
    clues = [Clue("words", bits, " ".join(sorted({word for word, *_ in shared})))] if shared else []
    if extra_words:
        clues.append(Clue("other words", _missing(extra_words, rarity), " ".join(sorted(extra_words))))
    elif across:
        read = all(_reads(left.written[i], right.written[j]) for i, j, _ in pairs)
        clues.append(Clue("read alike", SOUNDED) if read else Clue("sounds alike", SPELLED - SOUNDED))
    elif shared:
        exact = all(close == 1.0 for *_, close in shared)
        slip = one.script == other.script and _slip(mine, theirs, pairs)
        told = Clue("slip of the pen", SPELLED) if slip else Clue(_NEARLY[one.script == other.script], SPELLED)
        clues.append(Clue("whole name", WHOLE) if exact else told)
    return clues


def _slip(mine: tuple[str, ...], theirs: tuple[str, ...], pairs: Sequence[tuple[int, int, float]]) -> bool:
    """Return whether one letter of one long word differs, beside another word that tells and is the same."""
    other = [(mine[i], theirs[j]) for i, j, close in pairs if close < 1]
    same = any(close == 1 and mine[i] not in COMMON for i, _, close in pairs)
    return same and len(other) == 1 and min(map(len, other[0])) >= LONG_WORD and OSA.distance(*other[0]) == 1


def _likeness(left: Folded, right: Folded, across: bool) -> Callable[[int, int], float]:
    """Return what says how alike a word of the left is to one of the right, by their places."""
    if not across:
        return lambda i, j: same_word(left.words[i], right.words[j], across=False)

    def heard(i: int, j: int) -> float:
        return (
            1.0
            if _reads(left.written[i], right.written[j])
            else same_word(left.sounds[i], right.sounds[j], across=True)
        )

    return heard


def _run_together(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    """Return a name that differs from the other in its gaps alone, "" when they differ otherwise."""
    whole = "".join(left)
    apart = len(left) != len(right) and len(whole) > _SHORT and whole == "".join(right)
    return whole if apart and not any(map(has_number, (*left, *right))) else ""


def _reads(one: str, other: str) -> bool:
    return reads(one, plain_latin(other)) or reads(other, plain_latin(one))


def _missing(extra: list[str], rarity: Rarity) -> float:
    """Return what words on one side alone weigh; a single letter or a number is as good as another name."""
    lone = [word for word in extra if len(word) <= 2 or has_number(word)]
    long = sum(min(TOO_MUCH + rarity.bits(word) / 2, MOST_A_WORD) for word in extra if word not in lone)
    return -LONE * len(lone) - min(long, MOST_MISSING)


def _aligned(
    left: tuple[str, ...], right: tuple[str, ...], alike: Callable[[int, int], float]
) -> tuple[list[tuple[int, int, float]], list[str]]:
    """Return the places of words that find their like on the other side, closest first, and words that find none."""
    if left == right:
        return [(place, place, 1.0) for place in range(len(left))], []
    ranked = sorted(
        ((alike(i, j), i, j) for i in range(len(left)) for j in range(len(right))),
        key=lambda each: (-each[0], min(left[each[1]], right[each[2]]), max(left[each[1]], right[each[2]])),
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for closeness, i, j in ranked:
        if closeness and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j, closeness))
    extra = [word for i, word in enumerate(left) if i not in used_left]
    return pairs, extra + [word for j, word in enumerate(right) if j not in used_right]


def _doing(left: frozenset[str], right: frozenset[str]) -> Clue:
    only = sorted(left ^ right)
    told = ", ".join(only) if only else ", ".join(sorted(left))
    if left == right:
        return Clue("line of business", DOING_SAME if left else 0.0, told)
    if any(word in _TELLING for word in only):
        return Clue("line of business", DOING_TELLS, told)
    if not left or not right:
        return Clue("line of business", DOING_SILENT * len(only), told)
    if not left & right:
        return Clue("line of business", DOING_OTHER, told)
    partly = bool(left - right) and bool(right - left)
    return Clue("line of business", DOING_PARTLY if partly else DOING_SILENT * len(only), told)


def _forms(left: frozenset[str], right: frozenset[str]) -> list[Clue]:
    told = " / ".join(sorted(", ".join(sorted(forms)) or "none" for forms in (left, right)))
    clues = []
    if ("group" in left) is not ("group" in right):
        clues.append(Clue("group or holding", FORM_GROUP, told))
    mine, theirs = left - {"group"}, right - {"group"}
    if mine and theirs:
        clues.append(Clue("legal form", FORM_SAME if mine & theirs else FORM_OTHER, told))
    return clues


def _places(one: Known, other: Known) -> list[Clue]:
    if one.members != other.members and one.places | one.members == other.places | other.members:
        return [Clue("place in the name", PLACE_SAME, ", ".join(sorted(one.places | one.members)))]
    if one.places == other.places and one.members != other.members:
        told = " / ".join(sorted(",".join(sorted(side.members)) or "none" for side in (one, other)))
        office = not (one.members and other.members) and not (one.members | other.members) & MEMBERS
        return [Clue("office", OFFICE, told) if office else Clue("member", MEMBER_OTHER, told)]
    if one.places and other.places:
        same = one.places == other.places
        told = ", ".join(sorted(one.places if same else one.places ^ other.places))
        return [Clue("place in the name", PLACE_SAME if same else PLACE_OTHER, told)]
    if one.places or other.places:
        named, bare = (one, other) if one.places else (other, one)
        bits = PLACE_AT_HOME if bare.country and named.places == {bare.country} else PLACE_ONE_SIDE
        return [Clue("place in the name", bits, ", ".join(sorted(named.places)))]
    return []


def _around(one: Known, other: Known) -> list[Clue]:
    clues = []
    if one.country and other.country:
        same = one.country == other.country
        told = one.country if same else " / ".join(sorted((one.country, other.country)))
        clues.append(Clue("country", COUNTRY_SAME if same else COUNTRY_OTHER, told))
    if one.domain and other.domain:
        same = one.domain == other.domain
        told = one.domain if same else " / ".join(sorted((one.domain, other.domain)))
        clues.append(Clue("web domain", DOMAIN_SAME if same else DOMAIN_OTHER, told))
    if scheme := ids.conflict(one.identifiers, other.identifiers):
        clues.append(Clue("identifier", IDENTIFIER_OTHER, scheme))
    elif scheme := ids.agree(one.identifiers, other.identifiers):
        clues.append(Clue("identifier", IDENTIFIER_SAME, scheme))
    # What is only guessed is no evidence against a name's own equal.
    if one.title != other.title and one.kind is not other.kind and NameKind.UNKNOWN not in (one.kind, other.kind):
        clues.append(Clue("kind", KIND_OTHER, " / ".join(sorted((one.kind, other.kind)))))
    return clues
