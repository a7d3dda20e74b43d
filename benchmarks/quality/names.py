"""Real names of organisations, labelled by two readers: `python -m benchmarks.quality.names`.

Pairs are asked one by one, the left name as a register of one record; names of a kind are classified as they stand.
Beside Concert, in the same run: exact comparison, and RapidFuzz's token_sort_ratio and token_set_ratio at a usual bar.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz

from acts.identity import world
from matching.identity import Context, Register, classify
from matching.records import Kind, NameKind, Origin, Partner

FOLDER = Path(__file__).resolve().parents[2] / "data" / "evaluation"
BAR = 90
# The kinds that the readers named, as a name tells them.
_KINDS = {
    "un": NameKind.UN_BODY,
    "mixed": NameKind.SEVERAL,
    "national_company": NameKind.COMPANY,
    "multinational": NameKind.COMPANY,
    "other": NameKind.MULTILATERAL,
}
Row = dict[str, str]
Way = Callable[[str, str], tuple[bool, bool]]


def rows(name: str, half: str) -> list[Row]:
    """Return the labelled rows of one half, without those on which the readers differ."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["half"] == half and row.get("label") != "disputed"]


def concert(left: str, right: str) -> tuple[bool, bool]:
    """Return whether the right name is said to be the left one, and whether it is said or put before a person."""
    register = Register.of([Partner("left", left, Kind.OTHER, Origin("evaluation"))], world())
    found = register.resolve(right)
    return found.partner == "left", any(each.id == "left" for each in found.candidates)


def ways() -> dict[str, Way]:
    """Return the ways that are measured side by side, by name."""

    def at(ratio: Callable[[str, str], float]) -> Way:
        return lambda left, right: (ratio(left.casefold(), right.casefold()) >= BAR,) * 2

    return {
        "Concert": concert,
        "exact, case aside": lambda left, right: (left.casefold() == right.casefold(),) * 2,
        f"rapidfuzz token_sort_ratio at {BAR}": at(fuzz.token_sort_ratio),
        f"rapidfuzz token_set_ratio at {BAR}": at(fuzz.token_set_ratio),
    }


def measured(way: Way, pairs: list[Row]) -> tuple[float, float, float]:
    """Return precision and recall of "same", and recall with those that a person sees."""
    said = [(way(row["left"], row["right"]), row["label"] == "same") for row in pairs]
    right = sum(same for (merged, _), same in said if merged)
    merged = sum(merged for (merged, _), _ in said)
    total = sum(same for _, same in said)
    seen = sum(same for (merged, shown), same in said if merged or shown)
    return right / merged if merged else 1.0, right / total, seen / total


def kinds(named: list[Row]) -> tuple[float, float, int, int, int]:
    """Return share right and macro F1 of kinds, and of UN entities how many there are, found, and falsely found."""
    counts = Counter[tuple[str, str]]()
    nobody = Register.of([], world())
    asked = found = wrong = 0
    for row in named:
        told = classify(row["name"], Context(world())).kind
        if told is NameKind.CORPORATE_FOUNDATION:
            told = NameKind.FOUNDATION
        if told is NameKind.MULTILATERAL and row["entity"]:
            told = NameKind.UN_BODY
        counts[_KINDS.get(row["kind"], row["kind"]), told] += 1
        entity = nobody.resolve(row["name"]).entity
        asked += bool(row["entity"])
        found += bool(entity) and entity == row["entity"]
        wrong += bool(entity) and entity != row["entity"]
    truths = {truth for truth, _ in counts}
    scores = [
        2 * counts[kind, kind] / sum((truth == kind) * n + (told == kind) * n for (truth, told), n in counts.items())
        for kind in truths
    ]
    right = sum(counts[kind, kind] for kind in truths) / len(named)
    return right, sum(scores) / len(scores), asked, found, wrong


def lines() -> Iterator[str]:
    """Give the tables as Markdown."""
    for half in ("tune", "report"):
        pairs = rows("real_name_pairs", half)
        same = sum(row["label"] == "same" for row in pairs)
        yield f"| {half}: {same} same of {len(pairs)} pairs | precision | recall | recall with review |"
        yield "|---|---:|---:|---:|"
        for name, way in ways().items():
            precision, recall, seen = measured(way, pairs)
            yield f"| {name} | {precision:.3f} | {recall:.3f} | {seen:.3f} |"
        named = rows("real_name_kinds", half)
        right, score, asked, found, wrong = kinds(named)
        yield ""
        yield f"Kinds of {len(named)} names ({half}): {right:.3f} right, macro F1 {score:.3f}; UN entities: {found} of"
        yield f"{asked} found, {wrong} falsely."
        yield ""


def main() -> int:
    """Print the tables."""
    sys.stdout.write("\n".join(lines()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
