"""Turning texts into unit vectors with a sentence-transformers model that lies on this machine.

Nothing heavy is imported, and no model is read, before the first text is encoded.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence, Sized
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from models.processor import usable_cores
from models.source import EncoderSource, find_source

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]

MOST_CHARACTERS = 16_384  # 512 tokens are rarely over 3,000 characters; uncut, tokenising 1 MB takes a second
WINDOW = 4_096  # texts tokenised at once: enough to find neighbours of equal length, little memory

OnProgress = Callable[[int, int], None]


class LoadedModel(Protocol):
    """A model in memory: texts become something with a size, and batches of that become vectors."""

    @property
    def budget(self) -> int:
        """Return the sum of sizes that a batch should stay within."""
        ...

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        ...

    def prepare(self, texts: Sequence[str]) -> Sequence[Sized]:
        """Return each text in the form that `embed` takes."""
        ...

    def embed(self, texts: Sequence[Any]) -> Vectors:
        """Return one unit vector a prepared text, shape (len(texts), dimensions), float32."""
        ...


@dataclass(frozen=True, slots=True)
class _Engine:
    """A network with the threads that run it, each on one core: that wastes less than many cores on one product."""

    network: LoadedModel
    threads: ThreadPoolExecutor
    width: int


def load_encoder(name: str | None = None) -> SentenceEncoder:
    """Return the encoder called `name`, else the one that CONCERT_ENCODER names, else the default.

    :param name: `default`, a sentence-transformers folder, or the name of a model in the local Hugging Face cache.
    :raises UnknownEncoderError: If there is no such model on this machine.
    """
    return SentenceEncoder(find_source(name or os.environ.get("CONCERT_ENCODER") or None))


class SentenceEncoder:
    """Turns texts into unit vectors; threads may share it: a short request passes between the batches of a long one."""

    def __init__(self, source: EncoderSource) -> None:
        self._source = source
        self._starting = threading.Lock()
        self._engine: _Engine | None = None

    @property
    def name(self) -> str:
        """The stable name under which vectors may be remembered: model, version, precision and prompt."""
        return f"{self._source.name}/{self._source.precision}/{self._source.prompt.strip(': ') or 'plain'}"

    @property
    def is_loaded(self) -> bool:
        """Whether the model is in memory, so that the next text is encoded at once."""
        return self._engine is not None

    def load(self) -> None:
        """Bring the model into memory, which otherwise happens with the first text; two seconds for the default.

        :raises MissingModelError: If the default model has nothing to be built from.
        """
        self._ready()

    def encode(self, texts: Sequence[str], on_progress: OnProgress | None = None) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), float32; of a long text the beginning counts.

        :param on_progress: Called in this thread with how many different texts are done, and how many there are.
        :raises TypeError: If `texts` is one string, or holds something that is none.
        """
        import numpy as np

        place = _distinct(texts)
        engine = self._ready()
        vectors = np.empty((len(place), engine.network.dimensions), dtype=np.float32)
        done = 0
        distinct = list(place)
        for start in range(0, len(distinct), WINDOW):
            prepared = engine.network.prepare([_readable(text) for text in distinct[start : start + WINDOW]])
            for batch, encoded in _run(engine, prepared):
                vectors[[start + row for row in batch]] = encoded
                done += len(batch)
                if on_progress is not None:
                    on_progress(done, len(place))
        return vectors[[place[text] for text in texts]]

    def _ready(self) -> _Engine:
        with self._starting:
            if self._engine is None:
                from models.network import open_network, start_threads

                network = open_network(self._source.folder(), self._source.precision, self._source.prompt)
                width = usable_cores()
                self._engine = _Engine(network, start_threads(width), width)
            return self._engine


def _distinct(texts: Sequence[str]) -> dict[str, int]:
    """Return the different texts, each with its row among them."""
    if isinstance(texts, str):
        raise TypeError(f"encode takes a list of texts, got one text: put it in a list, [{texts[:20]!r}]")
    place: dict[str, int] = {}
    for position, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"encode takes texts, got {type(text).__name__} at position {position}")
        place.setdefault(text, len(place))
    return place


def _readable(text: str) -> str:
    """Return the part of a text that can count, without what is no character (half a surrogate pair)."""
    return text[:MOST_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


def _batches(sizes: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yield rows in batches of similar size, largest first, each within the budget or of one row."""
    batch: list[int] = []
    total = 0
    for row in sorted(range(len(sizes)), key=lambda row: (-sizes[row], row)):
        if batch and total + sizes[row] > budget:
            yield batch
            batch, total = [], 0
        batch.append(row)
        total += sizes[row]
    if batch:
        yield batch


def _run(engine: _Engine, prepared: Sequence[Sized]) -> Iterator[tuple[list[int], Vectors]]:
    """Yield each batch of rows with its vectors as they get ready; never more batches in work than there are threads.

    A queue filled at once would make every short request wait for the end of a long one.
    """
    running: dict[Future[Vectors], list[int]] = {}
    for batch in _batches([len(text) for text in prepared], engine.network.budget):
        if len(running) >= engine.width:
            yield from _finished(running)
        running[engine.threads.submit(engine.network.embed, [prepared[row] for row in batch])] = batch
    while running:
        yield from _finished(running)


def _finished(running: dict[Future[Vectors], list[int]]) -> Iterator[tuple[list[int], Vectors]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        yield running.pop(future), future.result()
