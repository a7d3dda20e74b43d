"""Sets of records that come with Concert (reference, cases, demo): which of them were loaded, in which edition."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table. A row of another table without a set was entered by people, and no reload touches it."""
    op.execute("""
        CREATE TABLE loaded_sets (
            name text PRIMARY KEY CHECK (name <> ''),
            edition text NOT NULL,
            records integer NOT NULL CHECK (records >= 0),
            loaded_at timestamptz NOT NULL DEFAULT now()
        )
    """)
