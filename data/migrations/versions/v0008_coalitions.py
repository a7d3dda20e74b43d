"""Coalitions that people save: what is shown of them, and every version that there ever was."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables. A version is never changed; seats name partners without a reference, as shortlists do."""
    op.execute("""
        CREATE TABLE coalitions (
            id text PRIMARY KEY CHECK (id <> ''),
            version integer NOT NULL CHECK (version >= 1),
            owner_entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
            visibility_reason text NOT NULL DEFAULT '',
            visibility_until timestamptz,
            source text NOT NULL,
            synthetic boolean NOT NULL
        );
        CREATE INDEX coalitions_owner ON coalitions (owner_entity);

        CREATE TABLE coalition_versions (
            coalition text NOT NULL REFERENCES coalitions DEFERRABLE INITIALLY DEFERRED,
            version integer NOT NULL CHECK (version >= 1),
            need text NOT NULL DEFAULT '',
            text text NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
            title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
            entities text[] NOT NULL,
            steering text[] NOT NULL DEFAULT '{}',
            demands text[] NOT NULL DEFAULT '{}',
            notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 20000),
            state text NOT NULL CHECK (state IN ('draft', 'proposed', 'agreed', 'active', 'closed')),
            who text NOT NULL CHECK (who <> ''),
            why text NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
            at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (coalition, version),
            CHECK (need <> '' OR text <> '')
        );

        CREATE TABLE coalition_seats (
            coalition text NOT NULL,
            version integer NOT NULL,
            position smallint NOT NULL,
            partner text NOT NULL CHECK (partner <> ''),
            role text NOT NULL CHECK (role IN (
                'lead', 'convenor', 'technical', 'funder', 'outcome_payer', 'implementer', 'local_anchor', 'buyer',
                'producer')),
            answer text NOT NULL CHECK (answer IN ('not_asked', 'invited', 'accepted', 'declined')),
            members text[] NOT NULL DEFAULT '{}',
            locked boolean NOT NULL DEFAULT false,
            PRIMARY KEY (coalition, version, position),
            UNIQUE (coalition, version, partner),
            FOREIGN KEY (coalition, version) REFERENCES coalition_versions
        );
        CREATE INDEX coalition_seats_partner ON coalition_seats (partner);

        CREATE TABLE coalition_facets (
            coalition text NOT NULL,
            version integer NOT NULL,
            position smallint NOT NULL,
            kind text NOT NULL CHECK (kind IN ('capability', 'resource', 'country', 'stakeholder')),
            text text NOT NULL,
            weight double precision NOT NULL CHECK (weight >= 0),
            PRIMARY KEY (coalition, version, position),
            FOREIGN KEY (coalition, version) REFERENCES coalition_versions
        );
    """)
