"""Training of the tagger: a logistic regression a Goal, calibrated on examples that it has not seen."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt
from filelock import FileLock
from threadpoolctl import threadpool_limits

from models.sdg.features import GOALS, Floats, Scale, TextEncoder, readable
from models.sdg.tagger import LAYOUT, GoalHead, SdgTagger

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

FOLDS = 4
_LOOSENESS = 10.0  # inverse of the penalty on large weights; chosen on half of the official targets
_SHORTEST_CLAUSE, _SHORTEST_CHINESE_CLAUSE = 13, 6  # characters; shorter ones say too little to learn from

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text with the Goals that it serves; texts of one family tell the same in several languages."""

    text: str
    sdgs: tuple[int, ...]
    family: str


def train_tagger(
    encoder: TextEncoder, descriptions: Sequence[LabelledText], examples: Sequence[LabelledText]
) -> SdgTagger:
    """Return a tagger that learnt from both, in 10 to 20 seconds beyond the encoding.

    :param descriptions: What Goals and targets are about; learnt whole, by sentence and by clause.
    :param examples: Texts like those to be tagged, with all their Goals; scores are calibrated on them.
    :raises ValueError: If a text has no Goal or an unknown one, or a Goal has no text.
    """
    _check([*descriptions, *examples])
    lessons = [part for described in descriptions for part in _parts(described)] + list(examples)
    texts = [readable(lesson.text) for lesson in lessons]
    vectors = encoder.encode(texts)
    scale = Scale.of(vectors, texts)
    features, truth = scale.features(vectors, texts), _truth(lessons)
    unseen, of_unseen = _unseen_logits(features, truth, lessons, first=len(lessons) - len(examples))
    slope, shift = _calibrate(unseen, of_unseen)
    weights, offsets = _fit(features, truth)
    return SdgTagger(encoder, GoalHead(scale, weights, offsets, slope, shift))


def prepare_tagger(
    encoder: TextEncoder, descriptions: Sequence[LabelledText], examples: Sequence[LabelledText], folder: Path
) -> SdgTagger:
    """Return the tagger of this encoder and these texts: from `folder` if kept there, else trained and then kept."""
    content = json.dumps(
        [LAYOUT, encoder.name, [[text.text, text.sdgs, text.family] for text in (*descriptions, *examples)]]
    )
    kept = folder / f"sdg-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / f"{kept.name}.lock"):
        try:
            return SdgTagger.load(kept, encoder)
        except FileNotFoundError:
            pass
        except (ValueError, OSError, BadZipFile) as error:
            _log.warning("training the SDG tagger again: %s", error)
        tagger = train_tagger(encoder, descriptions, examples)
        building = Path(tempfile.mkdtemp(prefix=f".{kept.name}.", dir=folder))
        try:
            fresh = building / "fresh"
            fresh.mkdir()
            tagger.save(fresh)
            if kept.exists():
                kept.rename(building / "damaged")
            fresh.rename(kept)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        return tagger


def _check(texts: Sequence[LabelledText]) -> None:
    problems = [
        f"{text.family!r} has the Goals {list(text.sdgs)}, allowed are 1 to 17, at least one"
        for text in texts
        if not text.sdgs or not set(text.sdgs) <= set(GOALS)
    ]
    untold = sorted(set(GOALS) - {goal for text in texts for goal in text.sdgs})
    if untold:
        problems.append(f"no text for the Goals {untold}")
    if problems:
        raise ValueError("the SDG tagger cannot be trained: " + "; ".join(problems))


def _parts(described: LabelledText) -> Iterator[LabelledText]:
    """Yield the text, its sentences and its clauses, each different part once."""
    sentences = re.split(r"(?<=[.!?。！？؟])\s*", described.text)
    clauses = re.split(r"[.;:。；：،,，、؛]\s*", described.text)
    for part in dict.fromkeys([described.text, *map(str.strip, sentences), *map(str.strip, clauses)]):
        is_chinese = re.search(r"[\u4e00-\u9fff]", part)
        if len(part) >= (_SHORTEST_CHINESE_CLAUSE if is_chinese else _SHORTEST_CLAUSE):
            yield LabelledText(part, described.sdgs, described.family)


def _truth(texts: Sequence[LabelledText]) -> npt.NDArray[np.bool_]:
    return np.array([[goal in text.sdgs for goal in GOALS] for text in texts])


def _fit(features: csr_matrix, truth: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    from sklearn.linear_model import LogisticRegression

    def fit_one(column: npt.NDArray[np.bool_]) -> LogisticRegression:
        return LogisticRegression(C=_LOOSENESS, solver="liblinear", tol=1e-3, random_state=0).fit(features, column)

    # One after the other: liblinear draws from one generator for the whole process, so fits side by side would not
    # give the same numbers twice.
    with threadpool_limits(1):
        fitted = [fit_one(column) for column in truth.T]
    weights = np.concatenate([one.coef_ for one in fitted]).astype(np.float32)
    return weights, np.concatenate([one.intercept_ for one in fitted]).astype(np.float32)


def _unseen_logits(
    features: csr_matrix, truth: npt.NDArray[np.bool_], lessons: Sequence[LabelledText], first: int
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return the examples' raw scores from heads that saw nothing of their family, with the truth about them."""
    folds = np.array([int(hashlib.sha256(lesson.family.encode()).hexdigest(), 16) % FOLDS for lesson in lessons])
    is_example = np.arange(len(lessons)) >= first
    logits = np.zeros(truth.shape, dtype=np.float32)
    for fold in range(FOLDS):
        asked = is_example & (folds == fold)
        seen = ~asked
        if asked.any() and truth[seen].any(axis=0).all():
            weights, offsets = _fit(features[seen], truth[seen])
            logits[asked] = features[asked] @ weights.T + offsets
    return logits[is_example], truth[is_example]


def _calibrate(logits: Floats, truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return the slope and shift of Platt's sigmoid; one for all Goals: for one each, there are too few examples."""
    from sklearn.linear_model import LogisticRegression

    # On one thread and to the end: sums over several threads come in any order, and an early stop shows it.
    with threadpool_limits(1):
        sigmoid = LogisticRegression(C=1e6, tol=1e-10, max_iter=1000).fit(logits.reshape(-1, 1), truth.reshape(-1))
    return float(sigmoid.coef_[0, 0]), float(sigmoid.intercept_[0])
