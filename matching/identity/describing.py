"""Names and partners, taken apart for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from matching.identity import identifiers as ids
from matching.identity.clusters import NAME
from matching.identity.domains import registered
from matching.identity.forms import legal_forms
from matching.identity.lexicon import is_chinese
from matching.identity.spelling import spelled
from matching.identity.weighing import Known
from matching.identity.world import World
from matching.names import Folded, fold
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
    folded, places = _without_places(name, world)
    exact = "" if folded.words or folded.concepts else spelled(name)
    return Known(name, exact, folded, legal_forms(name), places, *around)


def _without_places(name: str, world: World) -> tuple[Folded, frozenset[str]]:
    text = spelled(name)
    if is_chinese(text):
        found = [place for place in world.places.chinese if place in text]
        for place in found:
            text = text.replace(place, " ")
        return fold(text if found else name), frozenset(world.places.codes[place] for place in found)
    left, codes = world.places.without(text)
    return fold(left if codes else name), frozenset(codes)
