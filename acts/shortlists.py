"""What somebody has put on their shortlist: partners, each for a need or for none."""

from __future__ import annotations

from acts.act import Caller, look
from data import shortlists
from data.shortlists import Entry
from matching.policy import Right

__all__ = ["Entry", "drop", "keep", "shortlist"]


def shortlist(by: Caller) -> tuple[Entry, ...]:
    """Return what the caller has kept, oldest first."""
    with look(by, Right.RANK_PARTNERS) as opened:
        return shortlists.of_viewer(opened, by.user)


def keep(by: Caller, partner: str, need: str) -> None:
    """Put a partner on the caller's shortlist, for a need of the register or for none ("")."""
    with look(by, Right.RANK_PARTNERS) as opened:
        shortlists.add(opened, by.user, partner, need)


def drop(by: Caller, partner: str, need: str) -> None:
    """Take a partner off the caller's shortlist."""
    with look(by, Right.RANK_PARTNERS) as opened:
        shortlists.remove(opened, by.user, partner, need)
