"""Opening a sentence-transformers folder: the packed pass where it fits, else the library's own."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from models.bert import PackedBert
from models.processor import Precision
from models.source import fits_packed

_TYPES = {Precision.BFLOAT16: torch.bfloat16, Precision.FLOAT32: torch.float32}


def open_network(folder: Path, precision: Precision, prompt: str) -> PackedBert | LibraryModel:
    """Return the model of a folder in memory; the library's own pass is always in float32."""
    if fits_packed(folder):
        return PackedBert(folder, _TYPES[precision], prompt)
    return LibraryModel(folder, prompt)


def start_threads(width: int) -> ThreadPoolExecutor:
    """Return as many threads, in each of which torch keeps to one core."""
    return ThreadPoolExecutor(width, "encoder", initializer=torch.set_num_threads, initargs=(1,))


class LibraryModel:
    """Any other sentence-transformers model, run by the library itself."""

    budget = 4096  # characters in a batch, about the 1,024 tokens of the packed pass

    def __init__(self, folder: Path, prompt: str) -> None:
        from sentence_transformers import SentenceTransformer

        # float32: in bfloat16 the library's own pass lost up to 0.003 of the cosine, for 1.7 times the speed.
        kinds = {"dtype": torch.float32}
        self._model = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, trust_remote_code=False, model_kwargs=kinds
        )
        self._prompt = prompt

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def prepare(self, texts: Sequence[str]) -> list[str]:
        """Return the texts: the library tokenises by itself."""
        return list(texts)

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return one unit vector a text, shape (len(texts), dimensions)."""
        vectors: torch.Tensor = self._model.encode(
            list(texts),
            prompt=self._prompt,
            batch_size=len(texts),
            show_progress_bar=False,
            convert_to_tensor=True,
            normalize_embeddings=True,
        )
        return vectors.float().numpy()
