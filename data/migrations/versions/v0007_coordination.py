"""Who intends to ask whom for what, how collisions are talked over, and the log of every step."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, and the rule that no event is ever changed."""
    op.execute("""
        CREATE TABLE approaches (
            id text PRIMARY KEY CHECK (id <> ''),
            entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            partner text NOT NULL REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            level text NOT NULL CHECK (level IN ('global', 'country')),
            country text NOT NULL DEFAULT '' CHECK (country ~ '^([A-Z]{3})?$'),
            sdgs smallint[] NOT NULL DEFAULT '{}' CHECK (1 <= ALL (sdgs) AND 17 >= ALL (sdgs)),
            need text NOT NULL DEFAULT '',
            topic text NOT NULL DEFAULT '' CHECK (length(topic) <= 2000),
            resource text NOT NULL CHECK (resource IN (
                'finance', 'technology', 'expertise', 'in_kind', 'logistics', 'data', 'communication',
                'market_access', 'volunteers', 'secondment', 'innovative_finance')),
            starts date NOT NULL,
            ends date NOT NULL,
            stage text NOT NULL CHECK (stage IN (
                'draft', 'registered', 'cleared', 'contested', 'talk', 'escalated', 'joint', 'sequenced',
                'withdrawn', 'no_go', 'expired')),
            owner text NOT NULL DEFAULT '',
            effort_days double precision CHECK (effort_days >= 0),
            benefit text NOT NULL DEFAULT '',
            necessity text NOT NULL DEFAULT '',
            go boolean,
            joint text NOT NULL DEFAULT '',
            registered_at timestamptz,
            staged_at timestamptz,
            owner_entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
            visibility_reason text NOT NULL DEFAULT '',
            visibility_until timestamptz,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED,
            CHECK (starts <= ends AND ends - starts < 180),
            CHECK (level = 'global' OR country <> '')
        );
        CREATE INDEX approaches_partner ON approaches (partner);
        CREATE INDEX approaches_entity ON approaches (entity);
        CREATE INDEX approaches_owner ON approaches (owner_entity);
        CREATE INDEX approaches_stage ON approaches (stage, ends);

        CREATE TABLE events (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            record text NOT NULL CHECK (record <> ''),
            transition text NOT NULL,
            who text NOT NULL CHECK (who <> ''),
            at timestamptz NOT NULL,
            why text NOT NULL DEFAULT '',
            before text NOT NULL DEFAULT '',
            after text NOT NULL DEFAULT '',
            loaded_set text
        );
        CREATE INDEX events_record ON events (record, id);

        CREATE TABLE talks (
            id text PRIMARY KEY CHECK (id <> ''),
            opened_at timestamptz NOT NULL,
            closed_at timestamptz,
            result text NOT NULL DEFAULT '',
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED,
            CHECK (opened_at <= closed_at)
        );

        CREATE TABLE talk_parties (
            talk text NOT NULL REFERENCES talks ON DELETE CASCADE,
            record text NOT NULL,
            position smallint NOT NULL,
            entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
            reveals boolean NOT NULL DEFAULT false,
            proposal text CHECK (proposal IN ('join', 'sequence', 'yield')),
            PRIMARY KEY (talk, record)
        );
        CREATE INDEX talk_parties_entity ON talk_parties (entity);
        CREATE INDEX talk_parties_record ON talk_parties (record);

        CREATE TABLE talk_messages (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            talk text NOT NULL REFERENCES talks ON DELETE CASCADE,
            entity text NOT NULL,
            who text NOT NULL,
            at timestamptz NOT NULL,
            text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000)
        );
        CREATE INDEX talk_messages_talk ON talk_messages (talk, id);

        CREATE TABLE quiet_periods (
            id text PRIMARY KEY CHECK (id <> ''),
            partner text NOT NULL REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            starts date NOT NULL,
            ends date NOT NULL CHECK (starts <= ends),
            reason text NOT NULL DEFAULT '',
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX quiet_periods_partner ON quiet_periods (partner, ends);

        CREATE TABLE top_tier (
            partner text PRIMARY KEY REFERENCES partners DEFERRABLE INITIALLY DEFERRED,
            reason text NOT NULL DEFAULT '',
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED
        );

        CREATE TABLE resolutions (
            id text PRIMARY KEY CHECK (id <> ''),
            text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
            owner text NOT NULL,
            due date NOT NULL,
            about text NOT NULL DEFAULT '',
            done boolean NOT NULL DEFAULT false,
            source text NOT NULL,
            synthetic boolean NOT NULL,
            loaded_set text REFERENCES loaded_sets DEFERRABLE INITIALLY DEFERRED
        );

        CREATE FUNCTION keep_events() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND OLD.loaded_set IS NOT NULL THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'events are never changed nor removed' USING ERRCODE = 'restrict_violation';
        END
        $$;
        CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION keep_events();
        CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON events EXECUTE FUNCTION keep_events();

        -- A set that came with Concert goes with its events, through this door alone: the application may not delete.
        CREATE FUNCTION forget_events(name text) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = concert AS $$
            DELETE FROM events WHERE loaded_set = name
        $$;
    """)
