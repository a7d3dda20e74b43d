"""Ranking 200 needs against 6,000 partners, against `semantic_search` plus pandas: the same vectors, in one run.

`python -m benchmarks.ranking` prints a table and one JSON line. Vectors are ready on both sides (that is what warm
means); what is compared is what is done with them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Self

import numpy as np
import pandas as pd
import torch
from sentence_transformers.util import dot_score, semantic_search

from matching.pool import Pool
from matching.ports import Vectors
from matching.ranking import AT_ONCE, rank_many
from matching.reading import Reading
from matching.records import Capability, Kind, Need, Origin, Partner, Profile, Resource, Size
from matching.scores import in_order, score
from matching.weights import Weights

AIM = 5.0  # times semantic_search plus pandas
TOP = 10
DIMENSIONS = 384
SAME_JOB = Weights.only("meaning", "resources", "countries", "sdgs")

_MADE = Origin("benchmark", synthetic=True)
_COUNTRIES = tuple(f"C{number:02}" for number in range(60))
_SYLLABLES = "ba do ki lu me na pi ro sa tu ve zo".split()  # noqa: SIM905 (a list of twelve is read faster as one line)


class Scattered:
    """An encoder without a model: one fixed vector a word, summed, so that shared words are shared meaning."""

    name = "scattered"

    def __init__(self) -> None:
        self._words: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return unit vectors."""
        summed = np.stack([np.sum([self._word(word) for word in text.split()], axis=0) for text in texts])
        return np.asarray(summed / np.linalg.norm(summed, axis=1, keepdims=True), dtype=np.float32)

    def _word(self, word: str) -> Vectors:
        if word not in self._words:
            seed = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")
            self._words[word] = np.random.default_rng(seed).standard_normal(DIMENSIONS).astype(np.float32)
        return self._words[word]


def made(partners: int, needs: int, seed: int = 7) -> tuple[list[Profile], list[Need]]:
    """Return profiles of about six sentences and needs of about four, with facts on both sides."""
    chance = random.Random(seed)  # noqa: S311 (a reproducible text, no secret)
    vocabulary = ["".join(chance.choice(_SYLLABLES) for _ in range(3)) for _ in range(1500)]
    frequency = [1 / (10 + place) for place in range(len(vocabulary))]

    def text(sentences: int) -> str:
        length = max(1, round(chance.gauss(sentences, sentences / 3)))
        return " ".join(f"{' '.join(chance.choices(vocabulary, frequency, k=14)).capitalize()}." for _ in range(length))

    def some(of: Sequence[object], most: int) -> tuple:
        return tuple(chance.sample(list(of), chance.randint(1, most)))

    profiles = []
    for number in range(partners):
        one = Partner(
            f"p{number:05}",
            "",
            Kind.NATIONAL_COMPANY,
            _MADE,
            Size.MSME,
            countries=some(_COUNTRIES, 5),
            sectors=some("abcdefgh", 1),
        )
        offer = Capability(one.id, one.id, text(6), _MADE, resources=some(Resource, 3), sdgs=some(range(1, 18), 3))
        profiles.append(Profile(one, (offer,)))
    wanted = [
        Need(
            f"n{number:03}",
            "",
            "",
            text(4),
            _MADE,
            sdgs=some(range(1, 18), 3),
            countries=some(_COUNTRIES, 2),
            resources=some(Resource, 2),
        )
        for number in range(needs)
    ]
    return profiles, wanted


class Pandas:
    """The same job as a data scientist does it: all cosines from `semantic_search`, the facts joined in pandas."""

    def __init__(self, pool: Pool, needs: Sequence[Need], asked: Reading) -> None:
        """Put the vectors of both sides into tensors and the facts of the partners into tables, which isn't timed."""
        ground = pool.reading.ground
        assert ground is not None
        self.needs = needs
        self.offered = torch.from_numpy(ground.profiles.centres)
        self.asked = torch.from_numpy(asked.placed(ground).centres)
        self.facts = {
            "resources": _table(pool, lambda profile: [resource.value for resource in profile.resources]),
            "countries": _table(pool, lambda profile: profile.countries),
            "sdgs": _table(pool, lambda profile: profile.sdgs),
        }

    def nearest(self) -> list[list[tuple[float, int]]]:
        """Return the ten nearest partners of each need by way of a table: cosine and place, nearest first."""
        hits = semantic_search(self.asked, self.offered, top_k=TOP, score_function=dot_score)
        table = pd.DataFrame([{"need": row, **hit} for row, found in enumerate(hits) for hit in found])
        table = table.sort_values(["need", "score", "corpus_id"], ascending=[True, False, True])
        return [
            list(zip(found["score"], found["corpus_id"], strict=True)) for _, found in table.groupby("need", sort=True)
        ]

    def rank(self) -> list[pd.DataFrame]:
        """Return the ten best partners of each need by the weighted sum of nearness and three fits, with the parts."""
        shares = SAME_JOB.shares(["meaning", *self.facts])
        found = semantic_search(self.asked, self.offered, top_k=len(self.offered), score_function=dot_score)
        rankings = []
        for need, hits in zip(self.needs, found, strict=True):
            table = pd.DataFrame(hits).set_index("corpus_id").sort_index()
            table["meaning"] = shares["meaning"] * table.pop("score").clip(lower=0)
            sought = {"resources": [r.value for r in need.resources], "countries": need.countries, "sdgs": need.sdgs}
            for name, codes in sought.items():
                table[name] = shares[name] * self.facts[name].reindex(columns=list(codes), fill_value=0).mean(axis=1)
            table["total"] = table.sum(axis=1)
            rankings.append(table.nlargest(TOP, "total"))
        return rankings


def _table(pool: Pool, codes: Callable[[Profile], Iterable[object]]) -> pd.DataFrame:
    named = pd.Series([list(codes(profile)) for profile in pool.profiles]).explode()
    return pd.crosstab(named.index, named).reindex(range(len(pool)), fill_value=0)


def ranked(needs: Sequence[Need], pool: Pool, weights: Weights) -> list[list[int]]:
    """Return the ten best partners of each need; the parts come with the scores."""
    best = []
    for start in range(0, len(needs), AT_ONCE):
        best += [in_order(total, TOP).tolist() for total in score(needs[start : start + AT_ONCE], pool, weights).total]
    return best


def nearest(asked: Reading, pool: Pool) -> list[list[tuple[float, int]]]:
    """Return the ten nearest partners of each need: cosine and place, nearest first."""
    ground = pool.reading.ground
    assert ground is not None
    cosines = asked.placed(ground).centres @ ground.profiles.centres.T
    best = np.argpartition(cosines, -TOP, axis=1)[:, -TOP:]
    return [
        sorted(((float(row[place]), int(place)) for place in places), key=lambda hit: (-hit[0], hit[1]))
        for row, places in zip(cosines, best, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Run:
    """One way of doing a job: seconds of the clock and of all cores together, each the best of the repeats."""

    way: str
    seconds: float
    cpu: float

    @classmethod
    def of(cls, way: str, work: Callable[[], object], repeats: int) -> Self:
        """Return the run of a piece of work, done once more than counted."""
        work()
        clock, cpu = [], []
        for _ in range(repeats):
            start, cpu_start = time.perf_counter(), time.process_time()
            work()
            clock.append(time.perf_counter() - start)
            cpu.append(time.process_time() - cpu_start)
        return cls(way, min(clock), min(cpu))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partners", type=int, default=6000)
    parser.add_argument("--needs", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=3)
    chosen = parser.parse_args()
    profiles, needs = made(chosen.partners, chosen.needs)
    start = time.perf_counter()
    pool = Pool.of(profiles, Scattered())
    rank_many(needs[:1], pool)
    built, before = time.perf_counter() - start, _peak()
    ours = [
        Run.of("ours: four signals", lambda: ranked(needs, pool, SAME_JOB), chosen.repeats),
        Run.of("ours: all seven signals", lambda: ranked(needs, pool, Weights()), chosen.repeats),
        Run.of("ours: all seven, evidence and shelves", lambda: rank_many(needs, pool, top=TOP), chosen.repeats),
        Run.of("ours: one need, all of that", lambda: rank_many(needs[:1], pool, top=TOP), chosen.repeats),
    ]
    peak = _peak()
    asked = pool.read(needs)
    peer = Pandas(pool, needs, asked)
    theirs = Run.of("semantic_search + pandas: four signals", peer.rank, chosen.repeats)
    near = Run.of("ours: nearness alone", lambda: nearest(asked, pool), chosen.repeats)
    their_near = Run.of("semantic_search + pandas: nearness alone", peer.nearest, chosen.repeats)
    same = sum(a == b for a, b in zip(nearest(asked, pool), peer.nearest(), strict=True))
    runs = [*ours, theirs, near, their_near]
    print(f"{len(needs)} needs x {len(pool)} partners, pool read in {built:.1f} s, best of {chosen.repeats}")
    print(f"{'way':45} {'seconds':>9} {'cpu':>9}")
    for run in runs:
        print(f"{run.way:45} {run.seconds:9.3f} {run.cpu:9.3f}")
    ratio, cpu_ratio = theirs.seconds / ours[0].seconds, theirs.cpu / ours[0].cpu
    print(f"ranking: {ratio:.1f} times (by cpu {cpu_ratio:.1f}), aim {AIM:.0f}")
    print(f"nearness alone: {their_near.seconds / near.seconds:.1f} times, the same ten for {same} of {len(needs)}")
    print(f"memory: {before} MB with the pool read, {peak} MB at most while ranking")
    print(
        json.dumps(
            {
                "benchmark": "ranking",
                "needs": len(needs),
                "partners": len(pool),
                "load": os.getloadavg()[0],
                "ratio": round(ratio, 2),
                "ratio_by_cpu_time": round(cpu_ratio, 2),
                "ratio_nearness": round(their_near.seconds / near.seconds, 2),
                "same_ten": same,
                "aim": AIM,
                "peak_mb": peak,
                "runs": [asdict(run) for run in runs],
            }
        )
    )
    return 0


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
