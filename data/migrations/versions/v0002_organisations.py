"""UN entities, partners, and what partners can do."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables. References are checked at the end of a transaction: sets load in any order."""
    op.execute("""
        CREATE TABLE entities (
            id text PRIMARY KEY CHECK (id <> ''),
            names jsonb NOT NULL,
            aliases text[] NOT NULL DEFAULT '{}',
            category text NOT NULL DEFAULT '',
            headquarters text NOT NULL DEFAULT '',
            mandate text NOT NULL DEFAULT '',
            strengths text[] NOT NULL DEFAULT '{}',
            sdgs smallint[] NOT NULL DEFAULT '{}' CHECK (1 <= ALL (sdgs) AND 17 >= ALL (sdgs)),
            countries text[] NOT NULL DEFAULT '{}',
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED
        );

        CREATE TABLE partners (
            id text PRIMARY KEY CHECK (id <> ''),
            name text NOT NULL CHECK (name <> ''),
            kind text NOT NULL CHECK (kind IN (
                'multinational', 'national_company', 'corporate_foundation', 'foundation', 'ngo', 'government',
                'academia', 'business_association', 'other')),
            size text CHECK (size IN ('multinational', 'national', 'msme')),
            country text NOT NULL DEFAULT '' CHECK (country ~ '^([A-Z]{3})?$'),
            countries text[] NOT NULL DEFAULT '{}',
            sectors text[] NOT NULL DEFAULT '{}',
            sdgs smallint[] NOT NULL DEFAULT '{}' CHECK (1 <= ALL (sdgs) AND 17 >= ALL (sdgs)),
            identifiers jsonb,
            website text NOT NULL DEFAULT '',
            women_led boolean,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX partners_name ON partners (lower(name) text_pattern_ops);
        CREATE INDEX partners_loaded_set ON partners (loaded_set);

        CREATE TABLE partner_aliases (
            partner text NOT NULL REFERENCES partners ON DELETE CASCADE,
            position smallint NOT NULL,
            alias text NOT NULL CHECK (alias <> ''),
            PRIMARY KEY (partner, position)
        );
        CREATE INDEX partner_aliases_alias ON partner_aliases (lower(alias) text_pattern_ops);

        CREATE TABLE affiliates (
            partner text NOT NULL REFERENCES partners ON DELETE CASCADE,
            affiliate text NOT NULL REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            position smallint NOT NULL,
            share double precision CHECK (share BETWEEN 0 AND 1),
            PRIMARY KEY (partner, affiliate),
            CHECK (partner <> affiliate)
        );
        CREATE INDEX affiliates_affiliate ON affiliates (affiliate);

        CREATE TABLE capabilities (
            id text PRIMARY KEY CHECK (id <> ''),
            partner text NOT NULL REFERENCES partners ON DELETE CASCADE,
            text text NOT NULL,
            language text NOT NULL,
            resources text[] NOT NULL DEFAULT '{}' CHECK (resources <@ ARRAY[
                'finance', 'technology', 'expertise', 'in_kind', 'logistics', 'data', 'communication',
                'market_access', 'volunteers', 'secondment', 'innovative_finance']),
            countries text[] NOT NULL DEFAULT '{}',
            sdgs smallint[] NOT NULL DEFAULT '{}' CHECK (1 <= ALL (sdgs) AND 17 >= ALL (sdgs)),
            starts date,
            ends date,
            capacity integer CHECK (capacity >= 0),
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED,
            CHECK (starts <= ends)
        );
        CREATE INDEX capabilities_partner ON capabilities (partner);
    """)
