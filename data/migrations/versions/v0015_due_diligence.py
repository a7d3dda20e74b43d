"""Due diligence by hand: rules of entities' own, stated links, what was taken back, who asked whom for a report."""

from __future__ import annotations

from alembic import op

from data.migrations.policies import protect_between, secure

revision = "0015"
down_revision = "0014"

# The rules of an entity are its lead's to set, those for all leadership's.
_SETS_RULES = """
    (entity <> '' AND entity = (SELECT viewer_entity()) AND (SELECT viewer_role()) = 'entity_lead'
     OR entity = '' AND (SELECT viewer_role()) = 'leadership')
"""


def upgrade() -> None:
    """Make the tables, and let two lists hold the same id."""
    op.execute("""
        -- The last row of a rule is its text; the ones before it stay, as a rule is versioned.
        CREATE TABLE own_rules (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            entity text NOT NULL,
            rule text NOT NULL CHECK (rule <> ''),
            entry jsonb NOT NULL,
            replaces text NOT NULL DEFAULT '',
            who text NOT NULL CHECK (who <> ''),
            on_day date NOT NULL,
            why text NOT NULL DEFAULT '' CHECK (length(why) <= 2000)
        );
        CREATE INDEX own_rules_rule ON own_rules (rule, id);

        CREATE TABLE stated_links (
            id text PRIMARY KEY CHECK (id <> ''),
            partner text NOT NULL REFERENCES partners ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            other text NOT NULL REFERENCES partners ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            share double precision CHECK (share BETWEEN 0 AND 1),
            on_day date NOT NULL,
            until date,
            source text NOT NULL CHECK (source <> ''),
            synthetic boolean NOT NULL,
            CHECK (partner <> other)
        );
        CREATE INDEX stated_links_partner ON stated_links (partner);
        CREATE INDEX stated_links_other ON stated_links (other);

        -- A fact or a link that should not have been stated: it stays where it is, and counts no more.
        CREATE TABLE withdrawals (
            record text PRIMARY KEY CHECK (record <> ''),
            who text NOT NULL CHECK (who <> ''),
            on_day date NOT NULL,
            why text NOT NULL CHECK (why <> '' AND length(why) <= 2000)
        );

        CREATE TABLE consultations (
            id text PRIMARY KEY CHECK (id <> ''),
            entity text NOT NULL REFERENCES entities,
            asked text NOT NULL REFERENCES entities CHECK (asked <> entity),
            partner text NOT NULL REFERENCES partners ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            on_day date NOT NULL,
            who text NOT NULL CHECK (who <> ''),
            answer text CHECK (answer IN ('given', 'declined')),
            answered_on date,
            answered_by text NOT NULL DEFAULT '',
            note text NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
            owner_entity text NOT NULL REFERENCES entities,
            visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
            visibility_reason text NOT NULL DEFAULT '',
            visibility_until timestamptz,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            CHECK ((answer IS NULL) = (answered_on IS NULL))
        );
        CREATE UNIQUE INDEX consultations_open ON consultations (entity, asked, partner) WHERE answer IS NULL;
        CREATE INDEX consultations_asked ON consultations (asked);
        CREATE INDEX consultations_partner ON consultations (partner);
        CREATE INDEX consultations_owner ON consultations (owner_entity);

        -- What one list calls 1 isn't what another calls 1: reviews name the list as well.
        UPDATE name_reviews r SET listed = n.list || '/' || n.id FROM listed_names n WHERE n.id = r.listed;
        ALTER TABLE name_reviews ADD COLUMN likeness double precision NOT NULL DEFAULT 1;
        ALTER TABLE listed_names DROP CONSTRAINT listed_names_pkey, ADD PRIMARY KEY (list, id);
    """)
    for table in ("stated_links", "withdrawals"):
        protect_between(table)
    secure("own_rules", read="(SELECT sees_peers())", write=_SETS_RULES)
    op.execute("DROP POLICY may_add ON rule_changes")
    op.execute(f"""
        CREATE POLICY may_add ON rule_changes FOR INSERT
        WITH CHECK ((SELECT sees_all()) OR (SELECT telling()) OR {_SETS_RULES})
    """)
    between = "(SELECT viewer_entity()) IN (entity, asked)"
    secure("consultations", read=between, write=between)
    # As with screenings: estimates that EXPLAIN shows must not tell how many hidden rows there are.
    for column in ("entity", "asked", "partner", "owner_entity"):
        op.execute(f"ALTER TABLE consultations ALTER COLUMN {column} SET STATISTICS 0")
