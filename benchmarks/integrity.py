"""Due diligence at the size of the demo: verdicts of 38 entities on 5,000 partners, and names compared across scripts.

`python -m benchmarks.integrity` prints a table and one JSON line. Names are measured on pairs labelled by hand
(`data/evaluation/name_pairs.csv`), beside exact matching and rapidfuzz alone at the bar that suits it best.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from benchmarks.quality.measures import Split
from data.demo import generate
from data.rules import read_criteria, read_rules
from matching.integrity import Dossiers, Policy, judge, what_if
from matching.names import ALIKE, likeness, resemblances
from matching.records import Listed

AIM_SECONDS = 2.0
AIM_PRECISION, AIM_RECALL = 0.95, 0.90
PAIRS = Path(__file__).resolve().parents[1] / "data" / "evaluation" / "name_pairs.csv"
LISTED = 1_000
# The bars at which rapidfuzz alone is tried.
BARS = tuple(step / 100 for step in range(50, 100, 2))


def verdicts() -> dict[str, float]:
    """Return how long all verdicts take, and a what-if, in seconds of one processor."""
    network = generate()
    base, options = read_rules("common"), {rule.id: rule for rule in read_rules("options")}
    held = network.diligence
    policies = [
        Policy.of(each.entity, base, [options[name] for name in each.adopt], each.drop) for each in held.adoptions
    ]
    start = time.process_time()
    dossiers = Dossiers.of(network.partners, held.facts, read_criteria(), network.today, held.flags)
    found = judge(policies, dossiers)
    judged = time.process_time() - start
    start = time.process_time()
    what_if(found, [policy.with_rule(options["GC-R"]) for policy in policies], network.engagements)
    foretold = time.process_time() - start
    listed = [Listed(str(n), "x", partner.name) for n, partner in enumerate(network.partners[:: 5_000 // LISTED])]
    start = time.process_time()
    hits = resemblances(network.partners, listed)
    return {
        "entities": len(policies),
        "partners": len(network.partners),
        "verdicts_s": round(judged, 2),
        "what_if_s": round(foretold, 2),
        "search_s": round(time.process_time() - start, 2),
        "search_listed": len(listed),
        "search_hits": len(hits),
    }


def names(rows: Sequence[dict[str, str]]) -> dict[str, dict[str, float]]:
    """Return precision and recall by method; rapidfuzz at the bar of its best F1."""
    same = [row["same"] == "yes" for row in rows]
    pairs = [(row["left"], row["right"]) for row in rows]
    fuzzy = [fuzz.token_sort_ratio(left.casefold(), right.casefold()) / 100 for left, right in pairs]
    best = max((_measured(fuzzy, same, bar) for bar in BARS), key=lambda each: each["f1"])
    return {
        "concert": _measured([likeness(*pair) for pair in pairs], same, ALIKE),
        "exact": _measured([float(left.casefold() == right.casefold()) for left, right in pairs], same, 1.0),
        "rapidfuzz alone": best,
    }


def _measured(scores: Sequence[float], same: Sequence[bool], bar: float) -> dict[str, float]:
    hits = [truth for score, truth in zip(scores, same, strict=True) if score >= bar]
    precision = sum(hits) / len(hits) if hits else 1.0
    recall = sum(hits) / sum(same) if any(same) else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"bar": bar, "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def main(say: Callable[[str], object] = sys.stderr.write) -> None:
    """Measure, print a table and a JSON line, and fail when an aim is missed."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    reported = [row for row in rows if Split.of(row["id"]) is Split.REPORT]
    found = {"speed": verdicts(), "pairs": len(rows), "reported": len(reported), "names": names(reported)}
    for group in sorted({row["group"] for row in reported}):
        say(f"{group:10} {names([row for row in reported if row['group'] == group])['concert']}\n")
    for method, each in found["names"].items():
        say(f"{method:16} precision {each['precision']:.3f} recall {each['recall']:.3f}\n")
    say(f"{found['speed']}\n")
    sys.stdout.write(json.dumps(found) + "\n")
    good = found["speed"]["verdicts_s"] < AIM_SECONDS and found["names"]["concert"]["precision"] >= AIM_PRECISION
    if not good or found["names"]["concert"]["recall"] < AIM_RECALL:
        sys.exit(1)


if __name__ == "__main__":
    main()
