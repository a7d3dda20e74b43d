"""Forward pass of a BERT sentence encoder without padding: the texts of a batch lie end to end in one matrix.

What it does differently from the usual pass, and why (measured by benchmarks/encoding.py):
- the matrices of the network see real tokens only; texts are padded to each other inside the attention alone;
- weights are laid out for the processor once, at loading, and GELU and residual sums are fused into the products;
- attention weights are plain powers of two, normalised after the product with the values: softmax's own passes
  took longer than both of its products. Scores that would overflow are noticed and computed the careful way.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as F  # noqa: N812  (the name that every reader of torch code knows)
from safetensors import safe_open
from tokenizers import Tokenizer

BUDGET = 1024  # tokens in a batch: enough to keep the matrix units busy, few enough for the processor's cache

# What torch's own compiler emits for a linear layer on a processor; it has no public name, so the tests watch it.
_product = torch.ops.mkldnn._linear_pointwise

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Where the tokens of a batch lie: end to end (`texts` rows each) and in a padded square."""

    lengths: list[int]
    positions: torch.Tensor  # of each token in its text
    into_square: torch.Tensor  # row of the end-to-end matrix for each cell of the square (0 for padding)
    out_of_square: torch.Tensor  # cell of the square for each row
    real: torch.Tensor  # 1 where a cell holds a token, shape (texts, longest)

    @classmethod
    def of(cls, lengths: Sequence[int], dtype: torch.dtype) -> _Batch:
        longest = _rounded(max(lengths))
        sizes = torch.tensor(lengths)
        column = torch.arange(longest)
        is_real = column[None, :] < sizes[:, None]
        starts = torch.tensor([0, *accumulate(lengths)][:-1])
        rows = torch.where(is_real, starts[:, None] + column[None, :], 0)
        return cls(
            lengths=list(lengths),
            positions=column.expand(len(lengths), -1)[is_real],
            into_square=rows.flatten(),
            out_of_square=is_real.flatten().nonzero().squeeze(1),
            real=is_real.to(dtype),
        )


class _Linear:
    """A matrix with its bias, laid out for the processor."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, dtype: torch.dtype) -> None:
        self._weight = torch.ops.mkldnn._reorder_linear_weight(weight.to(dtype).contiguous(), BUDGET)
        self._bias = bias.to(dtype)

    def __call__(self, rows: torch.Tensor, then: str = "none") -> torch.Tensor:
        product: torch.Tensor = _product(rows, self._weight, self._bias, then, [], "none")
        return product

    def plus(self, rows: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
        total: torch.Tensor = _product.binary(rows, other, self._weight, self._bias, "add")
        return total


class _Norm:
    """Layer normalisation with its gain and offset."""

    def __init__(self, weight: torch.Tensor, bias: torch.Tensor, epsilon: float) -> None:
        self._weight, self._bias, self._epsilon = weight, bias, epsilon

    def __call__(self, rows: torch.Tensor) -> torch.Tensor:
        return F.layer_norm(rows, self._weight.shape, self._weight, self._bias, self._epsilon)


class _Layer:
    """One layer of the network."""

    def __init__(self, weights: dict[str, torch.Tensor], heads: int, epsilon: float, dtype: torch.dtype) -> None:
        self._heads = heads
        query, key, value = (f"attention.self.{part}" for part in ("query", "key", "value"))
        width = len(weights[f"{query}.bias"]) // heads
        # exp(q.k / sqrt(width)) is 2 to the power of q'.k with this factor in q.
        factor = math.log2(math.e) / math.sqrt(width)
        stacked = {
            kind: torch.cat([weights[f"{query}.{kind}"] * factor, weights[f"{key}.{kind}"], weights[f"{value}.{kind}"]])
            for kind in ("weight", "bias")
        }
        self._attend_in = _Linear(stacked["weight"], stacked["bias"], dtype)
        self._attend_out, self._widen, self._narrow = (
            _Linear(weights[f"{part}.weight"], weights[f"{part}.bias"], dtype)
            for part in ("attention.output.dense", "intermediate.dense", "output.dense")
        )
        self._norm_attention, self._norm_output = (
            _Norm(weights[f"{part}.LayerNorm.weight"].to(dtype), weights[f"{part}.LayerNorm.bias"].to(dtype), epsilon)
            for part in ("attention.output", "output")
        )

    def __call__(self, rows: torch.Tensor, batch: _Batch, *, careful: bool) -> torch.Tensor:
        mixed = self._attention(self._attend_in(rows), batch, careful=careful)
        rows = self._norm_attention(self._attend_out.plus(mixed, rows))
        return self._norm_output(self._narrow.plus(self._widen(rows, then="gelu"), rows))

    def _attention(self, projected: torch.Tensor, batch: _Batch, *, careful: bool) -> torch.Tensor:
        texts, longest = batch.real.shape
        square = projected.index_select(0, batch.into_square).view(texts, longest, 3, self._heads, -1)
        query, key, value = square.permute(2, 0, 3, 1, 4)
        width = value.shape[-1]
        query, key = (part.reshape(texts * self._heads, longest, width) for part in (query, key))
        scores = torch.bmm(query, key.transpose(1, 2))
        if careful:
            scores = scores - scores.amax(dim=-1, keepdim=True)
        powers = torch.exp2(scores, out=scores)
        # Padding drops out by zero values; a last column of ones (zero for padding) sums each row's powers.
        summed = value.new_empty(texts, self._heads, longest, width + 1)
        torch.mul(value, batch.real[:, None, :, None], out=summed[..., :width])
        summed[..., width] = batch.real[:, None, :]
        mixed = torch.bmm(powers, summed.flatten(0, 1)).view(texts, self._heads, longest, width + 1)
        mixed = mixed[..., :width] / mixed[..., width:]
        mixed = mixed.transpose(1, 2).reshape(texts * longest, -1).index_select(0, batch.out_of_square)
        return F.pad(mixed, (0, 0, 0, len(projected) - len(mixed)))


class PackedBert:
    """A sentence encoder of the BERT family with mean pooling, read from a sentence-transformers folder."""

    budget = BUDGET

    def __init__(self, folder: Path, dtype: torch.dtype, prompt: str) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        heads, epsilon = config["num_attention_heads"], config["layer_norm_eps"]
        self._prompt = prompt
        self._dtype = dtype
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(longest_input(folder, config))
        with safe_open(folder / "model.safetensors", "pt") as file:
            weights = {name.removeprefix("bert."): file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a dict)
        # The word table stays in the file: only the rows of words that occur are ever read into memory.
        self._words = weights["embeddings.word_embeddings.weight"]
        self._places = (
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        embedding = _under(weights, "embeddings.LayerNorm.")
        self._norm = _Norm(embedding["weight"], embedding["bias"], epsilon)
        self._layers = [
            _Layer(_under(weights, f"encoder.layer.{index}."), heads, epsilon, dtype)
            for index in range(config["num_hidden_layers"])
        ]

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        return int(self._words.shape[1])

    def prepare(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, prompt included, cut to what the network takes."""
        encoded = self._tokenizer.encode_batch([self._prompt + text for text in texts])
        return [entry.ids for entry in encoded]

    @torch.inference_mode()
    def embed(self, texts: Sequence[list[int]]) -> Vectors:
        """Return one unit vector a prepared text, shape (len(texts), dimensions)."""
        vectors = self._embed(texts, careful=False)
        bad = [row for row, fine in enumerate(vectors.isfinite().all(dim=1).tolist()) if not fine]
        if bad:
            vectors[bad] = self._embed([texts[row] for row in bad], careful=True)
        return vectors.numpy()

    def _embed(self, texts: Sequence[list[int]], *, careful: bool) -> torch.Tensor:
        batch = _Batch.of([len(ids) for ids in texts], self._dtype)
        ids = torch.tensor([token for text in texts for token in text])
        words = self._norm(F.embedding(ids, self._words) + self._places[batch.positions])
        rows = F.pad(words, (0, 0, 0, _rounded(len(ids)) - len(ids))).to(self._dtype)
        for layer in self._layers:
            rows = layer(rows, batch, careful=careful)
        rows = rows[: len(ids)]
        means = [text.mean(dim=0) for text in torch.split(rows.float(), batch.lengths)]
        return F.normalize(torch.stack(means))


def _rounded(count: int) -> int:
    """Return the count, up to an eighth more: each shape costs memory and time to prepare, so there should be few."""
    step = max(16, (1 << count.bit_length()) // 16)
    return -(-count // step) * step


def longest_input(folder: Path, config: dict[str, int]) -> int:
    """Return how many tokens the model of a sentence-transformers folder takes."""
    limits = [config["max_position_embeddings"]]
    for name, key in (("sentence_bert_config.json", "max_seq_length"), ("tokenizer_config.json", "model_max_length")):
        path = folder / name
        if path.is_file():
            limits.append(json.loads(path.read_text(encoding="utf-8")).get(key) or limits[0])
    return min(limits)


def _under(weights: dict[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}
