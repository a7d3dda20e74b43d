"""The vocabulary of abilities as the reference file keeps it."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from matching.records import Ability

_FILE = Path(__file__).parent / "reference" / "capabilities" / "capabilities.tsv"
_LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


@cache
def read_abilities() -> tuple[Ability, ...]:
    """Return the abilities of the reference file, each with its names and synonyms in the six languages."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_ability(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _ability(row: dict[str, str]) -> Ability:
    names = {spoken: (row[spoken], *row[f"{spoken}_syn"].split(";")) for spoken in _LANGUAGES}
    return Ability(
        row["id"], {spoken: tuple(name.strip() for name in said if name.strip()) for spoken, said in names.items()}
    )
