"""Codes of IATI 2.0x for the words that files of 1.0x write in their place."""

from __future__ import annotations

from collections.abc import Mapping

ROLES = {"funding": "1", "accountable": "2", "extending": "3", "implementing": "4"}
DAYS = {"start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4"}
TRANSACTIONS = {"if": "1", "c": "2", "d": "3", "e": "4", "ir": "5", "lr": "6", "r": "7", "ic": "11"}
SECTORS = {
    "dac": "1",
    "dac-5": "1",
    "dac-3": "2",
    "cofog": "3",
    "nace": "4",
    "ntee": "5",
    "wb": "98",
    "ro": "99",
    "ro2": "98",
}
STATUSES = {
    "pipeline/identification": "1",
    "pipeline": "1",
    "implementation": "2",
    "completion": "3",
    "finalisation": "3",
    "post-completion": "4",
    "closed": "4",
    "cancelled": "5",
    "suspended": "6",
}


def coded(said: str | None, words: Mapping[str, str], default: str = "") -> str:
    """Return the code that is said, in numbers or in the words of 1.0x; what is neither stays as it is."""
    text = " ".join((said or "").split())
    return words.get(text.casefold(), text) or default
