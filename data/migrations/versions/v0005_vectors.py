"""Vectors of texts, once for each encoder and text, and how far the embedding has come."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables. A vector is its float32 numbers, little-endian: any PostgreSQL can keep it."""
    op.execute("""
        CREATE TABLE vectors (
            encoder text NOT NULL,
            text_hash bytea NOT NULL CHECK (octet_length(text_hash) = 16),
            vector bytea NOT NULL CHECK (octet_length(vector) > 0 AND octet_length(vector) % 4 = 0),
            PRIMARY KEY (encoder, text_hash)
        );
        ALTER TABLE vectors ALTER COLUMN vector SET STORAGE EXTERNAL; -- numbers do not compress

        CREATE TABLE embedding_progress (
            encoder text PRIMARY KEY,
            done integer NOT NULL,
            total integer NOT NULL,
            updated_at timestamptz NOT NULL,
            CHECK (0 <= done AND done <= total)
        );
    """)
