"""Who may sign in, with which roles, and the log of what they did: added to, chained, never changed."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables and what chains the log."""
    op.execute(_PEOPLE)
    op.execute(_AUDIT)


# A revoked grant stays, with who took it away: the table is its own history. Entities and partners of grants are
# checked when they are given and not by a reference, since grants outlive a reload of what comes with Concert.
_PEOPLE = """
    CREATE TABLE users (
        id text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9._-]*$'),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        email text NOT NULL UNIQUE CHECK (email = lower(email) AND email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
        subject text UNIQUE CHECK (subject <> ''),
        active boolean NOT NULL DEFAULT true,
        added_at timestamptz NOT NULL DEFAULT now()
    );

    CREATE TABLE grants (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        holder text NOT NULL REFERENCES users,
        role text NOT NULL CHECK (role IN ('external', 'focal_point', 'entity_lead', 'coordinator', 'central_desk',
                                           'leadership', 'auditor', 'administrator')),
        entity text NOT NULL DEFAULT '',
        countries text[] NOT NULL DEFAULT '{}',
        partner text NOT NULL DEFAULT '',
        until timestamptz,
        given_by text NOT NULL CHECK (given_by <> ''),
        given_at timestamptz NOT NULL DEFAULT now(),
        revoked_by text CHECK (revoked_by <> ''),
        revoked_at timestamptz,
        CHECK (num_nulls(revoked_by, revoked_at) IN (0, 2)),
        CHECK ((role IN ('focal_point', 'entity_lead')) = (entity <> '')),
        CHECK ((role = 'coordinator') = (cardinality(countries) > 0)),
        CHECK ((role = 'external') = (partner <> ''))
    );
    CREATE UNIQUE INDEX grants_held ON grants (holder, role, entity, countries, partner) WHERE revoked_at IS NULL;
"""

# A line is numbered and chained when its transaction commits, under a lock that is then held for an instant only: the
# lines of two processes follow each other, and no act waits for the log of another. `number` is unique, so that a fork
# is refused even where the lock were passed by.
_AUDIT = """
    CREATE TABLE audit (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        number bigint UNIQUE,
        at timestamptz,
        who text NOT NULL CHECK (length(who) BETWEEN 1 AND 320),
        role text NOT NULL,
        act text NOT NULL CHECK (act IN ('sign_in', 'sign_out', 'refused', 'read', 'write', 'export', 'roles',
                                         'audit_export')),
        record text NOT NULL DEFAULT '' CHECK (length(record) <= 2000),
        owner_entity text NOT NULL DEFAULT '',
        detail text NOT NULL DEFAULT '' CHECK (length(detail) <= 2000),
        chain text
    );
    CREATE INDEX audit_owner ON audit (owner_entity, number);

    CREATE FUNCTION audit_digest(before text, number bigint, at timestamptz, who text, role text, act text, record text,
                                 owner_entity text, detail text) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT encode(sha256(convert_to(jsonb_build_array(
            before, number, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), who, role, act, record,
            owner_entity, detail)::text, 'UTF8')), 'hex')
    $$;

    CREATE FUNCTION begin_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.number := NULL;
        NEW.at := NULL;
        NEW.chain := NULL;
        RETURN NEW;
    END
    $$;
    CREATE TRIGGER audit_begins BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION begin_audit();

    CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = concert AS $$
    DECLARE
        last record;
        instant timestamptz;
    BEGIN
        PERFORM pg_advisory_xact_lock(6632072311);
        SELECT a.number, a.chain INTO last FROM audit a WHERE a.number IS NOT NULL ORDER BY a.number DESC LIMIT 1;
        instant := clock_timestamp();
        UPDATE audit SET number = coalesce(last.number, 0) + 1, at = instant,
            chain = audit_digest(coalesce(last.chain, ''), coalesce(last.number, 0) + 1, instant, NEW.who, NEW.role,
                                 NEW.act, NEW.record, NEW.owner_entity, NEW.detail)
        WHERE id = NEW.id;
        RETURN NULL;
    END
    $$;
    CREATE CONSTRAINT TRIGGER audit_is_chained AFTER INSERT ON audit DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION chain_audit();

    CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.number IS NULL THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the audit log is never changed nor shortened' USING ERRCODE = 'restrict_violation';
    END
    $$;
    CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION keep_audit();
    CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit EXECUTE FUNCTION keep_audit();
"""
