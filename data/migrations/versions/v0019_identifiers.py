"""The identifier under which an entity publishes a partnership: whoever takes it along finds it as it was."""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Give engagements the column; those that were brought in find it in what their files stated."""
    # A table with checks that still wait cannot be altered: they are made now, and later ones wait again.
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("ALTER TABLE engagements ADD COLUMN iati_identifier text NOT NULL DEFAULT ''")
    op.execute("""
        UPDATE engagements e SET iati_identifier = p.fields ->> 'iati_identifier'
        FROM (SELECT DISTINCT ON (record) record, fields FROM provenance
              WHERE kind = 'engagement' AND fields ->> 'iati_identifier' <> '' ORDER BY record, id DESC) p
        WHERE p.record = e.id
    """)
    op.execute("SET CONSTRAINTS ALL DEFERRED")
