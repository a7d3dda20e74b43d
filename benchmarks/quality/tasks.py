"""A task for the ranking core: needs, profiles, and which profiles each need is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.measures import Split
from matching.records import Capability, Kind, Need, Origin, Partner, Profile
from matching.text import language

# Real data lies beside the project when it is there, never in it.
REAL = Path(__file__).resolve().parents[3] / "shared" / "data"


@dataclass(frozen=True)
class Task:
    """Needs and profiles; `relevant[need id]` holds the ids of the profiles that should come first.

    `title` says in one line what is asked and what it is asked among.
    """

    name: str
    title: str
    needs: tuple[Need, ...]
    profiles: tuple[Profile, ...]
    relevant: Mapping[str, frozenset[str]]

    def split(self, split: Split) -> tuple[Need, ...]:
        """Return the needs of one split, in order of id."""
        return tuple(sorted((need for need in self.needs if Split.of(need.id) is split), key=lambda need: need.id))


def need(id: str, text: str, source: str, synthetic: bool = False) -> Need:
    """Return a need that says nothing but its text, so that only the reading of texts is measured."""
    return Need(id, "", "", text, Origin(source, synthetic), language=str(language(text)))


def profile(id: str, texts: Iterable[str], source: str, kind: Kind = Kind.OTHER, synthetic: bool = False) -> Profile:
    """Return a profile that says nothing but its texts."""
    origin = Origin(source, synthetic)
    capabilities = tuple(
        Capability(f"{id}#{number}", id, text, origin, language=str(language(text)))
        for number, text in enumerate(texts, start=1)
    )
    return Profile(Partner(id, id, kind, origin), capabilities)
