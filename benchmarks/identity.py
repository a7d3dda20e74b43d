"""100,000 names against 5,000 partners: `python -m benchmarks.identity`.

Half of the names are partners as another clerk wrote them, half are others; all are invented. Beside it, in one run:
exact comparison after folding case, and RapidFuzz's token_sort_ratio over all pairs with its best bar. The others are
no neighbours of a partner, which flatters a bare ratio: hard neighbours are in data/evaluation/company_mentions.csv.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from acts.identity import world
from data.demo.chance import Dice
from data.demo.names import respelled, stem
from data.demo.words import naming
from matching.identity import Asked, Register
from matching.records import IdentityAnswer, Kind, Origin, Partner

PARTNERS, NAMES = 5_000, 100_000
AIM_SECONDS = 60.0
HERE = Origin("benchmark", synthetic=True)
_LINES = ("Textiles", "Foods", "Logistics", "Energy", "Pharma", "Mining", "Bank", "Foundation", "Solar", "Telecom")
_FORMS = ("Ltd", "SA", "GmbH", "Inc", "LLC", "")


def invented(dice: Dice, count: int, styles: Sequence[str]) -> list[str]:
    """Return names of two invented words, a line of business and a legal form, each once."""
    found: dict[str, None] = {}
    while len(found) < count:
        words = [stem(dice.pick(styles), dice).latin for _ in range(2)]
        found[" ".join([*words, dice.pick(_LINES), dice.pick(_FORMS)]).strip()] = None
    return list(found)


def main() -> int:
    """Print time, memory, precision and recall of three ways; return 1 when it took longer than the aim."""
    dice = Dice(7, "identity")
    names = invented(dice, PARTNERS + NAMES // 2, sorted(naming()["styles"]))
    known, others = names[:PARTNERS], names[PARTNERS:]
    places = [place for place in range(PARTNERS) for _ in range(NAMES // 2 // PARTNERS)]
    asked = [(respelled(known[place], dice), place) for place in places]
    asked += [(name, -1) for name in others]
    asked = dice.shuffled(asked)
    truth = np.array([place for _, place in asked])
    partners = [Partner(f"p{place:05d}", name, Kind.OTHER, HERE) for place, name in enumerate(known)]
    start = time.perf_counter()
    register = Register.of(partners, world())
    built = time.perf_counter() - start
    found = register.resolve_many([Asked(name) for name, _ in asked])
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said = np.array([int(each.partner[1:]) if each.partner else -1 for each in found])
    review = sum(each.answer is IdentityAnswer.REVIEW for each in found) / len(found)
    rows = {"identity": (seconds, *_quality(said, truth))}
    start = time.perf_counter()
    by_name = {name.casefold(): place for place, name in enumerate(known)}
    exact = np.array([by_name.get(name.casefold(), -1) for name, _ in asked])
    rows["exact"] = (time.perf_counter() - start, *_quality(exact, truth))
    start = time.perf_counter()
    best, scores = _nearest([name for name, _ in asked], known)
    tried = [(_quality(np.where(scores >= bar, best, -1), truth), bar) for bar in range(60, 101, 2)]
    chosen = max(tried, key=lambda each: each[0][2])
    rows["rapidfuzz"] = (time.perf_counter() - start, *chosen[0])
    print(f"{'way':10} {'seconds':>8} {'precision':>10} {'recall':>7} {'F1':>6}")
    for way, (took, precision, recall, score) in rows.items():
        print(f"{way:10} {took:8.1f} {precision:10.4f} {recall:7.3f} {score:6.3f}")
    print(f"index of {PARTNERS:,} partners {built:.1f} s; peak memory {memory:.0f} MiB")
    print(f"{review:.1%} of the names wait for a person")
    print(json.dumps({"seconds": seconds, "memory": memory, "review": review, "ways": rows}))
    return int(seconds > AIM_SECONDS)


def _nearest(names: Sequence[str], known: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the nearest known name of each and its score."""
    best, scores = [], []
    folded = [name.casefold() for name in known]
    for start in range(0, len(names), 2_000):
        batch = [name.casefold() for name in names[start : start + 2_000]]
        table = process.cdist(batch, folded, scorer=fuzz.token_sort_ratio, dtype=np.uint8, workers=1)
        best.append(table.argmax(axis=1))
        scores.append(table.max(axis=1))
    return np.concatenate(best), np.concatenate(scores)


def _quality(said: np.ndarray, truth: np.ndarray) -> tuple[float, float, float]:
    """Return precision, recall and F1 of names that were taken for a partner."""
    right = int(((said == truth) & (said >= 0)).sum())
    precision = right / max(int((said >= 0).sum()), 1)
    recall = right / int((truth >= 0).sum())
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
