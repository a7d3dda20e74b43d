"""Partnerships that exist or existed, with who takes part, what they brought and what came of it."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    op.execute("""
        CREATE TABLE engagements (
            id text PRIMARY KEY CHECK (id <> ''),
            title text NOT NULL,
            summary text NOT NULL DEFAULT '',
            type text NOT NULL DEFAULT '',
            partner_count integer CHECK (partner_count >= 0),
            level text NOT NULL CHECK (level IN ('global', 'country')),
            resources text[] NOT NULL DEFAULT '{}' CHECK (resources <@ ARRAY[
                'finance', 'technology', 'expertise', 'in_kind', 'logistics', 'data', 'communication',
                'market_access', 'volunteers', 'secondment', 'innovative_finance']),
            sdgs smallint[] NOT NULL DEFAULT '{}' CHECK (1 <= ALL (sdgs) AND 17 >= ALL (sdgs)),
            countries text[] NOT NULL DEFAULT '{}',
            starts date,
            ends date,
            state text NOT NULL CHECK (state IN ('proposed', 'screened', 'agreed', 'active', 'ended', 'stopped')),
            lessons text NOT NULL DEFAULT '',
            owner_entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
            visibility_reason text NOT NULL DEFAULT '',
            visibility_until timestamptz,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED,
            CHECK (starts <= ends)
        );
        CREATE INDEX engagements_owner ON engagements (owner_entity);

        CREATE TABLE engagement_entities (
            engagement text NOT NULL REFERENCES engagements ON DELETE CASCADE,
            entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            position smallint NOT NULL,
            PRIMARY KEY (engagement, entity)
        );
        CREATE INDEX engagement_entities_entity ON engagement_entities (entity);

        CREATE TABLE engagement_members (
            engagement text NOT NULL REFERENCES engagements ON DELETE CASCADE,
            partner text NOT NULL REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            role text NOT NULL DEFAULT '',
            position smallint NOT NULL,
            PRIMARY KEY (engagement, partner)
        );
        CREATE INDEX engagement_members_partner ON engagement_members (partner);

        CREATE TABLE contributions (
            engagement text NOT NULL REFERENCES engagements ON DELETE CASCADE,
            position smallint NOT NULL,
            giver text NOT NULL,
            amount double precision CHECK (amount >= 0),
            currency text NOT NULL DEFAULT '' CHECK (currency ~ '^([A-Z]{3})?$'),
            valuation text NOT NULL DEFAULT '',
            year smallint,
            in_kind boolean NOT NULL,
            by_un boolean NOT NULL,
            note text NOT NULL DEFAULT '',
            PRIMARY KEY (engagement, position)
        );

        CREATE TABLE kpis (
            engagement text NOT NULL REFERENCES engagements ON DELETE CASCADE,
            position smallint NOT NULL,
            level text NOT NULL CHECK (level IN ('input', 'output', 'outcome', 'impact')),
            name text NOT NULL,
            unit text NOT NULL,
            baseline double precision,
            target double precision,
            value double precision,
            measured date,
            source text NOT NULL,
            PRIMARY KEY (engagement, position)
        );
    """)
