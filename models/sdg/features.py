"""What the tagger sees of a text: its vector, and the pieces of its words.

The vector carries meaning across languages, the pieces carry the names of things (malaria, tariffs, mangroves) that a
small encoder blurs. When this was built, the right Goal came first for 82 % of the official targets with the vector
alone, for 81 % with the pieces alone, for 88 % with both; `benchmarks/tagging.py` measures what is shipped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

GOALS = range(1, 18)
PIECES = 2**17  # places for word pieces; hashed, so that no vocabulary has to be kept
_PIECE_LENGTHS = (2, 5)
_PIECES_WEIGHT = 2.5  # of the pieces beside the vector, both of length about 1; chosen on half of the official targets
_MOST_CHARACTERS = 16_384

Floats = npt.NDArray[np.float32]

_TATWEEL = "\u0640"  # stretches Arabic letters on paper and means nothing
_FOLDED = str.maketrans(
    {_TATWEEL: None, **{chr(mark): None for mark in range(0x064B, 0x0653)}, "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي"}
    | {"ة": "ه", "ё": "е"}
)


class TextEncoder(Protocol):
    """Whose vectors the tagger learns from."""

    @property
    def name(self) -> str:
        """Return the stable name of the encoder."""
        ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one unit vector a text, shape (len(texts), dimensions), float32."""
        ...


@dataclass(frozen=True, slots=True)
class Scale:
    """How features are brought to a common size; learnt once, on the training texts."""

    centre: Floats  # of the vectors, shape (dimensions,)
    spread: float  # mean distance of the vectors from their centre
    rarity: Floats  # of each piece, shape (PIECES,)

    @classmethod
    def of(cls, vectors: Floats, texts: Sequence[str]) -> Scale:
        """Return the scale of the training texts."""
        centre = vectors.mean(axis=0)
        spread = float(np.linalg.norm(vectors - centre, axis=1).mean()) or 1.0
        from sklearn.feature_extraction.text import TfidfTransformer

        weighing = TfidfTransformer().fit(_count_pieces(texts))
        return cls(centre, spread, np.asarray(weighing.idf_, dtype=np.float32))

    def features(self, vectors: Floats, texts: Sequence[str]) -> csr_matrix:
        """Return one row a text: the centred vector, then the weighed pieces, shape (texts, dimensions + PIECES)."""
        from scipy.sparse import csr_matrix, hstack

        counts = _count_pieces(texts)
        counts.data = np.log(counts.data) + 1
        weighed = csr_matrix(counts.multiply(self.rarity))
        lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        factors = csr_matrix(
            (_PIECES_WEIGHT / np.where(lengths == 0, 1, lengths), (range(len(texts)), range(len(texts))))
        )
        dense = csr_matrix((vectors - self.centre) / self.spread)
        return csr_matrix(hstack([dense, factors @ weighed]))


def readable(text: str) -> str:
    """Return the part of a text that counts, without the strokes that only stretch Arabic letters."""
    return text[:_MOST_CHARACTERS].replace(_TATWEEL, "")


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().translate(_FOLDED)


def _count_pieces(texts: Sequence[str]) -> csr_matrix:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import HashingVectorizer

    counter = HashingVectorizer(
        analyzer="char_wb",
        ngram_range=_PIECE_LENGTHS,
        n_features=PIECES,
        alternate_sign=False,
        norm=None,
        preprocessor=_fold,
    )
    return csr_matrix(counter.transform(texts))
