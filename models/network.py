"""Opening a sentence-transformers folder: the packed pass where it fits, else the library's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from models.bert import PackedBert
from models.processor import Precision

_TYPES = {Precision.BFLOAT16: torch.bfloat16, Precision.FLOAT32: torch.float32}


def open_network(folder: Path, precision: Precision, prompt: str) -> PackedBert | LibraryModel:
    """Return the model of a folder in memory."""
    kind = PackedBert if fits_packed(folder) else LibraryModel
    return kind(folder, _TYPES[precision], prompt)


def start_threads(width: int) -> ThreadPoolExecutor:
    """Return as many threads, in each of which torch keeps to one core."""
    return ThreadPoolExecutor(width, "encoder", initializer=torch.set_num_threads, initargs=(1,))


def fits_packed(folder: Path) -> bool:
    """Return whether the folder's model is what `PackedBert` computes: plain BERT, exact GELU, mean of all tokens."""
    config, modules = _read(folder / "config.json"), _read(folder / "modules.json")
    kinds = [module["type"].rpartition(".")[2] for module in modules] if isinstance(modules, list) else []
    if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        return False
    pooling = _read(folder / modules[1]["path"] / "config.json")
    modes = {key for key, value in pooling.items() if key.startswith("pooling_mode_") and value is True}
    return (
        (folder / "model.safetensors").is_file()
        and (folder / "tokenizer.json").is_file()
        and config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder")
        and (pooling.get("pooling_mode") == "mean" or modes == {"pooling_mode_mean_tokens"})
        and pooling.get("include_prompt", True)
        and not _read(folder / "sentence_bert_config.json").get("do_lower_case")
    )


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


class LibraryModel:
    """Any other sentence-transformers model, run by the library itself."""

    budget = 4096  # characters in a batch, about the 1,024 tokens of the packed pass

    def __init__(self, folder: Path, dtype: torch.dtype, prompt: str) -> None:
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(
            str(folder), device="cpu", local_files_only=True, trust_remote_code=False, model_kwargs={"dtype": dtype}
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
        vectors = self._model.encode(
            list(texts),
            prompt=self._prompt,
            batch_size=len(texts),
            show_progress_bar=False,
            convert_to_tensor=True,
            normalize_embeddings=True,
        )
        return vectors.float().numpy()
