"""Sanctions lists: reading them, searching them for partners, and remembering who a listed name is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from acts.act import Caller, act, look, oversee, today
from acts.errors import Problem, ProblemsError
from data import partners
from data.integrity import known, names
from data.integrity.lists import MAX_UPLOAD, read_confined
from matching.names import Resemblance, resemblances, reviewed, search_results
from matching.policy import Right
from matching.records import Fact, Listed, NameReview, Origin, new_id

__all__ = ["MAX_UPLOAD", "SOURCE", "compare", "listed", "read_list", "review", "reviews", "search", "stamp"]

# What facts of a search are called; a later search of the same source takes the place of the one before.
SOURCE = "search of the lists read into Concert"
# It becomes part of the key of each entry.
_NAME = re.compile(r"[\w .()-]{1,60}")


def read_list(by: Caller, path: Path, name: str) -> int:
    """Put a list's file in place of what was read under the same name; return how many entries it has.

    The file is a stranger's: it is read in a process of its own, within a minute and 480 MB.

    :raises ProblemsError: If the file or the name can't be used, with everything that is wrong in it.
    :raises NotAllowedError: If the caller may not.
    """
    if not _NAME.fullmatch(name):
        allowed = "a list's name has at most 60 letters, digits, blanks and . ( ) -"
        raise ProblemsError(path.name, [Problem(None, "(name)", name, allowed)])
    with look(by, Right.REVIEW_LISTED_NAMES):  # before anything of the file is read, which may take a minute
        pass
    entries = [replace(entry, list=name) for entry in read_confined(path)]
    with act(by, Right.REVIEW_LISTED_NAMES, f"list read: {len(entries)} entries", name) as opened:
        names.replace_list(opened, name, entries)
    return len(entries)


def stamp(by: Caller) -> str:
    """Return a text that changes when a list is read."""
    with oversee(by) as opened:
        return names.stamp(opened)


def listed(by: Caller) -> tuple[Listed, ...]:
    """Return every name on the lists that were read, in order of list and id."""
    with oversee(by) as opened:
        return names.listed(opened)


def reviews(by: Caller) -> Mapping[tuple[str, str], NameReview]:
    """Return the last answer on each pair of a partner and the key of a listed name."""
    with oversee(by) as opened:
        return names.reviews(opened)


def compare(by: Caller, entries: Sequence[Listed]) -> tuple[Resemblance, ...]:
    """Return whose name resembles which of some listed names, before anybody has looked at them; takes seconds."""
    with oversee(by) as opened:
        everybody = partners.all_(opened)
    return resemblances(everybody, entries)


def review(by: Caller, said: NameReview, hits: Iterable[Resemblance]) -> None:
    """Remember what a person says about a partner and a listed name, and put on file what the search says now.

    `hits` are all that `compare` found.

    :raises NotAllowedError: If the caller may not.
    """
    made = replace(said, who=by.user, at=datetime.now(UTC))
    detail = f"{made.partner} and {made.listed}: {made.answer}"
    with act(by, Right.REVIEW_LISTED_NAMES, detail, made.listed) as opened:
        names.answer(opened, made)
        found = search_results([made.partner], reviewed(hits, names.reviews(opened)))
        known.save_facts(opened, _facts(found))


def search(by: Caller, hits: Iterable[Resemblance]) -> int:
    """Put on file, for every partner, whether it resembles a listed name; return for how many.

    `hits` are all that `compare` found.

    :raises NotAllowedError: If the caller may not.
    """
    with act(by, Right.REVIEW_LISTED_NAMES, "lists searched for every partner", "lists") as opened:
        everybody = [partner.id for partner in partners.all_(opened)]
        found = search_results(everybody, reviewed(hits, names.reviews(opened)))
        known.save_facts(opened, _facts(found))
    return len(found)


def _facts(found: Sequence[tuple[str, str]]) -> list[Fact]:
    stem, day = new_id("f"), today()
    return [
        Fact(f"{stem}-{number}", partner, "sanctions", state, day, Origin(SOURCE))
        for number, (partner, state) in enumerate(found)
    ]
