"""The controlled lists: what may stand where a record asks for a code."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Annex A of A/72/310: the nine types of partner."""

    MULTINATIONAL = "multinational"
    NATIONAL_COMPANY = "national_company"
    CORPORATE_FOUNDATION = "corporate_foundation"
    FOUNDATION = "foundation"
    NGO = "ngo"
    GOVERNMENT = "government"
    ACADEMIA = "academia"
    BUSINESS_ASSOCIATION = "business_association"
    OTHER = "other"


class Size(StrEnum):
    """Size of a company; other kinds of partner have none."""

    MULTINATIONAL = "multinational"
    NATIONAL = "national"
    MSME = "msme"


class Resource(StrEnum):
    """What can be sought or offered (R11 ¶9, R17 ¶9, ¶13, ¶22)."""

    FINANCE = "finance"
    TECHNOLOGY = "technology"
    EXPERTISE = "expertise"
    IN_KIND = "in_kind"
    LOGISTICS = "logistics"
    DATA = "data"
    COMMUNICATION = "communication"
    MARKET_ACCESS = "market_access"
    VOLUNTEERS = "volunteers"
    SECONDMENT = "secondment"
    INNOVATIVE_FINANCE = "innovative_finance"


class SizeClass(StrEnum):
    """Number of non-UN partners: 1, 2 to 10, more than 10 (R17 Annex B)."""

    BILATERAL = "bilateral"
    MULTI_STAKEHOLDER = "multi_stakeholder"
    NETWORK = "network"

    @classmethod
    def of(cls, partners: int) -> SizeClass:
        """Return the class of an engagement with so many non-UN partners.

        :raises ValueError: If `partners` is below 1.
        """
        if partners < 1:
            raise ValueError(f"an engagement has at least 1 non-UN partner, got {partners}")
        return cls.BILATERAL if partners == 1 else cls.MULTI_STAKEHOLDER if partners <= 10 else cls.NETWORK


class State(StrEnum):
    """Life cycle of an engagement (R17 ¶44); `stopped` keeps what failed and why (R17 ¶26)."""

    PROPOSED = "proposed"
    SCREENED = "screened"
    AGREED = "agreed"
    ACTIVE = "active"
    ENDED = "ended"
    STOPPED = "stopped"


class Level(StrEnum):
    """Where a relation is held (R11 ¶54): with headquarters or in a country."""

    GLOBAL = "global"
    COUNTRY = "country"


class Visibility(StrEnum):
    """What others may be told of a record, from all to nothing (R17 ¶43)."""

    NAMED = "named"
    TYPE = "type"
    COUNT = "count"
    HIDDEN = "hidden"


class FacetKind(StrEnum):
    """What a facet of a need asks for."""

    CAPABILITY = "capability"
    RESOURCE = "resource"
    COUNTRY = "country"
    STAKEHOLDER = "stakeholder"


class KpiLevel(StrEnum):
    """Results chain (R17 ¶47)."""

    INPUT = "input"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"
