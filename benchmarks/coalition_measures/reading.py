"""What a coverage means: 75 pairs of a facet and a partner of its field, read by a person; and fields told apart."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from benchmarks.coalition_measures.pool import network, pool_of, seen, whole_pool
from matching.coalitions import COVERED, facets_of
from matching.coalitions.reach import closeness, in_field, read, signals
from matching.pool import Pool
from matching.records import Capability, FacetKind, Kind, Need, Origin, Partner, Profile

FILE = Path(__file__).resolve().parents[2] / "data" / "evaluation" / "facet_readings.csv"
NEEDS = 150  # of the demo, for its fields
PAIRS = 60  # candidates a need: the nearest, and as many drawn at random
_MADE = Origin("benchmark", synthetic=True)
# Words, meaning, sentences; of the facet, then of the whole need.
_SETS = {"all": [0, 1, 2], "words and sentences": [0, 2], "words": [0], "meaning": [1, 2], "sentences": [2]}


def by_reading() -> dict[str, Any]:
    """Return how well coverage tells the pairs that a person calls covered, on fields that nothing was tuned on."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = tuple(_profile(f"reading-{place:02}", row["profile"]) for place, row in enumerate(rows))
    pool = pool_of((*whole_pool().profiles, *told))
    measured = [
        _measure(Need(f"n{place}", "", "", row["need"], _MADE), [row["facet"]], pool, [pool.places[told[place].id]])
        for place, row in enumerate(rows)
    ]
    own = np.array([own[0, 0] for own, _ in measured])
    whole = np.array([whole[0] for _, whole in measured])
    covered = np.array([row["covered"] == "1" for row in rows])
    tuned = np.array([seen(row["field"]) for row in rows])
    cells = _cells(own, whole)
    above = cells[~tuned] >= COVERED
    steps = np.arange(0.2, 0.8, 0.05)
    right = [float(((cells[tuned] >= step) == covered[tuned]).mean()) for step in steps]
    return {
        "pairs": len(rows),
        "reported": int((~tuned).sum()),
        "auc": float(roc_auc_score(covered[~tuned], cells[~tuned])),
        "above_and_covered": int((covered[~tuned] & above).sum()),
        "above": int(above.sum()),
        "covered": int(covered[~tuned].sum()),
        "right_by_threshold_on_tuning_half": {f"{step:.2f}": share for step, share in zip(steps, right, strict=True)},
        "slopes": {name: _slope(own[tuned][:, columns], covered[tuned]) for name, columns in _SETS.items()},
    }


def by_field() -> dict[str, Any]:
    """Return how well a need tells partners of its own field from others, by the fields that the demo carries."""
    needs, pool = network()[0], whole_pool()
    random = np.random.default_rng(0)
    fields = [frozenset(profile.partner.sectors) for profile in pool.profiles]
    known = np.array([profile.partner.origin.synthetic and profile.id not in pool.thin for profile in pool.profiles])
    values, right, tuned = [], [], []
    for need in needs[:: max(1, len(needs) // NEEDS)][:NEEDS]:
        texts = [facet.text for facet in facets_of(need) if facet.kind is FacetKind.CAPABILITY][:1]
        every = signals(read(need, texts, pool), pool)[1]
        near = np.where(known, np.nan_to_num(np.array(every)[:, 0]).sum(axis=0), -1)
        columns = [*np.argsort(-near)[:PAIRS], *random.choice(np.flatnonzero(known), PAIRS, replace=False)]
        values += [[signal[0, column] for signal in every] for column in columns]
        right += [need.sectors[1] in fields[column] for column in columns]
        tuned += [seen(need.sectors[1])] * len(columns)
    whole, own_field, tune = np.array(values), np.array(right), np.array(tuned)
    scaled = in_field(tuple(whole[:, [part]].T.astype(np.float32) for part in range(3)))[0]
    held = ~tune
    return {
        "pairs": len(whole),
        "reported": int(held.sum()),
        "auc": float(roc_auc_score(own_field[held], scaled[held])),
        "slopes": {
            name: _slope(
                whole[tune & ~np.isnan(whole[:, columns]).any(axis=1)][:, columns],
                own_field[tune & ~np.isnan(whole[:, columns]).any(axis=1)],
            )
            for name, columns in _SETS.items()
        },
    }


def _measure(need: Need, texts: list[str], pool: Pool, columns: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Return the signals of the facets (facet, profile, signal) and of the whole need (profile, signal)."""
    own, whole = signals(read(need, texts, pool), pool)
    return np.stack(own, axis=-1)[:, columns], np.stack(whole, axis=-1)[0, columns]


def _cells(own: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Coverage of each pair from its signals, shape (pairs,)."""
    pairs = zip(own.astype(np.float32), whole.astype(np.float32), strict=True)
    return np.array([closeness(_one(mine), _one(every))[0, 0] for mine, every in pairs])


def _one(values: np.ndarray) -> Any:
    return tuple(np.full((1, 1), value, dtype=np.float32) for value in values)


def _slope(values: np.ndarray, right: np.ndarray) -> list[float]:
    """Return start and weights of the logistic curve that fits the tuning half: what reach.py rounds."""
    fitted = LogisticRegression(C=100, max_iter=1000).fit(np.nan_to_num(values), right)
    return [round(float(each), 2) for each in (fitted.intercept_[0], *fitted.coef_[0])]


def _profile(key: str, text: str) -> Profile:
    partner = Partner(key, key, Kind.OTHER, _MADE)
    return Profile(partner, (Capability(f"{key}-1", key, text, _MADE),))
