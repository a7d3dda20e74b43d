"""The hand-written offers: in six languages, each with the entity that should come first."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "data" / "evaluation" / "offers.csv"


@dataclass(frozen=True, slots=True)
class Asked:
    """One offer, the entity that should come first, and those that an expert would also accept."""

    id: str
    language: str
    text: str
    entity: str
    also: frozenset[str]

    @property
    def accepted(self) -> frozenset[str]:
        """All entities that are not wrong."""
        return self.also | {self.entity}


def offers(path: Path = _FILE) -> list[Asked]:
    """Return the offers in order of id."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    asked = (
        Asked(row["id"], row["language"], row["text"], row["entity"], frozenset(filter(None, row["also"].split(";"))))
        for row in rows
    )
    return sorted(asked, key=lambda offer: offer.id)
