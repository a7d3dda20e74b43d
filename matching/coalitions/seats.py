"""Which place each member takes, and which the UN side: from what they offer, what they are and where they are at home.

The United Nations need not lead: "the smallest role may contribute most" (R11 ¶42).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matching.coalitions.choice import Choice
from matching.coalitions.coverage import Coverage
from matching.coalitions.explaining import served
from matching.records import Kind, Need, Profile, Resource, Role, Size


class Why(StrEnum):
    """Why a member has its seat."""

    COVERS_MOST = "covers_most"
    BRINGS_MONEY = "brings_money"
    PAYS_FOR_RESULTS = "pays_for_results"
    BUYS = "buys"
    PRODUCES = "produces"
    BRINGS_TOGETHER = "brings_together"
    AT_HOME = "at_home"
    KNOWS_HOW = "knows_how"
    CARRIES_OUT = "carries_out"
    NOBODY_ELSE_LEADS = "nobody_else_leads"
    MANY_TO_CONVENE = "many_to_convene"
    STANDS_BACK = "stands_back"


@dataclass(frozen=True, slots=True)
class ProposedSeat:
    """A proposed seat: who, in which role, why, and how many facets it serves."""

    holder: str
    role: Role
    why: Why
    serves: int = 0


_MONEY = frozenset({Resource.FINANCE, Resource.INNOVATIVE_FINANCE})
_SKILLS = frozenset({Resource.TECHNOLOGY, Resource.EXPERTISE, Resource.DATA, Resource.SECONDMENT})
_PAYERS = frozenset({Kind.FOUNDATION, Kind.CORPORATE_FOUNDATION, Kind.GOVERNMENT})
_CONVENORS = frozenset({Kind.BUSINESS_ASSOCIATION, Kind.GOVERNMENT})
_LOCAL = frozenset({Kind.NATIONAL_COMPANY, Kind.NGO, Kind.GOVERNMENT, Kind.BUSINESS_ASSOCIATION, Kind.OTHER})
# From so many members on somebody has to hold them together.
_CROWD = 4
# Who covers this share of what the coalition covers can lead it.
_LEADING = 0.4


def places(coverage: Coverage, choice: Choice, profiles: Mapping[str, Profile], need: Need) -> tuple[ProposedSeat, ...]:
    """Return one seat for each member, in order of member id; at most one leads and at most one convenes.

    `profiles` holds the members by id, an alliance as one profile with all its capabilities.
    """
    shares = _shares(coverage, choice)
    leader = _leader(shares)
    found: list[ProposedSeat] = []
    convened = False
    for member in choice.members:
        serves = len(served(coverage, choice, member))
        if member == leader:
            role, why = Role.LEAD, Why.COVERS_MOST
        else:
            role, why = _role(profiles[member], need, may_convene=not convened)
        convened = convened or role is Role.CONVENOR
        found.append(ProposedSeat(member, role, why, serves))
    return tuple(found)


def un_places(entities: Sequence[str], seats: Sequence[ProposedSeat]) -> tuple[ProposedSeat, ...]:
    """Return the seat of each UN entity: the first leads where nobody else does, and convenes where there is a crowd.

    The others give technical support; with several entities all of them steer together (R11 Box 12).
    """
    led = any(seat.role is Role.LEAD for seat in seats)
    convened = any(seat.role is Role.CONVENOR for seat in seats)
    found = []
    for place, entity in enumerate(entities):
        if place == 0 and not led:
            found.append(ProposedSeat(entity, Role.LEAD, Why.NOBODY_ELSE_LEADS))
        elif place == 0 and not convened and len(seats) >= _CROWD - 1:
            found.append(ProposedSeat(entity, Role.CONVENOR, Why.MANY_TO_CONVENE))
        else:
            found.append(ProposedSeat(entity, Role.TECHNICAL, Why.STANDS_BACK))
    return tuple(found)


def _shares(coverage: Coverage, choice: Choice) -> dict[str, float]:
    """The weight of the facets that each member serves well, as a share of what the coalition covers."""
    carried = {
        member: float(sum(coverage.weights[facet] for facet in served(coverage, choice, member)))
        for member in choice.members
    }
    total = sum(carried.values())
    return {member: weight / total if total else 0.0 for member, weight in carried.items()}


def _leader(shares: Mapping[str, float]) -> str | None:
    best = max(sorted(shares), key=lambda member: shares[member], default=None)
    return best if best is not None and shares[best] >= _LEADING else None


def _role(profile: Profile, need: Need, *, may_convene: bool) -> tuple[Role, Why]:
    """The first seat that fits, the rarest first: many could carry out, few pay or bring others together."""
    partner, offers, sought = profile.partner, profile.resources, frozenset(need.resources)
    at_home = bool(need.countries) and partner.country in need.countries
    company = partner.kind in (Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY)
    local = partner.kind in _LOCAL and partner.size is not Size.MULTINATIONAL
    steps = (
        (
            Role.OUTCOME_PAYER,
            Why.PAYS_FOR_RESULTS,
            partner.kind in _PAYERS and Resource.INNOVATIVE_FINANCE in offers & sought,
        ),
        (Role.FUNDER, Why.BRINGS_MONEY, bool(offers & _MONEY) and (partner.kind in _PAYERS or offers <= _MONEY)),
        (Role.CONVENOR, Why.BRINGS_TOGETHER, may_convene and partner.kind in _CONVENORS),
        (Role.BUYER, Why.BUYS, company and Resource.MARKET_ACCESS in offers and not at_home),
        (Role.PRODUCER, Why.PRODUCES, partner.kind is Kind.OTHER and Resource.IN_KIND in offers),
        (Role.LOCAL_ANCHOR, Why.AT_HOME, at_home and local and not offers & sought),
        (Role.TECHNICAL, Why.KNOWS_HOW, bool(offers & _SKILLS) and not at_home),
        (Role.IMPLEMENTER, Why.CARRIES_OUT, at_home or bool(offers)),
    )
    return next(((role, why) for role, why, fits in steps if fits), (Role.IMPLEMENTER, Why.CARRIES_OUT))
