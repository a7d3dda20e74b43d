"""Reader of the one-file model format E5S1: a BERT encoder in 4-bit blocks, with its SentencePiece vocabulary."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32  # weights that share one half-precision scale
Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
FLOAT32, Q4 = 0, 1  # kinds of tensor in the directory

Floats = npt.NDArray[np.float32]


class ModelFileError(ValueError):
    """The file is not an E5S1 model that this reader understands."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; `vocabulary` may exceed the number of pieces."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their scores (log probabilities) and what each changed character is normalised to."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    start: int
    end: int
    pad: int
    unknown: int
    normalised: dict[str, str]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """Everything in the file; tensors are flat, dequantised, under the names of the file's directory."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, Floats]


def read_model_file(path: Path) -> ModelFile:
    """Return the content of an E5S1 file.

    :raises ModelFileError: If the file is of another format, another version, or cut short.
    """
    content = path.read_bytes()
    if content[:4] != MAGIC:
        raise ModelFileError(f"{path} starts with {content[:4]!r}, an E5S1 model starts with {MAGIC!r}")
    try:
        return _Cursor(content, at=4).model_file()
    except (struct.error, IndexError, ValueError) as error:
        raise ModelFileError(f"{path} cannot be read as E5S1 version {VERSION}: {error}") from error


class _Cursor:
    """Reads the file from front to back; the layout is the one of `e5_parse` in the wheel's e5.c."""

    def __init__(self, content: bytes, at: int) -> None:
        self._content = content
        self._at = at

    def model_file(self) -> ModelFile:
        (version,) = self._take("<I")
        if version != VERSION:
            raise ValueError(f"its version is {version}")
        hidden, layers, heads, feed_forward, words, positions, types, epsilon, block = self._take("<7ifi")
        if block != BLOCK:
            raise ValueError(f"its blocks hold {block} weights, expected {BLOCK}")
        shape = Shape(hidden, layers, heads, feed_forward, words, positions, types, epsilon)
        vocabulary = self._vocabulary()
        return ModelFile(shape, vocabulary, self._tensors())

    def _take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(layout, self._content, self._at)
        self._at += struct.calcsize(layout)
        return values

    def _list(self, dtype: str, count: int) -> list[Any]:
        array = np.frombuffer(self._content, dtype, count, self._at)
        self._at += array.nbytes
        return list(array.tolist())

    def _vocabulary(self) -> Vocabulary:
        count, start, end, pad, unknown = self._take("<5i")
        (length,) = self._take("<Q")
        offsets = self._list("<u4", count + 1)
        scores = self._list("<f4", count)
        text = self._content[self._at : self._at + length]
        self._at += length
        pieces = tuple(text[a:b].decode() for a, b in pairwise(offsets))
        return Vocabulary(pieces, tuple(scores), start, end, pad, unknown, self._normalised())

    def _normalised(self) -> dict[str, str]:
        count, _ = self._take("<iI")
        changed = {}
        for _ in range(count):
            character, length = self._take("<IB")
            changed[chr(character)] = "".join(map(chr, self._take(f"<{length}I")))
        return changed

    def _tensors(self) -> dict[str, Floats]:
        (count,) = self._take("<i")
        tensors = {}
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._content[self._at : self._at + length].decode()
            self._at += length
            kind, size, offset, _ = self._take("<BIQQ")
            if kind == Q4:
                tensors[name] = dequantise(np.frombuffer(self._content, Q4_BLOCK, size // BLOCK, offset))
            elif kind == FLOAT32:
                tensors[name] = np.frombuffer(self._content, "<f4", size, offset).copy()
            else:
                raise ValueError(f"tensor {name} is of the unknown kind {kind}")
        return tensors


def dequantise(blocks: npt.NDArray[np.void]) -> Floats:
    """Return the weights of Q4_0 blocks: (nibble - 8) x scale, low nibbles first, shape (32 x blocks,)."""
    low = blocks["nibbles"] & 0x0F
    high = blocks["nibbles"] >> 4
    steps = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    weights: Floats = (steps * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
    return weights
