"""What a country has at hand: statements about its Local Network, and what partners keep ready for emergencies."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables."""
    op.execute("""
        CREATE TABLE local_networks (
            id text PRIMARY KEY CHECK (id <> ''),
            country text NOT NULL CHECK (country ~ '^[A-Z]{3}$'),
            level smallint CHECK (level BETWEEN 0 AND 3),
            note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
            association text NOT NULL DEFAULT '' CHECK (length(association) <= 300),
            connecting text NOT NULL DEFAULT '' CHECK (length(connecting) <= 300),
            on_day date,
            who text NOT NULL DEFAULT '',
            stated_at timestamptz NOT NULL DEFAULT now(),
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX local_networks_country ON local_networks (country);

        CREATE TABLE standbys (
            id text PRIMARY KEY CHECK (id <> ''),
            partner text NOT NULL REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            resource text NOT NULL CHECK (resource IN (
                'finance', 'technology', 'expertise', 'in_kind', 'logistics', 'data', 'communication',
                'market_access', 'volunteers', 'secondment', 'innovative_finance')),
            text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
            hours integer NOT NULL CHECK (hours BETWEEN 0 AND 8760),
            countries text[] NOT NULL DEFAULT '{}',
            emergencies text[] NOT NULL DEFAULT '{}',
            starts date,
            ends date,
            on_day date,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED,
            CHECK (starts <= ends)
        );
        CREATE INDEX standbys_partner ON standbys (partner);
    """)
