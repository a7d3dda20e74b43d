"""Vectors of texts, remembered once for each encoder and text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import psycopg
from sqlalchemy import Connection, text

Vector = npt.NDArray[np.float32]

# The order of bytes is written down, so that a database can move between machines.
_STORED = np.dtype("<f4")
_LOAD = "SELECT text_hash, vector FROM vectors WHERE encoder = %(encoder)s AND text_hash = ANY(%(hashes)s)"
_KNOWN = text("SELECT text_hash FROM vectors WHERE encoder = :encoder AND text_hash = ANY(:hashes)")
_SAVE = """
    INSERT INTO vectors (encoder, text_hash, vector)
    SELECT %(encoder)s, * FROM unnest(%(hashes)b::bytea[], %(vectors)b::bytea[])
    ON CONFLICT DO NOTHING
"""


def hash_of(source: str) -> bytes:
    """Return the 16 bytes under which the vectors of a text are kept."""
    return blake2b(source.encode(), digest_size=16).digest()


def load(connection: Connection, encoder: str, texts: Iterable[str]) -> dict[str, Vector]:
    """Return the vectors of those texts that have one, by text, float32."""
    by_hash = {hash_of(source): source for source in texts}
    # Binary on the wire, here and in `save`: PostgreSQL's text form doubles every byte.
    with _driver(connection).cursor(binary=True) as cursor:
        cursor.execute(_LOAD, {"encoder": encoder, "hashes": list(by_hash)})
        return {
            by_hash[bytes(key)]: np.frombuffer(vector, dtype=_STORED).astype(np.float32, copy=False)
            for key, vector in cursor
        }


def missing(connection: Connection, encoder: str, texts: Iterable[str]) -> list[str]:
    """Return the distinct texts that have no vector yet, in their order."""
    by_hash: dict[bytes, str] = {}
    for source in texts:
        by_hash.setdefault(hash_of(source), source)
    known = set(map(bytes, connection.scalars(_KNOWN, {"encoder": encoder, "hashes": list(by_hash)})))
    return [source for key, source in by_hash.items() if key not in known]


def save(connection: Connection, encoder: str, vectors: Mapping[str, Vector]) -> None:
    """Remember vectors by their texts; one that is known already stays.

    :raises ValueError: If a vector holds NaN or infinity, which would spoil every ranking it takes part in.
    """
    rows = {hash_of(source): np.asarray(vector, dtype=_STORED) for source, vector in vectors.items()}
    if not all(np.isfinite(vector).all() for vector in rows.values()):
        raise ValueError(f"vectors must be finite numbers, got NaN or infinity from encoder {encoder!r}")
    if rows:
        values = {"encoder": encoder, "hashes": list(rows), "vectors": [vector.tobytes() for vector in rows.values()]}
        _driver(connection).execute(_SAVE, values)


def count(connection: Connection, encoder: str) -> int:
    """Return how many vectors of an encoder are remembered."""
    return connection.scalar(text("SELECT count(*) FROM vectors WHERE encoder = :encoder"), {"encoder": encoder}) or 0


def _driver(connection: Connection) -> psycopg.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(f"vectors need psycopg, got {type(driver).__name__}")
    return driver
