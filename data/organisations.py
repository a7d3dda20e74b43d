"""Organisations and companies that are known everywhere by several names."""

from __future__ import annotations

from functools import cache

from data.facts import read_table, split
from data.problems import Problem, ProblemsError
from matching.records import KnownName, NameKind


@cache
def read_organisations() -> tuple[KnownName, ...]:
    """Return the organisations of the reference list in its order.

    :raises ProblemsError: If an id comes twice, a kind is unknown, or a name is missing.
    """
    problems: list[Problem] = []
    found: dict[str, KnownName] = {}
    for number, row in enumerate(read_table("organisations"), start=2):
        if row["id"] in found:
            problems.append(Problem(number, "id", row["id"], "an id of its own"))
        if row["kind"] not in set(NameKind):
            problems.append(Problem(number, "kind", row["kind"], f"one of {', '.join(NameKind)}"))
            continue
        if not split(row["names"]):
            problems.append(Problem(number, "names", "", "a name at least"))
        found[row["id"]] = KnownName(
            row["id"],
            NameKind(row["kind"]),
            split(row["names"]),
            split(row["acronyms"]),
            row["home"],
            row["federated"] == "yes",
        )
    if problems:
        raise ProblemsError("organisations.csv", problems)
    return tuple(found.values())


@cache
def read_companies() -> tuple[str, ...]:
    """Return the names of companies that everybody knows."""
    return tuple(row["name"] for row in read_table("companies"))
