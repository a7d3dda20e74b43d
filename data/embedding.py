"""Vectors for many texts, made by one process at a time, seen by all, with at most one batch to lose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import sleep
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from data import vectors
from data.database import transaction
from data.vectors import Vector

# Some seconds of a laptop's work: what a kill loses, and how often progress moves.
BATCH = 64
# How often a second process looks how far the first one is.
WATCH_SECONDS = 2.0


class PassageEncoder(Protocol):
    """Turns texts into vectors; `name` changes whenever the vectors would."""

    @property
    def name(self) -> str:
        """Return the name under which the vectors are remembered."""
        ...

    def encode(self, texts: Sequence[str]) -> Vector:
        """Return one vector a text, shape (len(texts), dimensions), float32."""
        ...


@dataclass(frozen=True, slots=True)
class EmbeddingProgress:
    """How many of the texts have a vector; `here` says whether this process makes them or watches another one."""

    done: int
    total: int
    here: bool = True


_REMEMBER = text("""
    INSERT INTO embedding_progress (encoder, done, total, updated_at) VALUES (:encoder, :done, :total, now())
    ON CONFLICT (encoder) DO UPDATE
    SET done = EXCLUDED.done, total = EXCLUDED.total, updated_at = EXCLUDED.updated_at
""")


def progress(connection: Connection, encoder: str) -> EmbeddingProgress | None:
    """Return how far the embedding with an encoder was last said to be, by whichever process; None if never begun."""
    statement = text("SELECT done, total FROM embedding_progress WHERE encoder = :encoder")
    row = connection.execute(statement, {"encoder": encoder}).one_or_none()
    return EmbeddingProgress(row.done, row.total, here=False) if row else None


def work(
    engine: Engine, encoder: PassageEncoder, texts: Sequence[str], batch: int = BATCH
) -> Iterator[EmbeddingProgress]:
    """Make the vectors that are missing, in the order of `texts`, and yield the progress after each batch.

    While another process makes them, watch it, and go on where it ends. Stop by not asking for the next progress.

    :raises ValueError: If the encoder returns no proper vectors.
    """
    while True:
        with _alone(engine, encoder.name) as alone:
            if alone:
                yield from _embed(engine, encoder, texts, batch)
                return
        with transaction(engine) as connection:
            distinct = len(set(texts))
            done = distinct - len(vectors.missing(connection, encoder.name, texts))
        yield EmbeddingProgress(done, distinct, here=False)
        if done == distinct:
            return
        sleep(WATCH_SECONDS)


def _embed(engine: Engine, encoder: PassageEncoder, texts: Sequence[str], batch: int) -> Iterator[EmbeddingProgress]:
    with transaction(engine) as connection:
        missing = vectors.missing(connection, encoder.name, texts)
    total = len(set(texts))
    now = EmbeddingProgress(total - len(missing), total)
    _save(engine, encoder.name, {}, now)
    yield now
    for start in range(0, len(missing), batch):
        part = missing[start : start + batch]
        made = dict(zip(part, encoder.encode(part), strict=True))
        now = EmbeddingProgress(now.done + len(part), total)
        _save(engine, encoder.name, made, now)
        yield now


def _save(engine: Engine, encoder: str, made: dict[str, Vector], now: EmbeddingProgress, retry: bool = True) -> None:
    try:
        with transaction(engine) as connection:
            vectors.save(connection, encoder, made)
            connection.execute(_REMEMBER, {"encoder": encoder, "done": now.done, "total": now.total})
    except DBAPIError as error:
        # A restart of the server must not cost the work; saving twice changes nothing.
        if not (retry and error.connection_invalidated):
            raise
        _save(engine, encoder, made, now, retry=False)


@contextmanager
def _alone(engine: Engine, encoder: str) -> Iterator[bool]:
    """Tell whether this process is the one that embeds; the lock goes with its connection, however the process ends."""
    statement = text("SELECT pg_try_advisory_xact_lock(hashtext('concert.embedding'), hashtext(:encoder))")
    try:
        with transaction(engine) as connection:
            yield bool(connection.scalar(statement, {"encoder": encoder}))
    except DBAPIError as error:
        # The server was restarted meanwhile and the lock with it: at worst somebody did the same work.
        if not error.connection_invalidated:
            raise
