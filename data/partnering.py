"""How often each UN entity partners with business and others, as a coarse grade of our own."""

from __future__ import annotations

from functools import cache

from data.facts import read_table
from data.problems import Problem, ProblemsError

# 0 seldom, 1 now and then, 2 often, 3 very often. No public count covers all entities (A/72/310 ¶42 says so), so this
# is an estimate; it only decides between entities that are about equally near.
GRADES = ("0", "1", "2", "3")


@cache
def read_partnering() -> dict[str, int]:
    """Return the grade of each entity of the reference list.

    :raises ProblemsError: If an entity is unknown, missing or comes twice, or a grade is none of `GRADES`.
    """
    rows = read_table("entity_partnering")
    known = [row["id"] for row in read_table("entities")]
    named = [row["entity"] for row in rows]
    problems = [
        Problem(number, "grade", row["grade"], f"one of {', '.join(GRADES)}")
        for number, row in enumerate(rows, start=2)
        if row["grade"] not in GRADES
    ]
    problems += [
        Problem(number, "entity", name, "an id of entities.csv, used once")
        for number, name in enumerate(named, start=2)
        if name not in known or named.count(name) > 1
    ]
    problems += [Problem(len(rows) + 2, "entity", "", f"a row for {name}") for name in known if name not in named]
    if problems:
        raise ProblemsError("entity_partnering.csv", problems)
    return {row["entity"]: int(row["grade"]) for row in rows}
