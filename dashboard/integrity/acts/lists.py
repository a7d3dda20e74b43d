"""Reading sanctions lists, settling names that resemble one, and putting the search on file for every partner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dashboard.integrity import looking
from dashboard.integrity.acts.deed import deed, new_id
from data.integrity import known, names
from data.integrity.confined import read_confined
from matching.names import reviewed, search_results
from matching.policy import Right
from matching.records import Fact, NameReview, Origin, Viewer

# What facts of a search are called; a later search of the same source takes the place of the one before.
SOURCE = "search of the lists read into Concert"


def read(path: Path, name: str, viewer: Viewer) -> int:
    """Put a list's file in place of what was read under the same name; return how many entries it has.

    :raises ProblemsError: If the file can't be used, with everything that is wrong in it.
    :raises NotAllowedError: If the viewer may not.
    """
    entries = [replace(entry, list=name) for entry in read_confined(path)]
    with deed(viewer, Right.REVIEW_LISTED_NAMES, name, f"list read: {len(entries)} entries") as opened:
        names.replace_list(opened, name, entries)
    return len(entries)


def settle(review: NameReview, viewer: Viewer) -> None:
    """Remember what a person says about a partner and a listed name, and put on file what the search says now.

    :raises NotAllowedError: If the viewer may not.
    """
    _held, hits, reviews = looking.search_material()
    hits = reviewed(hits, {**reviews, (review.partner, review.listed): review})
    found = search_results([review.partner], hits)
    said = f"{review.partner} and {review.listed}: {review.answer}"
    with deed(viewer, Right.REVIEW_LISTED_NAMES, review.listed, said) as opened:
        names.answer(opened, review)
        known.save_facts(opened, _facts(found))


def search(viewer: Viewer) -> int:
    """Put on file, for every partner, whether it resembles a listed name; return for how many.

    :raises NotAllowedError: If the viewer may not.
    """
    held, hits, reviews = looking.search_material()
    found = search_results([partner.id for partner in held], reviewed(hits, reviews))
    with deed(viewer, Right.REVIEW_LISTED_NAMES, "lists", f"lists searched for {len(found)} partners") as opened:
        known.save_facts(opened, _facts(found))
    return len(found)


def _facts(found: Sequence[tuple[str, str]]) -> list[Fact]:
    stem = new_id("f")
    return [
        Fact(f"{stem}-{number}", partner, "sanctions", state, looking.today(), Origin(SOURCE))
        for number, (partner, state) in enumerate(found)
    ]
