"""Whether a text says enough to be ranked, and if not, the two facts that would help most."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from matching.text.normal import normalise
from matching.text.words import tokens, unspaced

# A profile below this many different telling terms is matched by accident; a question may be as short as two words.
PROFILE_TERMS = 4
NEED_TERMS = 2

# Everybody says these of themselves, so they tell nothing about anybody.
_HOLLOW = " ".join(
    (
        "company companies firm business enterprise corporation group organisation organization partner partners",
        "partnership leading leader best good great quality excellent innovative unique solution solutions service",
        "services product products world global international national various many new also provide provides offer",
        "offers support help work works need needs want looking seeking inc ltd llc plc na none null test tbd unknown",
        "entreprise société solutions meilleur meilleure qualité empresa compañía mejor calidad soluciones servicios",
        "компания компании фирма лучший качество услуги решения организация شركة مؤسسة منظمة خدمات أفضل حلول جودة",
        "公司 企业 服务 产品 优质 领先 最好 我们 我们是 提供",
    )
)


class TextFact(StrEnum):
    """What a text can tell about an offer or a need, most useful first."""

    OFFER = "offer"
    PLACE = "place"
    BENEFICIARY = "beneficiary"
    AMOUNT = "amount"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """Whether there is enough to judge; if not, the two facts to ask for, most useful first."""

    enough: bool
    ask: tuple[TextFact, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is enough."""
        return self.enough


_TELLS: dict[TextFact, re.Pattern[str]] = {
    # A capital inside a sentence is most often a name of a place or of somebody; Arabic and Chinese say it in words.
    TextFact.PLACE: re.compile(r"[^\W\d_] [A-ZÀ-ÞА-ЯЁ][^\W\d_]{2,}|[国省市州]|\b(?:في|دولة|مدينة|محافظة)\b"),
    TextFact.BENEFICIARY: re.compile(
        r"\b(?:for|pour|para|для|women|children|farmers|youth|refugees|patients|schools|communities|femmes|enfants|"
        r"jeunes|réfugiés|mujeres|niños|jóvenes|refugiados|женщин|детей|молод[её]жи|беженцев|للنساء|للأطفال|للشباب)\b"
        r"|[为给]|妇女|儿童|青年|难民|农民",
        re.IGNORECASE,
    ),
    TextFact.AMOUNT: re.compile(r"\d"),
    TextFact.SINCE: re.compile(r"\b(?:19|20)\d\d\b"),
}


def telling(text: str) -> int:
    """Return how many different terms of the text are not said of everybody; overlapping Chinese pairs count half."""
    terms = set(tokens(text)) - _HOLLOW_TERMS
    pairs = sum(not term.isascii() and unspaced(term) for term in terms)
    return len(terms) - pairs // 2


def enough(text: str, least: int = PROFILE_TERMS, has_place: bool = False) -> Sufficiency:
    """Return whether the text has at least `least` telling terms; `has_place` when countries are known beside it."""
    plain = normalise(text)
    count = telling(plain)
    if count >= least:
        return Sufficiency(enough=True)
    known = {fact for fact, pattern in _TELLS.items() if pattern.search(plain)}
    if has_place:
        known.add(TextFact.PLACE)
    if count >= NEED_TERMS:
        known.add(TextFact.OFFER)
    # A single place or year is rarely all that lacks; the list is cut at two because two questions get answered.
    ask = [fact for fact in TextFact if fact not in known]
    return Sufficiency(enough=False, ask=tuple((ask + [fact for fact in TextFact if fact in known])[:2]))


_HOLLOW_TERMS = frozenset(term for word in _HOLLOW.split() for term in tokens(word))
