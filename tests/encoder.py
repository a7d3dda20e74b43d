"""A small deterministic encoder: hashed character trigrams, so related words lie close without any weights."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from matching.ports import Vectors


class TrigramEncoder:
    """Vectors of hashed character trigrams, 256 dimensions, unit length."""

    name = "trigram-256"

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in enumerate(texts):
            padded = f"  {text.lower()} "
            for start in range(len(padded) - 2):
                digest = blake2b(padded[start : start + 3].encode(), digest_size=2).digest()
                vectors[row, digest[0]] += 1.0 if digest[1] % 2 else -1.0
            vectors[row, 0] += 1e-3  # an empty text still has a direction
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(lengths == 0, 1, lengths), dtype=np.float32)
