"""Sanctions lists from files as their publishers give them out; those of strangers in a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from data.imports.limits import MAX_WALL_SECONDS
from data.integrity import publishers
from data.problems import Problem, ProblemsError
from data.rows import MAX_CELL, decode
from matching.records import Listed

# The consolidated list has some 2 MB; no list of names that people keep is as long as this.
MAX_UPLOAD = 32 * 1024 * 1024
_KNOWN = "OFAC, the European Union, the United Kingdom, the World Bank or the Security Council"
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read_list(path: Path) -> tuple[Listed, ...]:
    """Return the entries of a list in order of id; XML or CSV as its publisher gives it out, or our own columns.

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
    lines = publishers.lines_of_table(_rows(path))
    if lines is None:
        raise ProblemsError(
            path.name, [Problem(1, "(header)", "columns of no known list", f"id and name, or the columns of {_KNOWN}")]
        )
    return _checked(lines, path)


def _rows(path: Path) -> list[publishers.Row]:
    text = decode(path)
    top = text.split("\n", 3)[:3]
    delimiter = max(",;\t", key=lambda mark: max(line.count(mark) for line in top))  # a tie goes to the comma
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        problem = Problem(reader.line_num, "(line)", str(error), "a well-formed CSV line")
        raise ProblemsError(path.name, [problem]) from None


def _checked(lines: Iterable[publishers.Line], path: Path) -> list[Listed]:
    kept, problems = [], []
    for line in lines:
        lacking = [column for column, value in (("id", line.id), ("name", line.name)) if not value]
        problems += [Problem(line.number, column, "", "not empty") for column in lacking]
        if line.listed_on and publishers.read_day(line.listed_on) is None:
            problems.append(Problem(line.number, "listed_on", line.listed_on, "a date such as 2026-11-30"))
        kept.append(line)
    if problems or not kept:
        raise ProblemsError(path.name, problems or [Problem(None, "(rows)", "0", "at least one entry")])
    return list(publishers.merged(kept, path.stem))


def _from_xml(path: Path) -> list[Listed]:
    try:
        root = fromstring(path.read_bytes(), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise ProblemsError(
            path.name, [Problem(None, "(file)", str(error), "well-formed XML without a document type")]
        ) from None
    lines = publishers.lines_of_xml(root)
    if lines is not None:
        return _checked(lines, path)
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
        if not name:
            problems.append(Problem(number, kind, identity, "an entry needs its name"))
            continue
        aliases = [_text(alias, "ALIAS_NAME") for alias in node.iter(f"{kind}_ALIAS")]
        spellings = dict.fromkeys(filter(None, (_text(node, "NAME_ORIGINAL_SCRIPT"), *aliases)))
        identity = identity or publishers.made_id(name)
        yield Listed(
            identity,
            path.stem,
            name,
            tuple(spellings),
            kind.lower(),
            _day(_text(node, "LISTED_ON")),
        )
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
