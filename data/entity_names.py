"""Further names of UN entities, and names of UN bodies of which Concert keeps no record."""

from __future__ import annotations

from functools import cache

from data.entities import LANGUAGES
from data.facts import read_table
from data.problems import Problem, ProblemsError
from matching.records import EntityName


@cache
def read_entity_names() -> tuple[EntityName, ...]:
    """Return the further names in the order of the file.

    :raises ProblemsError: If an entity or language is unknown, or a name or source is missing.
    """
    known = {row["id"] for row in read_table("entities")} | {""}
    names, problems = [], []
    for number, row in enumerate(read_table("entity_names"), start=2):
        if row["entity"] not in known:
            problems.append(
                Problem(number, "entity", row["entity"], "an id of entities.csv, or nothing for other UN bodies")
            )
        if row["language"] not in (*LANGUAGES, ""):
            problems.append(Problem(number, "language", row["language"], f"one of {', '.join(LANGUAGES)}, or nothing"))
        problems += [
            Problem(number, column, "", "a value in every row")
            for column in ("name", "source")
            if not row[column].strip()
        ]
        names.append(EntityName(row["entity"], row["name"], row["language"], row["source"], row["ambiguous"] == "yes"))
    if problems:
        raise ProblemsError("entity_names.csv", problems)
    return tuple(names)
