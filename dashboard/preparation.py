"""Makes ranking ready while pages are already served: words and structure first, meaning as the vectors come in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Lock, Thread
from time import monotonic

from matching.pool import Pool
from matching.ports import Encoder, Vectors
from matching.records import Profile

_BATCH = 64  # pieces of text between two looks at the clock: under a second of work on one core
_REFRESH_SECONDS = 20.0  # how often new vectors reach the ranking; a new pool costs part of a second

_log = logging.getLogger(__name__)


class Stage(StrEnum):
    """What is going on, in order."""

    READING = "reading"
    LOADING = "loading"
    EMBEDDING = "embedding"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the preparation is: `done` of `total` pieces of text have vectors."""

    stage: Stage
    done: int = 0
    total: int = 0


class Preparation:
    """A pool that grows in the background; `pool` is None until the texts are read, then always usable."""

    def __init__(
        self,
        profiles: Callable[[], Sequence[Profile]],
        encoder: Callable[[], Encoder],
        regions: Mapping[str, str],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._profiles = profiles
        self._load = encoder
        self._regions = regions
        self._changed = changed
        self._lock = Lock()
        self._stop = Event()
        self._pool: Pool | None = None
        self._progress = Progress(Stage.READING)
        self._version = 0
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
    def progress(self) -> Progress:
        """How far it is."""
        return self._progress

    @property
    def pool(self) -> tuple[int, Pool] | None:
        """The pool and its version, which changes whenever rankings may."""
        with self._lock:
            return (self._version, self._pool) if self._pool is not None else None

    def _run(self) -> None:
        try:
            pool = Pool.of(self._profiles(), regions=self._regions)
            distinct = sorted({piece for item in pool.reading.pieces for piece in item})
            pool.terms  # noqa: B018 - built now, so that the first question does not wait for it
            self._publish(pool, Progress(Stage.LOADING, 0, len(distinct)))
            self._embed(pool, distinct)
        except Exception:
            _log.exception("ranking goes on without meaning: the background preparation failed")
            self._progress = Progress(Stage.FAILED, self._progress.done, self._progress.total)

    def _embed(self, pool: Pool, distinct: Sequence[str]) -> None:
        encoder = self._load()
        vectors: dict[str, Vectors] = {}
        shown = monotonic()
        for batch in self._batches(distinct):
            vectors.update(zip(batch, encoder.encode(batch), strict=True))
            self._progress = Progress(Stage.EMBEDDING, len(vectors), len(distinct))
            if monotonic() - shown > _REFRESH_SECONDS and len(vectors) < len(distinct):
                self._publish(pool.knowing(dict(vectors), encoder), self._progress)
                shown = monotonic()
        if not self._stop.is_set():
            self._publish(pool.knowing(vectors, encoder), Progress(Stage.READY, len(vectors), len(distinct)))

    def _batches(self, distinct: Sequence[str]) -> Iterator[list[str]]:
        for start in range(0, len(distinct), _BATCH):
            if self._stop.is_set():
                return
            yield list(distinct[start : start + _BATCH])

    def _publish(self, pool: Pool, progress: Progress) -> None:
        with self._lock:
            self._pool = pool
            self._version += 1
        self._progress = progress
        self._changed()
