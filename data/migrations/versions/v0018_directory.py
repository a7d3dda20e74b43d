"""Who belongs to a partner reads that partner in the directory and no other; everybody else reads all, as before."""

from __future__ import annotations

from alembic import op

from data.migrations.policies import secure

revision = "0018"
down_revision = "0017"

_INSIDE = "(SELECT coalesce(viewer_role(), '') <> 'external')"
# The column that names the partner, by table.
_TABLES = {"partners": "id", "partner_aliases": "partner", "affiliates": "partner", "capabilities": "partner"}


def upgrade() -> None:
    """Close the tables of the directory to people outside, their own partner excepted; they write nothing there."""
    # A table with checks that still wait cannot be altered: they are made now, and later ones wait again.
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table, column in _TABLES.items():
        secure(table, read=f"{_INSIDE} OR {column} = (SELECT viewer_partner())", write=_INSIDE)
    op.execute("SET CONSTRAINTS ALL DEFERRED")
