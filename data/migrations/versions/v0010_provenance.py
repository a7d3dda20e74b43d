"""Files that were brought in, what each of their rows stated of which record, and how columns were mapped."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables."""
    op.execute("""
        CREATE TABLE batches (
            id text PRIMARY KEY CHECK (id <> ''),
            file text NOT NULL CHECK (file <> ''),
            digest text NOT NULL CHECK (digest <> ''),
            format text NOT NULL,
            importer text NOT NULL CHECK (importer <> ''),
            rows integer NOT NULL CHECK (rows >= 0),
            stated date NOT NULL,
            state text NOT NULL CHECK (state IN ('checked', 'loaded')),
            checked_at timestamptz NOT NULL DEFAULT now(),
            loaded_at timestamptz,
            tallies jsonb NOT NULL DEFAULT '{}',
            owner_entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
            visibility_reason text NOT NULL DEFAULT '',
            visibility_until timestamptz,
            CHECK ((state = 'loaded') = (loaded_at IS NOT NULL))
        );
        CREATE INDEX batches_owner ON batches (owner_entity, checked_at);
        CREATE INDEX batches_digest ON batches (digest);

        -- What was read from a file and waits to be loaded, so that a load can start again without reading it again.
        CREATE TABLE batch_parts (
            batch text NOT NULL REFERENCES batches ON DELETE CASCADE,
            position integer NOT NULL,
            owner_entity text NOT NULL,
            records text NOT NULL,
            PRIMARY KEY (batch, position)
        );

        -- One line for what one row of one source stated of one record: all of the fields that it named.
        CREATE TABLE provenance (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            kind text NOT NULL CHECK (kind IN ('partner', 'capability', 'need', 'engagement')),
            record text NOT NULL CHECK (record <> ''),
            fields jsonb NOT NULL,
            source text NOT NULL CHECK (source <> ''),
            batch text REFERENCES batches,
            row_number integer,
            who text NOT NULL CHECK (who <> ''),
            at timestamptz NOT NULL DEFAULT now(),
            stated date NOT NULL,
            owner_entity text NOT NULL REFERENCES entities,
            visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
            visibility_reason text NOT NULL DEFAULT '',
            visibility_until timestamptz
        );
        CREATE INDEX provenance_record ON provenance (record, kind);
        CREATE INDEX provenance_batch ON provenance (batch);
        CREATE INDEX provenance_owner ON provenance (owner_entity);

        -- How an entity maps the columns of tables with these headers; `headers` is a digest of them.
        CREATE TABLE column_mappings (
            entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            headers text NOT NULL,
            columns jsonb NOT NULL,
            who text NOT NULL,
            at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (entity, headers)
        );
    """)
