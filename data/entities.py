"""The UN entities that Concert knows: who they are, the words of their field, and offers of the kind they receive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from data.facts import read_table, split
from data.problems import Problem, ProblemsError
from matching.records import Entity, EntityName, Origin

# The six official languages of the UN, in the order of their codes.
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
GOALS = range(1, 18)
# Long enough to name every line of work, short enough that no entity wins by length.
MANDATE_WORDS = range(60, 121)
# What the UN side brings to a partnership (A/72/310 ¶9).
STRENGTHS = ("global_reach", "local_links", "data", "norms", "convening")


@dataclass(frozen=True, slots=True)
class Topics:
    """The phrases in which offers to one entity are worded, in one language."""

    entity: str
    language: str
    phrases: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class SampleOffer:
    """An invented offer of the kind that `entity` receives; it names neither the entity nor a company."""

    id: str
    entity: str
    language: str
    text: str
    origin: Origin


@cache
def read_entities() -> tuple[Entity, ...]:
    """Return the UN entities in order of id.

    :raises ProblemsError: If an id comes twice, a Goal or strength is unknown, or a mandate is too short or too long.
    """
    rows = read_table("entities")
    _refuse("entities.csv", _entity_problems(rows))
    return tuple(sorted((_entity(row) for row in rows), key=lambda entity: entity.id))


@cache
def read_topics() -> tuple[Topics, ...]:
    """Return the phrases of each entity in each language, in order of entity and language.

    :raises ProblemsError: If an entity or language is unknown, or comes twice.
    """
    rows = read_table("entity_topics")
    keys = [f"{row['entity']} {row['language']}" for row in rows]
    _refuse("entity_topics.csv", [*_reference_problems(rows), *_repeated(keys, "entity, language")])
    topics = (
        Topics(row["entity"], row["language"], split(row["topics"]), Origin(row["source"], synthetic=True))
        for row in rows
    )
    return tuple(sorted(topics, key=lambda topic: (topic.entity, topic.language)))


@cache
def read_offers() -> tuple[SampleOffer, ...]:
    """Return the invented offers in order of id.

    :raises ProblemsError: If an entity or language is unknown, an id comes twice, or a text is empty.
    """
    rows = read_table("entity_offers")
    empty = (
        Problem(number, "text", "", "one to three sentences")
        for number, row in enumerate(rows, start=2)
        if not row["text"].strip()
    )
    repeated = _repeated([row["id"] for row in rows], "id")
    _refuse("entity_offers.csv", [*_reference_problems(rows), *repeated, *empty])
    offers = (
        SampleOffer(row["id"], row["entity"], row["language"], row["text"], Origin(row["source"], synthetic=True))
        for row in rows
    )
    return tuple(sorted(offers, key=lambda offer: offer.id))


def _entity(row: dict[str, str]) -> Entity:
    names = {language: row[f"name_{language}"] for language in LANGUAGES if row[f"name_{language}"]}
    return Entity(
        id=row["id"],
        names=names,
        origin=Origin(row["source"]),
        aliases=split(row["aliases"]),
        category=row["category"],
        headquarters=row["headquarters"],
        mandate=row["mandate"],
        strengths=split(row["strengths"]),
        sdgs=tuple(int(goal) for goal in split(row["sdgs"])),
        countries=split(row["countries"]),
    )


def _entity_problems(rows: list[dict[str, str]]) -> list[Problem]:
    problems = _repeated([row["id"] for row in rows], "id")
    goals = {str(goal) for goal in GOALS}
    countries = {row["iso3"] for row in read_table("countries")}
    for number, row in enumerate(rows, start=2):
        problems += _outside(number, "sdgs", row["sdgs"], goals, "a Goal from 1 to 17")
        problems += _outside(number, "strengths", row["strengths"], STRENGTHS, f"one of {', '.join(STRENGTHS)}")
        problems += _outside(number, "countries", row["countries"], countries, "an ISO 3166 alpha-3 code")
        words = len(row["mandate"].split())
        if words not in MANDATE_WORDS:
            allowed = f"{MANDATE_WORDS[0]} to {MANDATE_WORDS[-1]} words for {row['id'] or 'this entity'}"
            problems.append(Problem(number, "mandate", f"{words} words", allowed))
        problems += [
            Problem(number, column, "", "a value in every row")
            for column in ("id", "name_en", "source")
            if not row[column]
        ]
    return problems


def _outside(number: int, column: str, cell: str, known: Iterable[str], allowed: str) -> list[Problem]:
    return [Problem(number, column, value, allowed) for value in split(cell) if value not in known]


def _reference_problems(rows: list[dict[str, str]]) -> list[Problem]:
    known = {row["id"] for row in read_table("entities")}
    problems = []
    for number, row in enumerate(rows, start=2):
        if row["entity"] not in known:
            problems.append(Problem(number, "entity", row["entity"], "an id of entities.csv"))
        if row["language"] not in LANGUAGES:
            problems.append(Problem(number, "language", row["language"], f"one of {', '.join(LANGUAGES)}"))
    return problems


def _repeated(values: list[str], column: str) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for number, value in enumerate(values, start=2):
        if value in first:
            problems.append(Problem(number, column, value, f"used once; row {first[value]} has it already"))
        first.setdefault(value, number)
    return problems


def _refuse(name: str, problems: list[Problem]) -> None:
    if problems:
        raise ProblemsError(name, problems)


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
        ambiguous = row["ambiguous"] == "yes"
        names.append(EntityName(row["entity"], row["name"], row["language"], row["source"], ambiguous, row["body"]))
    if problems:
        raise ProblemsError("entity_names.csv", problems)
    return tuple(names)


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
