"""What entities seek, with its facets and rules of composition."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    op.execute("""
        CREATE TABLE needs (
            id text PRIMARY KEY CHECK (id <> ''),
            entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            title text NOT NULL,
            text text NOT NULL,
            language text NOT NULL,
            sdgs smallint[] NOT NULL DEFAULT '{}' CHECK (1 <= ALL (sdgs) AND 17 >= ALL (sdgs)),
            countries text[] NOT NULL DEFAULT '{}',
            resources text[] NOT NULL DEFAULT '{}' CHECK (resources <@ ARRAY[
                'finance', 'technology', 'expertise', 'in_kind', 'logistics', 'data', 'communication',
                'market_access', 'volunteers', 'secondment', 'innovative_finance']),
            sectors text[] NOT NULL DEFAULT '{}',
            type text NOT NULL DEFAULT '',
            urgency text NOT NULL DEFAULT 'normal',
            starts date,
            ends date,
            state text NOT NULL DEFAULT 'open',
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED,
            CHECK (starts <= ends)
        );
        CREATE INDEX needs_entity ON needs (entity);

        CREATE TABLE facets (
            need text NOT NULL REFERENCES needs ON DELETE CASCADE,
            position smallint NOT NULL,
            kind text NOT NULL CHECK (kind IN ('capability', 'resource', 'country', 'stakeholder')),
            text text NOT NULL,
            weight double precision NOT NULL CHECK (weight >= 0),
            PRIMARY KEY (need, position)
        );

        CREATE TABLE need_rules (
            need text NOT NULL REFERENCES needs ON DELETE CASCADE,
            position smallint NOT NULL,
            name text NOT NULL,
            comparator text NOT NULL,
            bound integer NOT NULL,
            members text[] NOT NULL,
            PRIMARY KEY (need, position)
        );
    """)
