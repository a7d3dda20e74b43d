"""A name as people write it, taken into its parts: names, acronyms, tags, places, and the branch that is meant.

"UNDP United Nations Development Programme", "ACF - Action contre la Faim", "Danish Refugee Council (DRC) [NGO]",
"Somalia; UNFPA", "MSF-B" and "HEKS/EPER" say more than one thing each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from matching.identity.lexicon import is_chinese
from matching.identity.places import Places
from matching.identity.spelling import spelled
from matching.names.words import FILLERS

# What says of a name what kind of organisation it is, and is no part of it.
_TAGS = """
    ngo;ngos;ingo;nngo;lngo;ong;ongi;onl;ongn;osc;cso;cbo;nonprofit;non profit;nonprofit organization;local ngo;
    national ngo
    international ngo;local;national;international;ong locale;ong nationale;ong internationale;ong local;ong nacional
    ong internacional;un;un agency;government;govt;gov;private;private sector;company;donor;implementing partner;partner
    нко;нпо;منظمه غير حكوميه;منظمه;registered;charity;association;foundation;individual;academia;other;other ngo
    headquarters;hq;country office;regional office;head office;main office;field office;global;internal fund
"""
_TAG = frozenset(spelled(tag) for line in _TAGS.splitlines() for tag in line.split(";") if tag.strip())
_FORMER = re.compile(
    r"^(?:formerly(?: known as)?|former|previously|ex|anciennement|ex-|antes|aka|a\.k\.a\.|also known as)\b[\s:.-]*",
    re.I,
)
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_DASH = re.compile(r"\s+[-\u2010-\u2015]+\s*|\s*[\u2010-\u2015]\s+|\s*[-\u2010-\u2015]+\s+|\s*[:|]\s*|\s+/\s*|\s*/\s+")
_SLASH = re.compile(r"\s*/\s*")
_WORD = re.compile(r"[^\W_]+(?:['\u2019.&][^\W_]+)*")
# Letters behind the acronym of a movement, and the member that they stand for.
_MEMBERS = {
    "b": "BEL", "be": "BEL", "bel": "BEL", "f": "FRA", "fr": "FRA", "e": "ESP", "es": "ESP", "ch": "CHE", "h": "NLD",
    "nl": "NLD", "g": "DEU", "d": "DEU", "de": "DEU", "ger": "DEU", "s": "CHE", "sw": "CHE", "i": "ITA",
    "it": "ITA", "uk": "GBR", "gb": "GBR", "us": "USA", "usa": "USA", "c": "CAN", "ca": "CAN", "n": "NOR", "no": "NOR",
    "dk": "DNK", "se": "SWE", "fi": "FIN", "ie": "IRL", "j": "JPN", "jp": "JPN", "au": "AUS", "a": "AUT", "at": "AUT",
    "kr": "KOR", "p": "PRT", "pt": "PRT", "lux": "LUX", "l": "LUX",
}  # fmt: skip
_SHORTEST, _LONGEST = 2, 10
_PLACE = 5


@dataclass(frozen=True, slots=True)
class Parts:
    """What a name says: its `names` (the first is what it is called), its `acronyms` in lower case, and whom it means.

    `qualifiers` are codes of places in brackets or behind a dash; `members` those that letters behind an acronym mean;
    `several` says that it lists organisations and is the name of none.
    """

    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    qualifiers: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    several: bool = False


@lru_cache(maxsize=50_000)
def parts(name: str, places: Places) -> Parts:
    """Return the parts of a name."""
    return _Reader(places).read(name)


@lru_cache(maxsize=200_000)
def bare_acronym(text: str) -> str:
    """Return the acronym that a text is, in lower case, "" when it is a word or several."""
    if len(text) > 2 * _LONGEST:
        return ""
    word = text.strip().strip(".").strip()
    letters = re.sub(r"[.\u2019'&]", "", word)
    if not _SHORTEST <= len(letters) <= _LONGEST or not letters.isalnum() or is_chinese(letters):
        return ""
    upper = sum(letter.isupper() for letter in letters)
    return letters.casefold() if upper >= 2 and upper * 2 >= len(letters) and letters[0].isupper() else ""


@lru_cache(maxsize=200_000)
def initials(name: str) -> frozenset[str]:
    """Return the acronyms that may be made of a name, in lower case: of all its words, and of those that tell."""
    words = [word for word in _WORD.findall(name.replace("-", " ").replace("/", " ")) if not word.isdigit()]
    while words and spelled(words[-1]) in _FIRMS:
        words.pop()
    if not 2 <= len(words) <= 14:
        return frozenset()
    folded = [(spelled(word) or "x")[0] for word in words]
    telling = [letter for letter, word in zip(folded, words, strict=True) if spelled(word) not in _SMALL]
    return frozenset(found for found in ("".join(folded), "".join(telling)) if len(found) >= _SHORTEST)


_FIRMS = frozenset({"inc", "ltd", "limited", "llc", "plc", "gmbh", "ev", "onlus", "asbl"})
_SMALL = FILLERS | {
    "in",
    "on",
    "at",
    "with",
    "a",
    "an",
    "para",
    "por",
    "pour",
    "en",
    "au",
    "aux",
    "l",
    "d",
    "its",
    "sur",
}


@dataclass(frozen=True)
class _Reader:
    places: Places

    def read(self, name: str) -> Parts:
        text = " ".join(name.split())
        qualifiers: set[str] = set()
        members: set[str] = set()
        acronyms: dict[str, None] = {}
        others: list[str] = []
        # "Somalia; UNFPA": what stands first says where.
        before, semicolon, behind = text.partition(";")
        if semicolon and (code := self.places.country(spelled(before))) and behind.strip():
            qualifiers.add(code)
            text = behind.strip()
        text = self._brackets(text, qualifiers, acronyms, others)
        pieces, joined = _pieces(text)
        kept = [piece for piece in pieces if not self._qualifies(piece, qualifiers)] or pieces[:1]
        shorts = {piece: bare_acronym(piece) for piece in kept}
        long = [piece for piece in kept if not shorts[piece]]
        # Letters with letters, and none of them another's name: those of several.
        if joined and len(kept) > 1 and not long:
            return Parts((text, *others), (), frozenset(qualifiers), frozenset(), len(kept) > 1)
        if long:
            acronyms |= dict.fromkeys(short for piece, short in shorts.items() if short)
            names = [*_names(long, joined), *others]
        elif len(kept) > 1:
            names = [" ".join(kept), *others]
        else:
            names = [*kept, *others]
        names = [self._without_acronym(each, acronyms) for each in names]
        first = names[0]
        self._member(first, acronyms, members)
        if not others and (short := bare_acronym(first)):
            acronyms.setdefault(short)
        if others and (short := bare_acronym(first)):
            # "FIDO (Fayyaa Integrated Development Organization)"
            acronyms.setdefault(short)
            names = [*others, *names[1 : len(names) - len(others)]] or others
        return Parts(tuple(dict.fromkeys(names)), tuple(acronyms), frozenset(qualifiers), frozenset(members))

    def _brackets(self, text: str, qualifiers: set[str], acronyms: dict[str, None], others: list[str]) -> str:
        """Take out what stands in brackets, and note what it says; without a text around them it is the name."""
        outside = " ".join(_BRACKETS.sub(" ", text).split()).strip(" -–,;:")
        if not outside:
            return text.strip("()[]{} ")
        for inside in _BRACKETS.findall(text):
            told = _FORMER.sub("", inside.strip())
            if not told or self._qualifies(told, qualifiers):
                continue
            short = bare_acronym(told)
            if short and bare_acronym(outside):
                return text  # letters beside letters: two, or one with its parent
            # Among capitals alone a place looks as letters do.
            if short and (len(short) < _PLACE or not outside.isupper() or _like_letters(told, outside)):
                acronyms.setdefault(short)
            elif len(told.split()) == 1 and sum(letter.isupper() for letter in told) > 1 and not told.isupper():
                acronyms.setdefault(spelled(told).replace(" ", ""))
            elif spelled(told) in initials(outside):
                acronyms.setdefault(spelled(told))
            elif _names_too(told, outside) or told != inside.strip():
                others.append(told)
            elif len(told.split()) == 1 and _like_letters(told, outside):
                acronyms.setdefault(spelled(told).replace(" ", ""))
            else:
                return " ".join(text.replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ").split())
        return outside

    def _qualifies(self, piece: str, qualifiers: set[str]) -> bool:
        """Return whether a piece only says where or what kind; note where."""
        text = spelled(piece)
        if text in _TAG:
            return True
        left, codes = self.places.without(text)
        if codes and all(word in _OFFICES or word in _TAG for word in left.split()):
            qualifiers.update(codes)
            return True
        return False

    def _without_acronym(self, name: str, acronyms: dict[str, None]) -> str:
        """Return a name without its own letters before or behind it, which are noted."""
        words = name.split()
        if len(words) < 3:
            return name
        for place, rest in ((0, words[1:]), (-1, words[:-1])):
            short = bare_acronym(words[place].strip(",-"))
            if short and short in initials(" ".join(rest)):
                acronyms.setdefault(short)
                return " ".join(rest).strip(" -,")
        return name

    def _member(self, name: str, acronyms: dict[str, None], members: set[str]) -> None:
        """Note the member of a movement that letters behind its acronym mean: MSF-B, MSF Suisse, VSFG is none."""
        found = re.fullmatch(r"([A-Z]{2,6})\s*[-–/ ]\s*([A-Za-z]{1,3})", name.strip())
        code = _MEMBERS.get(found[2].casefold()) if found else None
        if found and code and not acronyms:
            acronyms.setdefault(found[1].casefold())
            members.add(code)


_OFFICE_WORDS = """
    office offices country mission program programme delegation region regional branch chapter bureau
"""
_OFFICES = frozenset(_OFFICE_WORDS.split())


def _pieces(text: str) -> tuple[list[str], bool]:
    """Return what dashes, bars and slashes part, and whether letters are joined by a slash without gaps."""
    pieces = [piece.strip(" ,-") for piece in _DASH.split(text) if piece.strip(" ,-")]
    joined = False
    found = []
    for piece in pieces:
        sides = [side for side in _SLASH.split(piece) if side]
        if len(sides) > 1 and all(bare_acronym(side) for side in sides):
            joined = True
            found += sides
        elif len(sides) > 1 and all(len(side.split()) > 1 for side in sides):
            found += sides
        else:
            found.append(piece)
    return found or [text], joined


def _names(long: list[str], joined: bool) -> Iterator[str]:
    """Give the names that pieces are: the whole, and each of two that say the same in two languages.

    A ministry and its department, or two ministries on one line, are two. Of "ACT Alliance / Finn Church Aid" only the
    member is meant.
    """
    if len(long) == 2 and spelled(long[0]) in _ALLIANCES:
        yield long[1]
        return
    yield " ".join(long)
    if len(long) == 2 and not joined and all(len(piece.split()) > 1 for piece in long):
        one, other = map(_languages, long)
        if one and other and not one & other:
            yield from long


_ALLIANCES = frozenset({"act alliance", "act", "caritas internationalis", "alliance2015"})
_TELL = {
    "en": "of the and for in with to by on",
    "fr": "de la le les du des et pour d l au aux en",
    "es": "de la el los las y para del en por al",
    "pt": "de da do dos das e para",
    "it": "di della del per dei delle e il la",
    "de": "der die das und fur des im deutsche deutsches",
}
_SAYS = {
    word: frozenset(lang for lang, words in _TELL.items() if word in words.split())
    for words in _TELL.values()
    for word in words.split()
}
_SCRIPTS = (("zh", "\u3400", "\u9fff"), ("ar", "\u0600", "\u06ff"), ("ru", "\u0400", "\u04ff"))


def _languages(text: str) -> frozenset[str]:
    """Return the languages that a piece of a name may be in, none where nothing tells."""
    for script, first, last in _SCRIPTS:
        if any(first <= letter <= last for letter in text):
            return frozenset((script,))
    told = [_SAYS[word] for word in spelled(text).split() if word in _SAYS]
    if not told:
        return frozenset(("en",))
    return frozenset.union(*told)


def _names_too(inside: str, outside: str) -> bool:
    """Return whether what stands in brackets is long enough to be a name beside the one before it."""
    count = len(inside.split())
    return count > 1 and (len(outside.split()) == 1 or count > 2) and "," not in inside


def _like_letters(short: str, name: str) -> bool:
    """Return whether a word may be made of a name's letters: HINNA is not, GISCOR is."""
    letters = iter(spelled(name).replace(" ", ""))
    word = spelled(short).replace(" ", "")
    return word[:1] == spelled(name)[:1] and all(letter in letters for letter in word)
