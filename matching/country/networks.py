"""What is said of a country's Local Network, from several sources, as one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from matching.records import LocalNetwork


class Fallback(StrEnum):
    """Whom to ask: the Local Network itself, a Connecting Business network, a business association."""

    LOCAL_NETWORK = "local_network"
    CONNECTING_BUSINESS = "connecting_business"
    ASSOCIATION = "association"
    NONE = "none"


# From this level on a Local Network can convene; below it somebody else has to (R17 ¶61).
CAN_CONVENE = 2


@dataclass(frozen=True, slots=True)
class Network:
    """Statements about the Local Network of a country, those that people entered first."""

    statements: tuple[LocalNetwork, ...] = ()

    @classmethod
    def of(cls, statements: Sequence[LocalNetwork]) -> Network:
        """Return the statements in order: entered by people, then facts, then what is invented; newest first."""

        def order(each: LocalNetwork) -> tuple[bool, bool, int]:
            return each.origin.synthetic, not each.who, -each.on_day.toordinal() if each.on_day else 0

        return cls(tuple(sorted(statements, key=order)))

    @property
    def leveled(self) -> LocalNetwork | None:
        """The first statement that states a level."""
        return next((each for each in self.statements if each.level is not None), None)

    @property
    def level(self) -> int | None:
        """The level 0..3, None when nobody stated one."""
        return self.leveled.level if self.leveled else None

    @property
    def association(self) -> str:
        """The business association that steps in: a partner's id or a name, empty without one."""
        return next((each.association for each in self.statements if each.association), "")

    @property
    def connecting(self) -> str:
        """The Connecting Business network of the country: a partner's id or a name, empty without one."""
        return next((each.connecting for each in self.statements if each.connecting), "")

    @property
    def convenor(self) -> Fallback:
        """Who can convene local business: the Local Network from level `CAN_CONVENE` on, else who steps in."""
        if (self.level or 0) >= CAN_CONVENE:
            return Fallback.LOCAL_NETWORK
        if self.connecting:
            return Fallback.CONNECTING_BUSINESS
        return Fallback.ASSOCIATION if self.association else Fallback.NONE
