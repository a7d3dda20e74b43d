"""The encoder as the command line uses it: remembered on disk, and seen to move."""

from __future__ import annotations

from collections.abc import Sequence

from commandline.console import progress
from matching.ports import Encoder, Vectors
from models.cache import CachedEncoder
from models.encoder import load_encoder
from models.folder import cache_folder

# Fewer texts than these are encoded in the time it takes to look up.
FEW = 200


def open_encoder() -> Encoder:
    """Return the encoder with its memory on disk, so that a second run encodes nothing."""
    return _Watched(CachedEncoder(load_encoder(), cache_folder() / "vectors"))


class _Watched:
    """An encoder that draws its progress when there is enough to encode to wonder about."""

    def __init__(self, encoder: CachedEncoder) -> None:
        self._encoder = encoder
        self.name = encoder.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._encoder.encode(texts, progress("Reading texts") if len(texts) > FEW else None)
