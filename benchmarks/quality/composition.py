"""Kinds of partner: are those that come first of the kinds that took part?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.quality.cases import members_and_distractors
from benchmarks.quality.tasks import REAL, Task, need, profile
from data.cases import read_cases

_FILE = REAL / "ssc_projects" / "undp_ssc.json"
_SOURCE = "South-South cooperation projects"
_LEAST = 80
# Nearly every project has a government: only the other kinds tell projects apart.
_EVERYWHERE = frozenset({"government", ""})
FIRST = 10


@dataclass(frozen=True)
class Kinds:
    """A task whose profiles have kinds, and the kinds that each need asks for; a need never counts its own profile."""

    task: Task
    kinds: Mapping[str, frozenset[str]]
    wanted: Mapping[str, frozenset[str]]

    def share(self, need_id: str, ranking: Sequence[str]) -> float:
        """Return the share of the first `FIRST` whose kind was wanted."""
        first = [partner for partner in ranking if partner != need_id][:FIRST]
        return sum(bool(self.kinds[partner] & self.wanted[need_id]) for partner in first) / len(first)

    def chance(self, need_id: str) -> float:
        """Return the same share for a random order: that of all profiles."""
        return sum(bool(kinds & self.wanted[need_id]) for name, kinds in self.kinds.items() if name != need_id) / (
            len(self.kinds) - (need_id in self.kinds)
        )


def case_kinds() -> Kinds:
    """Return: need of a documented partnership -> partners of the kinds that took part."""
    profiles = members_and_distractors()
    needs, wanted = [], {}
    for case in read_cases():
        if case.partners:
            asked = case.need
            needs.append(need(asked.id, "\n".join(asked.texts), asked.origin.source))
            wanted[asked.id] = frozenset(str(partner.kind) for partner in case.partners)
    kinds = {one.id: frozenset({str(one.partner.kind)}) for one in profiles}
    title = f"need of a documented partnership -> its kinds of partner among {len(profiles)}"
    return Kinds(Task("documented cases: kinds of partner", title, tuple(needs), profiles, {}), kinds, wanted)


def project_kinds() -> Kinds | None:
    """Return: description of a project -> other projects with its kinds of partner; None without the file."""
    if not _FILE.exists():
        return None
    rows = json.loads(_FILE.read_text(encoding="utf-8"))["rows"]
    described = {
        f"project-{row['rollup_ou']}-{number:03d}": ((row["2_Brief description"] or "").strip(), _named(row))
        for number, row in enumerate(rows)
    }
    kept = {name: told for name, told in described.items() if len(told[0]) >= _LEAST}
    kinds = {name: named for name, (_, named) in kept.items()}
    wanted = {name: named for name, named in kinds.items() if named}
    profiles = tuple(profile(name, [text], _SOURCE) for name, (text, _) in kept.items())
    needs = tuple(need(name, kept[name][0], _SOURCE) for name in wanted)
    title = f"description of a project -> projects with its kinds of partner among {len(profiles)}"
    return Kinds(Task("south-south projects: kinds of partner", title, needs, profiles, {}), kinds, wanted)


def _named(row: Mapping[str, str | None]) -> frozenset[str]:
    return frozenset(part.strip() for part in (row["Partners involved"] or "").split(",")) - _EVERYWHERE
