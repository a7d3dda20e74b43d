"""What the coalition builder is asked, to and from the address bar: codes only, so a link works in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.address import IDENTIFIER, AddressReader, AddressRefusal, member, whole
from dashboard.question import pack, unpack
from dashboard.words import N_
from matching.coalitions import MAX_MEMBERS, MEMBER_COST, Alliance, Apart, Conditions, Demand, Wish
from matching.records import Facet, FacetKind

PARAMETERS = ("need", "text", "facets", "wish", "apart", "size", "cost", "member", "lock", "out", "ally")
MAX_FACETS = 20  # rows that a person can weigh
MAX_COST = 20  # percent of the need that a member must add at least; beyond it nobody is ever worth a seat

_ID = re.compile(r"[\w.:/+-]{1,500}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Build:
    """All that describes a coalition under construction; `members` empty shows the first proposal.

    `cost` is in percent of the whole need. `facets` None takes those of the need.
    """

    need: str = ""
    text: str = ""
    facets: tuple[Facet, ...] | None = None
    demands: tuple[Demand, ...] = ()
    apart: frozenset[Apart] = frozenset({Apart.AFFILIATES})
    size: int = MAX_MEMBERS
    cost: int = round(MEMBER_COST * 100)
    members: tuple[str, ...] = ()
    locked: frozenset[str] = frozenset()
    out: frozenset[str] = frozenset()
    alliances: tuple[Alliance, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether there is a need to cover."""
        return bool(self.need or self.text.strip())

    @property
    def conditions(self) -> Conditions:
        """What the matching is asked to keep."""
        return Conditions(
            facets=self.facets,
            demands=self.demands,
            forced=self.locked,
            forbidden=self.out - self.locked,
            apart=self.apart,
            alliances=self.alliances,
            max_members=max(self.size, len(self.locked)),
            member_cost=self.cost / 100,
        )


def address(build: Build) -> dict[str, str | list[str]]:
    """Return the query parameters of `build`; what has its default value is left out."""
    usual = Build()
    entries: dict[str, str | list[str]] = {
        "need": build.need,
        "text": "" if build.need else pack(build.text.strip()),
        "facets": "" if build.facets is None else pack(_written(build.facets)),
        "wish": [f"{demand.wish.value}:{demand.bound}" for demand in build.demands],
        "apart": sorted(build.apart) or ["none"] if build.apart != usual.apart else [],
        "size": str(build.size) if build.size != usual.size else "",
        "cost": str(build.cost) if build.cost != usual.cost else "",
        "member": list(build.members),
        "lock": sorted(build.locked),
        "out": sorted(build.out),
        "ally": ["+".join(sorted(alliance.members)) for alliance in build.alliances],
    }
    return {name: value for name, value in entries.items() if value}


def read(parameters: Mapping[str, list[str]]) -> tuple[Build, list[AddressRefusal]]:
    """Return what an address asks and what in it could not be read; never raises."""
    reader = AddressReader(parameters)
    need = reader.last("need", _identifier, IDENTIFIER) or ""
    apart = reader.every("apart", member(Apart), ", ".join([*Apart, "none"]))
    size = reader.last("size", whole(1, MAX_MEMBERS), f"1–{MAX_MEMBERS}")
    cost = reader.last("cost", whole(0, MAX_COST), f"0–{MAX_COST}")
    build = Build(
        need=need,
        text=reader.last("text", unpack, N_("a text that this page has packed")) or "",
        facets=reader.last("facets", _facets, N_("facets that this page has packed")),
        demands=reader.every("wish", _demand, N_("a wish and a number, such as ngo:1")),
        apart=frozenset(apart) if apart or "apart" in parameters else Build().apart,
        size=Build().size if size is None else size,
        cost=Build().cost if cost is None else cost,
        members=reader.every("member", _identifier, IDENTIFIER)[:MAX_MEMBERS],
        locked=frozenset(reader.every("lock", _identifier, IDENTIFIER)[:MAX_MEMBERS]),
        out=frozenset(reader.every("out", _identifier, IDENTIFIER)),
        alliances=reader.every("ally", _alliance, N_("two to five identifiers joined by +")),
    )
    refusals = [each for each in reader.refusals if (each.name, each.value) != ("apart", "none")]
    wishes = {demand.wish: demand for demand in build.demands}
    return replace(build, demands=tuple(wishes.values())), refusals


def plain(build: Build) -> Build:
    """Return the part that decides what is proposed: the members at hand are only looked at."""
    return replace(build, members=())


def _written(facets: tuple[Facet, ...]) -> str:
    return json.dumps([[facet.kind.value, facet.text, round(facet.weight, 4)] for facet in facets], ensure_ascii=False)


def _facets(packed: str) -> tuple[Facet, ...] | None:
    try:
        rows = json.loads(unpack(packed) or "")
    except (ValueError, RecursionError):
        return None
    if not isinstance(rows, list) or not 1 <= len(rows) <= MAX_FACETS:
        return None
    found = [facet_of(*row) if isinstance(row, list) and len(row) == 3 else None for row in rows]
    return tuple(each for each in found if each is not None) if all(found) else None


def facet_of(kind: Any, text: Any, weight: Any) -> Facet | None:
    """Return a facet of cells that anybody may have written, None when they make none."""
    number = isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight <= 1000
    if kind not in set(FacetKind) or not isinstance(text, str) or not text.strip() or len(text) > 1000 or not number:
        return None
    return Facet("", FacetKind(kind), text.strip(), float(weight))


def _demand(value: str) -> Demand | None:
    wish, _, bound = value.partition(":")
    fits = wish in set(Wish) and bound.isascii() and bound.isdigit() and int(bound[:3]) <= MAX_MEMBERS
    return Demand(Wish(wish), int(bound)) if fits else None


def _alliance(value: str) -> Alliance | None:
    try:
        return Alliance(tuple(sorted(value.split("+")))) if _ID.fullmatch(value) else None
    except ValueError:
        return None


def _identifier(value: str) -> str | None:
    return value if _ID.fullmatch(value) else None
