"""Sanctions lists from files, XML of the Security Council or CSV; those of strangers in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from data.imports.limits import MAX_WALL_SECONDS
from data.problems import Problem, ProblemsError
from data.rows import read_rows
from matching.records import Listed

# The consolidated list has some 2 MB; no list of names that people keep is as long as this.
MAX_UPLOAD = 32 * 1024 * 1024
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read_list(path: Path) -> tuple[Listed, ...]:
    """Return the entries of a list in order of id; XML in the layout of the consolidated list, else CSV.

    :raises ProblemsError: If the file can't be used, with everything that is wrong in it.
    """
    size = path.stat().st_size
    if size > MAX_UPLOAD:
        raise ProblemsError(path.name, [Problem(None, "(file)", f"{size:,} bytes", f"at most {MAX_UPLOAD:,} bytes")])
    found = _from_xml(path) if path.suffix.lower() == ".xml" else _from_csv(path)
    twice = sorted(name for name, count in Counter(each.id for each in found).items() if count > 1)
    if twice:
        raise ProblemsError(path.name, [Problem(None, "id", name, "each id once") for name in twice])
    return tuple(sorted(found, key=lambda each: each.id))


def _from_csv(path: Path) -> list[Listed]:
    found = []
    problems = []
    for row in read_rows(path, ("id", "name")):
        problems += [Problem(row.number, column, "", "not empty") for column in ("id", "name") if not row[column]]
        day = _day(row["listed_on"])
        if row["listed_on"] and day is None:
            problems.append(Problem(row.number, "listed_on", row["listed_on"], "a date such as 2026-11-30"))
        aliases = tuple(part.strip() for part in row["aliases"].split(";") if part.strip())
        found.append(Listed(row["id"], path.stem, row["name"], aliases, row["kind"], day))
    if problems:
        raise ProblemsError(path.name, problems)
    return found


def _from_xml(path: Path) -> list[Listed]:
    try:
        root = fromstring(path.read_bytes(), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise ProblemsError(
            path.name, [Problem(None, "(file)", str(error), "well-formed XML without a document type")]
        ) from None
    found = [*_entries(root, "INDIVIDUAL", path), *_entries(root, "ENTITY", path)]
    if not found:
        raise ProblemsError(
            path.name,
            [Problem(None, "(file)", f"<{root.tag}>", "a consolidated list with INDIVIDUAL or ENTITY entries")],
        )
    return found


def _entries(root: Element, kind: str, path: Path) -> Iterator[Listed]:
    problems = []
    for number, node in enumerate(root.iter(kind), start=1):
        name = " ".join(filter(None, (_text(node, tag) for tag in _NAMES)))
        identity = _text(node, "REFERENCE_NUMBER") or _text(node, "DATAID")
        if not name or not identity:
            missing = "name" if not name else "REFERENCE_NUMBER or DATAID"
            problems.append(Problem(number, kind, identity or name, f"an entry needs its {missing}"))
            continue
        aliases = [_text(alias, "ALIAS_NAME") for alias in node.iter(f"{kind}_ALIAS")]
        spellings = dict.fromkeys(filter(None, (_text(node, "NAME_ORIGINAL_SCRIPT"), *aliases)))
        yield Listed(identity, path.stem, name, tuple(spellings), kind.lower(), _day(_text(node, "LISTED_ON")))
    if problems:
        raise ProblemsError(path.name, problems)


def _text(node: Element, tag: str) -> str:
    return " ".join((node.findtext(tag) or "").split())


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


_TOO_MUCH = Problem(None, "(file)", "too heavy", "a list that takes at most 90 seconds of processor time and 480 MB")


def read_confined(path: Path) -> tuple[Listed, ...]:
    """Return the entries of a list, as `read_list` does.

    :raises ProblemsError: If the file can't be used, or takes too much time or memory.
    """
    if path.stat().st_size > MAX_UPLOAD:
        raise ProblemsError(path.name, [Problem(None, "(file)", "too large", f"at most {MAX_UPLOAD:,} bytes")])
    command = [sys.executable, "-I", "-m", "data.integrity.list_reader", str(path.resolve())]
    # No variable of ours reaches the child: neither addresses nor passwords of databases.
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module; the file is read, never run
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=MAX_WALL_SECONDS,
            check=False,
        )
        told = json.loads(run.stdout) if run.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        told = None
    if not isinstance(told, dict):
        raise ProblemsError(path.name, [_TOO_MUCH])
    if "problems" in told:
        raise ProblemsError(path.name, [Problem(**problem) for problem in told["problems"]])
    return tuple(
        Listed(
            entry["id"],
            entry["list"],
            entry["name"],
            tuple(entry["aliases"]),
            entry["kind"],
            date.fromisoformat(entry["listed_on"]) if entry["listed_on"] else None,
        )
        for entry in told["entries"]
    )
