"""The transformational checklist of R11 ¶26-27: five sub-scores, each with what it stands on, never one number.

Two are counted from the coalition, three are read from words of the need and of the members: a guess to be discussed,
not a verdict. The words are those of the two reports' own examples and their like, in six languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matching.coalitions.choice import Choice
from matching.coalitions.coverage import COVERED, Coverage
from matching.records import FacetKind, Kind, Need, Profile, Size
from matching.text import sentences


class TransformationMark(StrEnum):
    """The five marks of a transformational partnership, in the order of the paragraphs."""

    STAKEHOLDERS = "stakeholders"
    COMPETENCE = "competence"
    CHANGE = "change"
    SCALE = "scale"
    LASTING = "lasting"


class Sector(StrEnum):
    """The sides of society that a relevant partnership brings together."""

    BUSINESS = "business"
    CIVIL_SOCIETY = "civil_society"
    PUBLIC = "public"
    KNOWLEDGE = "knowledge"
    FINANCE = "finance"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that speaks for a mark, and who says it; `who` is the need's or a partner's id."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class MarkScore:
    """One sub-score, 0..1: `met` of `asked` points, with the facts (codes) and the sentences behind it."""

    criterion: TransformationMark
    met: int
    asked: int
    facts: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def score(self) -> float:
        """The share of the points that are met."""
        return self.met / self.asked if self.asked else 0.0


_SECTORS = {
    Kind.MULTINATIONAL: Sector.BUSINESS,
    Kind.NATIONAL_COMPANY: Sector.BUSINESS,
    Kind.BUSINESS_ASSOCIATION: Sector.BUSINESS,
    Kind.NGO: Sector.CIVIL_SOCIETY,
    Kind.OTHER: Sector.CIVIL_SOCIETY,
    Kind.GOVERNMENT: Sector.PUBLIC,
    Kind.ACADEMIA: Sector.KNOWLEDGE,
    Kind.FOUNDATION: Sector.FINANCE,
    Kind.CORPORATE_FOUNDATION: Sector.FINANCE,
}
# A project of five years or more leaves time to build something (R17 ¶5: 79 % are shorter).
_YEARS = 5
_COUNTRIES = 5
# Three sentences are read.
_QUOTES = 3

_CHANGE = re.compile(
    r"behavio|habit|norms?\b|stigma|attitud|polic(?:y|ies)|reform|regulat|standards?\b|supply chain|value chain|"
    r"whole market|system(?:ic|s\b)|comportement|politiques?\b|réglement|normes?\b|chaîne de valeur|comportamiento|"
    r"políticas?\b|normas?\b|cadena de valor|поведени|политик|стандарт|норм|цепоч|"
    r"行为|政策|标准|规范|产业链|价值链|制度|سلوك|سياس|معايير|سلسلة القيمة",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\b\d[\d,. ]*(?:thousand|million|billion|mille|millions|mil|millones|тысяч|миллион)|\b\d{1,3}(?:[, .]\d{3})+\b|"
    r"\d+\s*[万亿]|nationwide|all regions|every region|open (?:data|source|to others)|others can use|worldwide|"
    r"à l'échelle nationale|todo el país|全国|所有地区|开放|ملايين|آلاف|по всей стране",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"market|handed over|hand over|local operators?|maintenance|institution|legislat|law\b|long-term|permanent|"
    r"revolving|cooperative|carries itself|marché|durable|entretien|mercado|mantenimiento|sostenible|рын|закон|"
    r"обслуживани|市场|机构|长期|维护|法律|移交|سوق|مؤسس|صيانة|دائم",
    re.IGNORECASE,
)


def checklist(coverage: Coverage, choice: Choice, profiles: Mapping[str, Profile], need: Need) -> tuple[MarkScore, ...]:
    """Return the five sub-scores of a coalition; `profiles` holds its members by id."""
    members = [profiles[member] for member in choice.members]
    return (
        _stakeholders(members),
        _competence(coverage, choice),
        _change(need, members),
        _scale(need, members),
        _lasting(need, members),
    )


def _stakeholders(members: Sequence[Profile]) -> MarkScore:
    """The right number of stakeholders from all relevant sectors: five sectors, and a number that can be convened."""
    present = sorted({_SECTORS[profile.partner.kind] for profile in members})
    right_number = 2 <= len(members) <= 10
    facts = (*present, *(("right_number",) if right_number else ()))
    return MarkScore(TransformationMark.STAKEHOLDERS, len(present) + right_number, len(Sector) + 1, facts)


def _competence(coverage: Coverage, choice: Choice) -> MarkScore:
    """The core competence of each partner: how many members serve a capability that their profile speaks of."""
    capable = [facet.kind is FacetKind.CAPABILITY for facet in coverage.facets]
    row = dict(zip(choice.members, coverage.rows_of(choice.members), strict=True))
    used = {
        who
        for facet, who in enumerate(choice.serves)
        if who is not None and capable[facet] and coverage.cells[row[who], facet] >= COVERED
    }
    return MarkScore(TransformationMark.COMPETENCE, len(used), len(choice.members), tuple(sorted(used)))


def _change(need: Need, members: Sequence[Profile]) -> MarkScore:
    """Wide change of behaviour or of a system: named in the need, and by a member who works on it."""
    asked, told = _quotes(_CHANGE, need, members)
    wide = len(need.sdgs) > 1
    facts = ("several_goals",) if wide else ()
    return MarkScore(TransformationMark.CHANGE, bool(asked) + bool(told) + wide, 3, facts, (*asked, *told)[:_QUOTES])


def _scale(need: Need, members: Sequence[Profile]) -> MarkScore:
    """Scale, and benefits beyond those who take part."""
    asked, told = _quotes(_SCALE, need, members)
    far = any(len(profile.countries) >= _COUNTRIES for profile in members)
    several = len(need.countries) > 1
    facts = (*(("far_reach",) if far else ()), *(("several_countries",) if several else ()))
    return MarkScore(
        TransformationMark.SCALE, bool(asked) + bool(told) + far + several, 4, facts, (*asked, *told)[:_QUOTES]
    )


def _lasting(need: Need, members: Sequence[Profile]) -> MarkScore:
    """Lasting institutions, markets or rules: named, time enough, and somebody who stays when the project ends."""
    asked, told = _quotes(_LASTING, need, members)
    start, end = need.period.start, need.period.end
    long = start is not None and end is not None and (end - start).days >= _YEARS * 365
    stays = any(
        profile.partner.country in need.countries and profile.partner.size is not Size.MULTINATIONAL
        for profile in members
    )
    facts = (*(("years",) if long else ()), *(("stays",) if stays else ()))
    return MarkScore(
        TransformationMark.LASTING, bool(asked) + bool(told) + long + stays, 4, facts, (*asked, *told)[:_QUOTES]
    )


def _quotes(
    pattern: re.Pattern[str], need: Need, members: Sequence[Profile]
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """Return the first sentence of the need that shows the pattern, and the first of each member."""
    asked = _first(pattern, need.id, need.texts)
    told = [_first(pattern, profile.id, profile.texts) for profile in members]
    return asked, tuple(quote for found in told for quote in found)


def _first(pattern: re.Pattern[str], who: str, texts: Sequence[str]) -> tuple[Quote, ...]:
    said = (piece.text for text in texts for piece in sentences(text))
    found = next((text for text in said if pattern.search(text)), None)
    return () if found is None else (Quote(who, found),)
