"""What a person keeps for later."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table; without a reference to partners, since a list outlives a reload of the demo (same ids)."""
    op.execute("""
        CREATE TABLE shortlists (
            viewer text NOT NULL CHECK (viewer <> ''),
            partner text NOT NULL,
            need text NOT NULL DEFAULT '',
            note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
            added_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (viewer, need, partner)
        )
    """)
