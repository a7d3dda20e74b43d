"""Due diligence: what is known of partners, who flagged and screened them, which rules hold for whom, listed names."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""
    op.execute("""
        CREATE TABLE facts (
            id text PRIMARY KEY CHECK (id <> ''),
            partner text NOT NULL REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            criterion text NOT NULL CHECK (criterion <> ''),
            number double precision,
            state text,
            on_day date NOT NULL,
            until date,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED,
            CHECK (num_nonnulls(number, state) = 1)
        );
        CREATE INDEX facts_partner ON facts (partner, criterion);

        CREATE TABLE flags (
            id text PRIMARY KEY CHECK (id <> ''),
            partner text NOT NULL REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            owner_entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
            visibility_reason text NOT NULL DEFAULT '',
            visibility_until timestamptz,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX flags_partner ON flags (partner);
        CREATE INDEX flags_owner ON flags (owner_entity);

        CREATE TABLE flag_steps (
            flag text NOT NULL REFERENCES flags ON DELETE CASCADE,
            position smallint NOT NULL,
            rung text CHECK (rung IN ('observation', 'yellow', 'escalated', 'red')),
            on_day date NOT NULL,
            who text NOT NULL CHECK (who <> ''),
            why text NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
            PRIMARY KEY (flag, position)
        );

        CREATE TABLE screenings (
            id text PRIMARY KEY CHECK (id <> ''),
            entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            partner text NOT NULL REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            asked date NOT NULL,
            done date,
            ruling text CHECK (ruling IN ('eligible', 'conditional', 'unknown', 'high_risk', 'excluded')),
            provider text NOT NULL DEFAULT '',
            screener text NOT NULL DEFAULT '',
            shared boolean NOT NULL DEFAULT false,
            consulted text[] NOT NULL DEFAULT '{}',
            until date,
            owner_entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
            visibility_reason text NOT NULL DEFAULT '',
            visibility_until timestamptz,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED,
            CHECK (asked <= done)
        );
        CREATE INDEX screenings_partner ON screenings (partner);
        CREATE INDEX screenings_entity ON screenings (entity);
        CREATE INDEX screenings_owner ON screenings (owner_entity);

        -- The empty entity stands for all of them: the common minimum. The last change of a rule is the one that holds.
        CREATE TABLE rule_changes (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            entity text NOT NULL,
            rule text NOT NULL CHECK (rule <> ''),
            standing text NOT NULL CHECK (standing IN ('adopted', 'dropped', 'none')),
            who text NOT NULL CHECK (who <> ''),
            on_day date NOT NULL,
            why text NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX rule_changes_entity ON rule_changes (entity, rule, id);

        CREATE TABLE listed_names (
            id text PRIMARY KEY CHECK (id <> ''),
            list text NOT NULL CHECK (list <> ''),
            name text NOT NULL CHECK (name <> ''),
            aliases text[] NOT NULL DEFAULT '{}',
            kind text NOT NULL DEFAULT '',
            listed_on date
        );
        CREATE INDEX listed_names_list ON listed_names (list);

        -- What people said about a name stays when the list is read again, and when the partner goes.
        CREATE TABLE name_reviews (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            partner text NOT NULL CHECK (partner <> ''),
            listed text NOT NULL CHECK (listed <> ''),
            answer text NOT NULL CHECK (answer IN ('same', 'different', 'unsure')),
            who text NOT NULL CHECK (who <> ''),
            at timestamptz NOT NULL,
            why text NOT NULL DEFAULT '' CHECK (length(why) <= 2000)
        );
        CREATE INDEX name_reviews_pair ON name_reviews (partner, listed, id);
    """)
