"""Makes ranking ready while pages are already served: words and structure first, meaning as the vectors come in."""

from __future__ import annotations

import ctypes
import gc
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from threading import Event, Thread
from time import monotonic
from typing import Protocol

import numpy as np

from matching.capabilities import Vocabulary
from matching.pool import Pool, as_profile
from matching.ports import Encoder, Vectors
from matching.records import Need, Profile
from matching.scores import score

_REFRESH_SECONDS = 45.0  # how often new vectors reach the ranking; a new pool costs about three seconds of one core

Pools = tuple[Pool, Pool]  # the partners, and the needs as profiles

_versions = count(1)  # never the same twice in a process: answers are remembered by it

_log = logging.getLogger(__name__)


class PreparationStage(StrEnum):
    """What is going on, in order."""

    READING = "reading"
    LOADING = "loading"
    EMBEDDING = "embedding"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PreparationProgress:
    """How far the preparation is: `done` of `total` pieces of text have vectors."""

    stage: PreparationStage
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """What can be ranked now. `version` changes whenever rankings may.

    `mirror` holds the needs as if each were a profile, so that a typed offer can be asked of them.
    """

    version: int
    pool: Pool
    mirror: Pool


class LazyEncoder(Encoder, Protocol):
    """An encoder that knows its name before its model is in memory."""

    def load(self) -> None:
        """Bring the model into memory."""
        ...


class Memory(Protocol):
    """Where vectors outlive the process, and where one process at a time makes them."""

    def load(self, encoder: str, texts: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the vectors that are remembered, by text."""
        ...

    def work(self, encoder: Encoder, texts: Sequence[str]) -> Iterator[int]:
        """Make and remember what is missing, yielding now and then how many texts have a vector."""
        ...


class Preparation:
    """Pools that grow in the background; `ready` is None until the texts are read, then always usable."""

    def __init__(
        self,
        profiles: Callable[[], Sequence[Profile]],
        needs: Callable[[], Sequence[Need]],
        encoder: Callable[[], LazyEncoder],
        memory: Memory,
        *,
        regions: Mapping[str, str],
        vocabulary: Vocabulary,
    ) -> None:
        self._profiles = profiles
        self._needs = needs
        self._load = encoder
        self._memory = memory
        self._regions = regions
        self._vocabulary = vocabulary
        self._stop = Event()
        self._asked: Sequence[Need] = ()
        self._ready: Ready | None = None
        self._progress = PreparationProgress(PreparationStage.READING)
        self._thread = Thread(target=self._run, name="preparation", daemon=True)

    def start(self) -> Preparation:
        """Begin in the background and return at once."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Ask the background work to end and wait for it a moment."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the work; return whether it has come."""
        self._thread.join(timeout=seconds)
        return not self._thread.is_alive()

    @property
    def progress(self) -> PreparationProgress:
        """How far it is."""
        return self._progress

    @property
    def ready(self) -> Ready | None:
        """What can be ranked now."""
        return self._ready

    def _run(self) -> None:
        try:
            pools = self._read()
            pieces = sorted({piece for pool in pools for item in pool.reading.pieces for piece in item})
            self._publish(pools, PreparationProgress(PreparationStage.LOADING, 0, len(pieces)))
            self._embed(pools, pieces)
        except Exception:  # noqa: BLE001 - whatever fails here, pages must go on; the log and the page say so
            _log.exception("ranking goes on without meaning: the background preparation failed")
            self._progress = PreparationProgress(PreparationStage.FAILED, self._progress.done, self._progress.total)

    def _read(self) -> Pools:
        self._asked = sorted(self._needs(), key=lambda need: need.id)
        mirrored = [as_profile(need) for need in self._asked]
        return (
            Pool.of(self._profiles(), regions=self._regions, vocabulary=self._vocabulary),
            Pool.of(mirrored, regions=self._regions, vocabulary=self._vocabulary),
        )

    def _embed(self, pools: Pools, pieces: Sequence[str]) -> None:
        encoder = self._load()
        known = self._memory.load(encoder.name, pieces)
        if len(known) == len(pieces):  # nothing to make: a typed question alone has to wait for the model
            self._publish(
                self._knowing(pools, known, encoder),
                PreparationProgress(PreparationStage.LOADING, len(known), len(pieces)),
            )
            encoder.load()
            self._progress = PreparationProgress(PreparationStage.READY, len(known), len(pieces))
            return
        if known:
            self._publish(
                self._knowing(pools, known, None),
                PreparationProgress(PreparationStage.LOADING, len(known), len(pieces)),
            )
        del known
        encoder.load()
        self._make(pools, pieces, encoder)

    def _make(self, pools: Pools, pieces: Sequence[str], encoder: Encoder) -> None:
        shown = monotonic()
        for done in self._memory.work(encoder, pieces):
            if self._stop.is_set():
                return
            self._progress = PreparationProgress(PreparationStage.EMBEDDING, done, len(pieces))
            if done < len(pieces) and monotonic() - shown > _REFRESH_SECONDS:
                self._publish(self._knowing(pools, self._remembered(encoder, pieces), encoder), self._progress)
                shown = monotonic()
        progress = PreparationProgress(PreparationStage.READY, len(pieces), len(pieces))
        self._publish(self._knowing(pools, self._remembered(encoder, pieces), encoder), progress)

    def _remembered(self, encoder: Encoder, pieces: Sequence[str]) -> Mapping[str, Vectors]:
        return self._memory.load(encoder.name, pieces)

    def _publish(self, pools: Pools, progress: PreparationProgress) -> None:
        for pool in pools:
            score(self._asked[:1], pool)  # all that is read once is read now, so that no question waits for it
        self._ready = Ready(next(_versions), *pools)
        self._progress = progress
        give_back()

    def _knowing(self, pools: Pools, known: Mapping[str, Vectors], encoder: Encoder | None) -> Pools:
        """Return the pools with vectors; they keep by text only those of the needs, which are asked again."""
        asked = {piece: known[piece] for item in pools[1].reading.pieces for piece in item if piece in known}
        asking = Recalling(encoder, asked) if encoder else None
        partners, needs = (replace(pool.knowing(known, asking), vectors=asked) for pool in pools)
        return partners, needs


class Recalling:
    """An encoder that recalls vectors made before and makes the others."""

    def __init__(self, encoder: Encoder, known: Mapping[str, Vectors]) -> None:
        self._encoder = encoder
        self._known = known

    @property
    def name(self) -> str:
        """The name of the encoder."""
        return self._encoder.name

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), float32."""
        new = [text for text in texts if text not in self._known]
        made = dict(zip(new, self._encoder.encode(new), strict=True)) if new else {}
        return np.stack([self._known[text] if text in self._known else made[text] for text in texts])


def give_back() -> None:
    """Hand the memory of replaced pools back to the system; the C library would keep half a gigabyte for later.

    What stays is put aside from further collections: Streamlit starts one after every run of a page, and with six
    thousand profiles in memory it held each page up for 0.4 seconds.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # GNU's library has it, others need none
    if trim is not None:
        trim(0)
