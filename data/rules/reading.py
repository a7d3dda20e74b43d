"""From a rule file to records, with every mistake in it told at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from data.problems import Problem, ProblemsError
from data.rows import decode
from matching.records import Comparator, Criterion, IntegrityRule, Kind, RuleKind, Rung

FOLDER = Path(__file__).parent
# What a file may say instead of the kinds one by one.
COMPANIES = frozenset({Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY, Kind.CORPORATE_FOUNDATION})
# The criterion that needs no facts: the flags themselves.
FLAG = "flag"
_FIELDS = {
    *("id", "kind", "criterion", "kinds", "depth", "least_share", "steps", "due_days", "recheck_days"),
    *("text", "source", *Comparator),
}


@dataclass(frozen=True, slots=True)
class Adoption:
    """Which rules an entity takes up beside the common base, and which of the base it drops."""

    entity: str
    adopt: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


def read_criteria(path: Path = FOLDER / "criteria.yaml") -> tuple[Criterion, ...]:
    """Return the criteria in the order of the file.

    :raises ProblemsError: If the file can't be used, with everything that is wrong in it.
    """
    found = []
    problems = []
    for number, entry in _entries(path, "criteria"):
        missing = [name for name in ("code", "name", "days") if not entry.get(name)]
        if missing:
            problems.append(Problem(number, ", ".join(missing), "missing", "code, name and days are needed"))
            continue
        states = tuple(map(str, entry.get("states", ())))
        found.append(
            Criterion(str(entry["code"]), str(entry["name"]), int(entry["days"]), states, str(entry.get("review", "")))
        )
    codes = {criterion.code for criterion in found}
    problems += [
        Problem(None, "review", each.review, "a criterion of this file")
        for each in found
        if each.review and each.review not in codes
    ]
    if problems:
        raise ProblemsError(path.name, problems)
    return tuple(found)


def read_rules(name: str | Path, criteria: Collection[str] | None = None) -> tuple[IntegrityRule, ...]:
    """Return the rules of `data/rules/<name>.yaml` or of a file elsewhere; `criteria` are those that rules may name.

    :raises ProblemsError: If the file can't be used, with everything that is wrong in it.
    """
    path = name if isinstance(name, Path) else FOLDER / f"{name}.yaml"
    known = set(criteria) if criteria is not None else {each.code for each in read_criteria()}
    rules: dict[str, IntegrityRule] = {}
    problems = []
    for number, entry in _entries(path, "rules"):
        wrong = list(_wrong(entry, known | {FLAG}))
        if entry.get("id") in rules:
            wrong.append(("id", str(entry["id"]), "each id once"))
        problems += [Problem(number, *each) for each in wrong]
        if not wrong:
            rules[str(entry["id"])] = _rule(entry)
    if problems:
        raise ProblemsError(path.name, problems)
    return tuple(rules.values())


def read_adoptions(name: str | Path, rules: Collection[str], base: Collection[str]) -> tuple[Adoption, ...]:
    """Return what entities take up and drop; `rules` are those that exist to take up, `base` those to drop.

    :raises ProblemsError: If the file can't be used, with everything that is wrong in it.
    """
    path = name if isinstance(name, Path) else FOLDER / f"{name}.yaml"
    document = _document(path, "entities", dict)
    found = []
    problems = []
    for number, (entity, entry) in enumerate(document.items(), start=1):
        said = entry if isinstance(entry, dict) else {}
        adopt, drop = _names(said.get("adopt")), _names(said.get("drop"))
        problems += [
            Problem(number, f"{entity}.adopt", each, f"one of {', '.join(sorted(rules))}")
            for each in adopt
            if each not in rules
        ]
        problems += [
            Problem(number, f"{entity}.drop", each, f"one of {', '.join(sorted(base))}")
            for each in drop
            if each not in base
        ]
        found.append(Adoption(str(entity), adopt, drop))
    if problems:
        raise ProblemsError(path.name, problems)
    return tuple(found)


def read_rule(entry: Mapping[str, Any], name: str) -> IntegrityRule:
    """Return the rule that an entry in the form of the files describes; `name` is what to call it in a message.

    :raises ProblemsError: With everything that is wrong in it.
    """
    known = {each.code: each for each in read_criteria()}
    wrong = list(_wrong(entry, {*known, FLAG}))
    if not wrong:
        states = (*Rung, "none") if entry["criterion"] == FLAG else known[entry["criterion"]].states
        among = entry.get(Comparator.AMONG)
        if (among is None) is bool(states):
            allowed = f"among {', '.join(states)}" if states else "a number"
            wrong.append(("condition", str(entry["criterion"]), allowed))
        elif strangers := sorted(set(_names(among)) - set(states)):
            wrong.append((Comparator.AMONG, ", ".join(strangers), f"one of {', '.join(states)}"))
    if wrong:
        raise ProblemsError(name, [Problem(None, *each) for each in wrong])
    return _rule(entry)


def entry_of(rule: IntegrityRule) -> dict[str, Any]:
    """Return a rule as an entry of a file, without what is as usual."""
    threshold = list(rule.threshold) if isinstance(rule.threshold, tuple) else rule.threshold
    said: dict[str, Any] = {
        "id": rule.id,
        "kind": rule.kind.value,
        "criterion": rule.criterion,
        rule.comparator.value: threshold,
        "kinds": "companies" if rule.kinds == COMPANIES else sorted(kind.value for kind in rule.kinds),
        "depth": rule.depth,
        "least_share": rule.least_share,
        "steps": list(rule.steps),
        "due_days": rule.due_days,
        "recheck_days": rule.recheck_days,
        "text": rule.text,
        "source": rule.source,
    }
    usual = {"kinds": [], "depth": 0, "least_share": 0.0, "steps": [], "due_days": None, "recheck_days": None}
    return {name: value for name, value in said.items() if name not in usual or value != usual[name]}


def as_yaml(rules: Iterable[IntegrityRule]) -> str:
    """Return rules as the text of a rule file."""
    entries = [entry_of(rule) for rule in rules]
    return yaml.safe_dump({"version": 1, "rules": entries}, allow_unicode=True, sort_keys=False, width=110)


def _document(path: Path, key: str, shape: type) -> Any:
    try:
        document = yaml.safe_load(decode(path))
    except yaml.YAMLError as error:
        said = str(error).replace("\n", " ")
        raise ProblemsError(path.name, [Problem(None, "(file)", said, "well-formed YAML")]) from None
    content = document.get(key) if isinstance(document, dict) else None
    if not isinstance(content, shape):
        raise ProblemsError(path.name, [Problem(None, key, type(content).__name__, f"a {shape.__name__} named {key}")])
    return content


def _entries(path: Path, key: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give each entry of a list with its number, counted from 1."""
    for number, entry in enumerate(_document(path, key, list), start=1):
        if not isinstance(entry, dict):
            raise ProblemsError(path.name, [Problem(number, key, str(entry), "a mapping of fields to values")])
        yield number, entry


def _wrong(entry: Mapping[str, Any], criteria: set[str]) -> Iterator[tuple[str, str, str]]:
    for name in ("id", "text", "source"):
        if not str(entry.get(name) or "").strip():
            yield name, "missing", "a text; a rule nobody can trace binds nobody"
    if entry.get("kind") not in set(RuleKind):
        yield "kind", str(entry.get("kind")), f"one of {', '.join(RuleKind)}"
    if entry.get("criterion") not in criteria:
        yield "criterion", str(entry.get("criterion")), f"one of {', '.join(sorted(criteria))}"
    stated = [each for each in Comparator if each in entry]
    if len(stated) != 1:
        yield "condition", ", ".join(stated) or "missing", f"exactly one of {', '.join(Comparator)}"
    elif (stated[0] is Comparator.AMONG) != isinstance(entry[stated[0]], list):
        yield stated[0], str(entry[stated[0]]), "a list of states for among, a number for the others"
    if entry.get("kinds") not in (None, "companies") and set(_names(entry.get("kinds"))) - set(Kind):
        yield "kinds", str(entry.get("kinds")), f"companies, or a list of {', '.join(Kind)}"
    for name in ("depth", "least_share", "due_days", "recheck_days"):
        if (
            isinstance(entry.get(name), bool)
            or not isinstance(entry.get(name, 0), int | float)
            or entry.get(name, 0) < 0
        ):
            yield name, str(entry[name]), "a number of at least 0"
    for name in sorted(set(map(str, entry)) - _FIELDS):
        yield name, str(entry.get(name)), f"no such field; there are {', '.join(sorted(_FIELDS))}"


def _rule(entry: Mapping[str, Any]) -> IntegrityRule:
    comparator = next(each for each in Comparator if each in entry)
    kinds = entry.get("kinds")
    return IntegrityRule(
        id=str(entry["id"]),
        kind=RuleKind(entry["kind"]),
        criterion=str(entry["criterion"]),
        comparator=comparator,
        threshold=_names(entry[comparator]) if comparator is Comparator.AMONG else float(entry[comparator]),
        text=str(entry["text"]).strip(),
        source=str(entry["source"]).strip(),
        kinds=COMPANIES if kinds == "companies" else frozenset(map(Kind, _names(kinds))),
        depth=int(entry.get("depth", 0)),
        least_share=float(entry.get("least_share", 0.0)),
        steps=_names(entry.get("steps")),
        due_days=entry.get("due_days"),
        recheck_days=entry.get("recheck_days"),
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
