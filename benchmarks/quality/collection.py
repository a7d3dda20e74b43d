"""The judged collection: needs in six languages and three lengths, and how useful real companies are for each.

The needs are our own, rewritten from what projects publish. Ten methods proposed companies, people who read graded them
without seeing who had proposed which, and half of the needs may be looked at while tuning. Texts of the companies lie
beside the project and are not shipped: the collection holds their ids and grades alone.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import ir_measures
import numpy as np
import numpy.typing as npt
from ir_measures import Judged, Measure, P, Success, nDCG
from sklearn.feature_extraction.text import TfidfVectorizer

from acts.reference import vocabulary
from benchmarks.quality.measures import Split
from benchmarks.quality.tasks import REAL
from matching.pool import Pool
from matching.ports import Encoder
from matching.ranking import rank_many
from matching.records import Capability, Kind, Need, Origin, Partner, Profile

FOLDER = Path(__file__).parent / "judged"
COMPANIES = REAL / "companies" / "company_profiles_6000.csv"
CONCERT, BM25, TFIDF, PLAIN, FUSED = "concert", "bm25", "tf-idf", "plain e5", "bm25 + plain e5"
P5, NDCG, FIRST_USEFUL, JUDGED5 = "p@5", "ndcg@10", "first useful", "judged@5"
# Useful is what was graded 1 or 2; what nobody judged counts as useless, and how much that is stands beside it.
MEASURES: Mapping[str, Measure] = {
    P5: P(rel=1) @ 5,
    NDCG: nDCG @ 10,
    FIRST_USEFUL: Success(rel=1) @ 5,
    JUDGED5: Judged @ 5,
}
# As Cormack, Clarke and Büttcher (2009) have it.
_RANK_FUSION = 60

Numbers = npt.NDArray[np.floating]
Orders = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class JudgedNeed:
    """A need of the collection: its length is `short` (a line), `medium` (a mail) or `long` (a document)."""

    id: str
    language: str
    length: str
    text: str

    @property
    def split(self) -> Split:
        """Whether it may be looked at while tuning."""
        return Split.of(self.id)


def needs() -> list[JudgedNeed]:
    """Return the needs in order of id."""
    rows = [json.loads(line) for line in (FOLDER / "needs.jsonl").read_text(encoding="utf-8").splitlines()]
    return sorted(
        (JudgedNeed(row["id"], row["language"], row["length"], row["text"]) for row in rows), key=lambda need: need.id
    )


def grades() -> dict[str, dict[str, int]]:
    """Return the grade (0 useless, 1 in part, 2 what was asked) of each judged company by need."""
    found: dict[str, dict[str, int]] = {}
    with (FOLDER / "grades.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["need"], {})[row["company"]] = int(row["grade"])
    return found


def companies() -> tuple[Profile, ...] | None:
    """Return the profiles of the real companies, or None when their file is not beside the project."""
    if not COMPANIES.exists():
        return None
    origin = Origin("company profiles")
    with COMPANIES.open(encoding="utf-8", newline="") as file:
        rows = {row["symbol"]: row for row in csv.DictReader(file) if row["summary"].strip()}
    return tuple(
        Profile(Partner(key, row["name"], Kind.OTHER, origin), (Capability(f"{key}#1", key, row["summary"], origin),))
        for key, row in rows.items()
    )


def measured(
    metric: str, orders: Orders, asked: Sequence[JudgedNeed], given: Mapping[str, Mapping[str, int]]
) -> list[float]:
    """Return a measure of each need's order, in the order of `asked`."""
    judged = {need.id: dict(given[need.id]) for need in asked}
    run = {
        need.id: {company: float(len(order) - place) for place, company in enumerate(order)}
        for need, order in zip(asked, orders, strict=True)
    }
    found = {each.query_id: each.value for each in ir_measures.iter_calc([MEASURES[metric]], judged, run)}
    return [found.get(need.id, 0.0) for need in asked]


def rankings(
    asked: Sequence[JudgedNeed], profiles: Sequence[Profile], encoder: Encoder, top: int = 10
) -> dict[str, Orders]:
    """Return the first `top` companies of each method for each need; Concert's as people get them."""
    texts = [need.text for need in asked]
    offered = [" ".join((profile.partner.name, *profile.texts)) for profile in profiles]
    ids = [profile.id for profile in profiles]
    words, meaning = _bm25(texts, offered), encoder.encode(texts) @ encoder.encode(offered).T
    baselines: dict[str, Callable[[], Numbers]] = {
        BM25: lambda: words,
        TFIDF: lambda: _tfidf(texts, offered),
        PLAIN: lambda: meaning,
        FUSED: lambda: 1 / (_RANK_FUSION + _places(words)) + 1 / (_RANK_FUSION + _places(meaning)),
    }
    origin = Origin("judged collection")
    ranked = rank_many(
        [Need(need.id, "", "", need.text, origin, language=need.language) for need in asked],
        Pool.of(profiles, encoder, vocabulary=vocabulary()),
        top=top,
    )
    found: dict[str, Orders] = {CONCERT: [[match.partner for match in ranking.matches] for ranking in ranked]}
    for name, scores in baselines.items():
        found[name] = [[ids[place] for place in np.argsort(-row, kind="stable")[:top]] for row in scores()]
    return found


def _bm25(asked: Sequence[str], offered: Sequence[str]) -> Numbers:
    index = bm25s.BM25()
    index.index(bm25s.tokenize(list(offered), show_progress=False), show_progress=False)
    rows = []
    for text in asked:
        tokens = bm25s.tokenize([text], return_ids=False, show_progress=False)[0]
        rows.append(index.get_scores(tokens) if tokens else np.zeros(len(offered)))
    return np.array(rows)


def _tfidf(asked: Sequence[str], offered: Sequence[str]) -> Numbers:
    made = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
    known = made.fit_transform(offered)
    return np.asarray((made.transform(asked) @ known.T).toarray())


def _places(scores: Numbers) -> Numbers:
    return np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1).astype(np.float64)
