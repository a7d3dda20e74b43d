"""An encoder that remembers: vectors on disk, by encoder and text.

SQLite in write-ahead mode: many processes read while one writes, a process killed in the middle of a write leaves
what was there before, and there is nothing to repair. A file of our own would have to be taught all three.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

MOST_VECTORS = 1_000_000  # 1.5 GB of 384 numbers each; beyond it, the vectors remembered longest ago go
CHUNK = 256  # texts encoded between two writes, so what a killed run loses is a few seconds
_ASKED_AT_ONCE = 500  # parameters in one query; SQLite's oldest limit is 999
_PATIENCE = 30.0  # seconds to wait while another process writes

Vectors = npt.NDArray[np.float32]
OnProgress = Callable[[int, int], None]

_log = logging.getLogger(__name__)


class TextEncoder(Protocol):
    """Whose vectors are remembered; its name must change whenever they would."""

    @property
    def name(self) -> str:
        """Return the stable name of the encoder."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), float32."""
        ...


class CachedEncoder:
    """The encoder's vectors, from disk where it has met the text before; threads and processes may share the folder."""

    def __init__(self, encoder: TextEncoder, folder: Path, most: int = MOST_VECTORS) -> None:
        self._encoder = encoder
        self._path = folder / f"{_file_name(encoder.name)}.sqlite"
        self._most = most
        self._counting = threading.Lock()
        self.hits = 0
        self.misses = 0

    @property
    def name(self) -> str:
        """The name of the encoder behind."""
        return self._encoder.name

    @property
    def path(self) -> Path:
        """The file that holds the vectors of this encoder."""
        return self._path

    def encode(self, texts: Sequence[str], on_progress: OnProgress | None = None) -> Vectors:
        """Return one unit vector a text, shape (len(texts), dimensions), float32; only new texts are encoded.

        A disk that cannot be used is logged, and costs time but no answer.

        :param on_progress: Called with how many different texts are done, and how many there are.
        """
        keys = {text: _key(text) for text in texts}
        known = self._recall(list(keys.values()))
        missing = [text for text, key in keys.items() if key not in known]
        with self._counting:
            self.hits += len(keys) - len(missing)
            self.misses += len(missing)
        for start in range(0, len(missing), CHUNK):
            if on_progress is not None:
                on_progress(len(known), len(keys))
            chunk = missing[start : start + CHUNK]
            fresh = dict(zip((keys[text] for text in chunk), self._encoder.encode(chunk), strict=True))
            self._remember(fresh)
            known |= fresh
        if on_progress is not None:
            on_progress(len(keys), len(keys))
        if not keys:
            return self._encoder.encode([])
        return np.stack([known[keys[text]] for text in texts])

    def count(self) -> int:
        """Return how many vectors are remembered for this encoder."""
        try:
            with closing(self._open()) as database:
                return int(database.execute("SELECT count(*) FROM vectors").fetchone()[0])
        except (sqlite3.Error, OSError):
            return 0

    def clear(self) -> None:
        """Forget every vector of this encoder and give the space back.

        :raises sqlite3.Error: If the file cannot be written.
        """
        with closing(self._open()) as database:
            with database:
                database.execute("DELETE FROM vectors")
            database.execute("VACUUM")

    def _recall(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        known: dict[bytes, Vectors] = {}
        if not keys or not self._path.is_file():
            return known
        try:
            with closing(self._open()) as database:
                for some in _slices(keys, _ASKED_AT_ONCE):
                    marks = ",".join("?" * len(some))
                    found = database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)  # noqa: S608  (only question marks)
                    known.update((key, np.frombuffer(vector, dtype="<f4")) for key, vector in found)
        except (sqlite3.Error, OSError) as error:
            _log.warning("vectors remembered in %s cannot be read, encoding again: %s", self._path, error)
        return known

    def _remember(self, fresh: dict[bytes, Vectors]) -> None:
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in fresh.items()]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as database, database:
                database.executemany("INSERT OR IGNORE INTO vectors (key, vector) VALUES (?, ?)", rows)
                database.execute("DELETE FROM vectors WHERE id <= (SELECT max(id) FROM vectors) - ?", (self._most,))
        except (sqlite3.Error, OSError) as error:
            _log.warning("%d vectors cannot be remembered in %s: %s", len(rows), self._path, error)

    def _open(self) -> sqlite3.Connection:
        """Return the database, made anew where the file is no database: everything in it can be made again."""
        try:
            return self._connect()
        except sqlite3.OperationalError:
            raise  # locked, read-only or full: the content is fine
        except sqlite3.DatabaseError:
            _log.warning("%s is damaged and is put aside", self._path)
            self._path.replace(self._path.with_suffix(".damaged"))
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=_PATIENCE)
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(
                "CREATE TABLE IF NOT EXISTS vectors "
                "(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, vector BLOB NOT NULL)"
            )
        except sqlite3.Error:
            database.close()
            raise
        return database


def _key(text: str) -> bytes:
    """Return 16 bytes that no two texts share by accident; half surrogate pairs count as they are."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _file_name(encoder: str) -> str:
    """Return a file name for an encoder's name, which may hold slashes; different names give different files."""
    readable = re.sub(r"[^A-Za-z0-9.-]+", "-", encoder)[:80].strip("-.")
    return f"{readable}-{hashlib.blake2b(encoder.encode(), digest_size=4).hexdigest()}"


def _slices(keys: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
