"""Who may read and write which row: decided by the database, from a viewer that nobody but Concert can name.

What a partner brought is told to other entities in bands at most, and lessons of what failed not at all, unless their
owner opens them (R17 ¶26, ¶43).
"""

from __future__ import annotations

from alembic import op

from data.migrations.policies import protect, protect_between, protect_part, protect_personal, secure, tell

revision = "0013"
down_revision = "0012"

# `pg_temp` last: a temporary object never stands in for one of ours.
_LOOKING = """
    CREATE TABLE viewer_keys (inner_pad bytea NOT NULL, outer_pad bytea NOT NULL);
    ALTER TABLE viewer_keys ENABLE ROW LEVEL SECURITY;

    -- True within a function of the owner that declares it, and for the steps: those alone see all rows.
    CREATE FUNCTION telling() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce(current_setting('concert.telling', true), '') = 'on'
            AND current_user = (SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'concert')
    $$;

    -- The claims of who is looking, NULL unless Concert signed them for this connection within ten minutes.
    CREATE FUNCTION looking() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = concert, pg_temp AS $$
    DECLARE
        sent text := coalesce(current_setting('concert.viewer', true), '');
        body text := split_part(sent, '.', 1);
        keys viewer_keys%ROWTYPE;
        digest bytea;
        claims jsonb;
    BEGIN
        SELECT * INTO keys FROM viewer_keys;
        IF sent = '' OR NOT FOUND THEN
            RETURN NULL;
        END IF;
        digest := sha256(keys.outer_pad || sha256(keys.inner_pad || convert_to(body, 'UTF8')));
        IF encode(digest, 'hex') <> split_part(sent, '.', 2) THEN
            RETURN NULL;
        END IF;
        claims := convert_from(decode(body, 'hex'), 'UTF8')::jsonb;
        IF (claims->>'pid')::integer <> pg_backend_pid()
                OR abs(extract(epoch FROM now()) - (claims->>'at')::double precision) > 600 THEN
            RETURN NULL;
        END IF;
        RETURN claims;
    END
    $$;

    CREATE FUNCTION viewer_user() RETURNS text LANGUAGE sql STABLE AS $$ SELECT concert.looking()->>'user' $$;
    CREATE FUNCTION viewer_role() RETURNS text LANGUAGE sql STABLE AS $$ SELECT concert.looking()->>'role' $$;
    CREATE FUNCTION viewer_partner() RETURNS text LANGUAGE sql STABLE AS $$
        SELECT nullif(concert.looking()->>'partner', '')
    $$;
    CREATE FUNCTION viewer_entity() RETURNS text LANGUAGE sql STABLE AS $$
        SELECT nullif(concert.looking()->>'entity', '')
    $$;
    CREATE FUNCTION viewer_countries() RETURNS text[] LANGUAGE sql STABLE AS $$
        SELECT array(SELECT jsonb_array_elements_text(concert.looking()->'countries'))
    $$;
    CREATE FUNCTION sees_all() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce(concert.viewer_role() = 'system', false)
    $$;
    -- Entities, desks, coordinators and leadership share what is open; outsiders, auditors, administrators do not.
    CREATE FUNCTION sees_peers() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce(concert.viewer_role() IN (
            'system', 'focal_point', 'entity_lead', 'coordinator', 'central_desk', 'leadership'), false)
    $$;
"""

# What a viewer may see through another table; as functions, because a policy that reads its own table never ends.
_THROUGH = {
    "shared_coalitions": """
        SELECT v.coalition FROM coalition_versions v JOIN coalitions c ON c.id = v.coalition AND c.version = v.version
        WHERE viewer_entity() = ANY (v.entities) AND sees_peers()
    """,
    "own_engagements": "SELECT e.engagement FROM engagement_entities e WHERE e.entity = viewer_entity()",
    "own_talks": "SELECT p.talk FROM talk_parties p WHERE p.entity = viewer_entity()",
    # Talks of the viewer in which every side has agreed to be named, and their records.
    "revealed_talks": """
        SELECT t.id FROM own_talks() t (id)
        WHERE NOT EXISTS (SELECT FROM talk_parties o WHERE o.talk = t.id AND NOT o.reveals)
    """,
    "revealed_records": "SELECT p.record FROM talk_parties p WHERE p.talk IN (SELECT revealed_talks())",
}

_COLUMNS = """
    ALTER TABLE contributions
        ADD COLUMN owner_entity text,
        ADD COLUMN visibility text NOT NULL DEFAULT 'type' CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
        ADD COLUMN visibility_until timestamptz;
    UPDATE contributions c SET owner_entity = e.owner_entity FROM engagements e WHERE e.id = c.engagement;
    ALTER TABLE contributions ALTER COLUMN owner_entity SET NOT NULL;

    CREATE TABLE lessons (
        engagement text PRIMARY KEY REFERENCES engagements ON DELETE CASCADE,
        text text NOT NULL CHECK (text <> ''),
        owner_entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
        visibility text NOT NULL DEFAULT 'hidden' CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
        visibility_until timestamptz
    );
    CREATE INDEX lessons_owner ON lessons (owner_entity);
    INSERT INTO lessons (engagement, text, owner_entity)
    SELECT id, lessons, owner_entity FROM engagements WHERE lessons <> '';
    -- A table with references that are still to be checked cannot be changed any further.
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    ALTER TABLE engagements DROP COLUMN lessons;

    -- NULL: the event is told to whoever may see its record, an approach. Empty: to the whole UN side.
    ALTER TABLE events ADD COLUMN owner_entity text;

    -- What an entity's new records are told to others unless its people say otherwise.
    CREATE TABLE visibility_defaults (
        entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
        records text NOT NULL CHECK (records IN (
            'approaches', 'engagements', 'contributions', 'screenings', 'flags', 'coalitions', 'lessons')),
        visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
        reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 200),
        days integer CHECK (days BETWEEN 1 AND 3650),
        PRIMARY KEY (entity, records)
    );
"""

# A desk reads the escalated cases that wait for it; which they are is decided again by the rules of clearance.
_DESK = """
    stage = 'escalated' AND (
        ((SELECT viewer_role()) = 'central_desk')
        OR ((SELECT viewer_role()) = 'coordinator' AND level = 'country'
            AND country = ANY ((SELECT viewer_countries())::text[])))
    OR (id IN (SELECT revealed_records()))
"""

# Estimates that EXPLAIN shows would tell which partner has how many hidden rows: none are kept of these columns.
_BLIND = {
    "approaches": ("entity", "partner", "owner_entity", "country", "resource", "need"),
    "screenings": ("entity", "partner", "owner_entity"),
    "flags": ("partner", "owner_entity"),
    "contributions": ("giver", "amount", "owner_entity"),
}


# Nobody signs a line of the log with another's name; a refused sign-in has none of ours.
_AUDIT = """
    ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
    ALTER TABLE audit FORCE ROW LEVEL SECURITY;
    CREATE POLICY may_read ON audit FOR SELECT USING (
        (SELECT sees_all()) OR (SELECT telling()) OR (SELECT viewer_role()) = 'auditor'
        OR ((SELECT viewer_role()) = 'entity_lead' AND owner_entity = (SELECT viewer_entity())));
    CREATE POLICY may_add ON audit FOR INSERT WITH CHECK (
        (SELECT sees_all()) OR who = (SELECT viewer_user()) OR act = 'refused');
    CREATE POLICY may_chain ON audit FOR UPDATE USING ((SELECT telling())) WITH CHECK ((SELECT telling()));

    CREATE OR REPLACE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = concert, pg_temp AS $$
    DECLARE
        last record;
        instant timestamptz;
        before_it text := coalesce(current_setting('concert.telling', true), '');
    BEGIN
        PERFORM set_config('concert.telling', 'on', true);
        PERFORM pg_advisory_xact_lock(6632072311);
        SELECT a.number, a.chain INTO last FROM audit a WHERE a.number IS NOT NULL ORDER BY a.number DESC LIMIT 1;
        instant := clock_timestamp();
        UPDATE audit SET number = coalesce(last.number, 0) + 1, at = instant,
            chain = audit_digest(coalesce(last.chain, ''), coalesce(last.number, 0) + 1, instant, NEW.who, NEW.role,
                                 NEW.act, NEW.record, NEW.owner_entity, NEW.detail)
        WHERE id = NEW.id;
        PERFORM set_config('concert.telling', before_it, true);
        RETURN NULL;
    END
    $$;
"""


def upgrade() -> None:
    """Make the functions that read the viewer, and force the policies on every table that holds more than the open."""
    op.execute(_LOOKING)
    for name, rows in _THROUGH.items():
        tell(f"{name}()", f"RETURN QUERY {rows};", "SETOF text")
    op.execute("DROP FUNCTION forget_events(text)")
    tell("forget_events(name text)", "DELETE FROM events WHERE loaded_set = name;", "void", volatile=True)
    op.execute(_COLUMNS)
    protect("approaches", besides=_DESK)
    protect("engagements", besides="id IN (SELECT own_engagements())")
    for part in ("engagement_entities", "engagement_members", "kpis"):
        protect_part(part, "engagement", "engagements")
    protect("contributions", besides="giver = (SELECT viewer_entity())")
    protect("lessons")
    protect("screenings")
    protect("flags")
    protect_part("flag_steps", "flag", "flags")
    # Whoever is named as one of its entities works on a coalition with its owner.
    protect("coalitions", besides="id IN (SELECT shared_coalitions())", shared="id IN (SELECT shared_coalitions())")
    for part in ("coalition_versions", "coalition_seats", "coalition_facets"):
        protect_part(part, "coalition", "coalitions", shared="coalition IN (SELECT shared_coalitions())")
    secure(
        "events",
        read="(owner_entity IS NULL AND record IN (SELECT a.id FROM approaches a))"
        " OR (owner_entity = '' AND (SELECT sees_peers())) OR owner_entity = (SELECT viewer_entity())",
        write="(SELECT sees_peers()) AND (owner_entity = '' OR owner_entity = (SELECT viewer_entity()))",
    )
    own_talk = "IN (SELECT own_talks())"
    secure("talks", read=f"id {own_talk}", write="false")
    secure(
        "talk_parties",
        read="entity = (SELECT viewer_entity()) OR talk IN (SELECT revealed_talks())",
        write="entity = (SELECT viewer_entity())",
    )
    # Who wrote stays unknown until all sides are named: others' words come through Concert itself.
    secure(
        "talk_messages",
        read="talk IN (SELECT revealed_talks()) OR entity = (SELECT viewer_entity())",
        write=f"entity = (SELECT viewer_entity()) AND talk {own_talk}",
    )
    protect_personal("shortlists", "viewer")
    for table in ("quiet_periods", "top_tier", "resolutions", "facts", "rule_changes", "listed_names", "name_reviews"):
        protect_between(table)
    secure(
        "visibility_defaults",
        read="entity = (SELECT viewer_entity())",
        write="entity = (SELECT viewer_entity()) AND (SELECT viewer_role()) = 'entity_lead'",
    )
    protect_between("standbys")
    coordinates = "(SELECT viewer_role()) = 'coordinator' AND country = ANY ((SELECT viewer_countries())::text[])"
    secure("local_networks", read="(SELECT sees_peers())", write=coordinates)
    protect("batches")
    protect("provenance")
    own_entity = "= (SELECT viewer_entity())"
    secure("batch_parts", read=f"owner_entity {own_entity}", write=f"owner_entity {own_entity}")
    secure("column_mappings", read=f"entity {own_entity}", write=f"entity {own_entity}")
    administers = "(SELECT viewer_role()) = 'administrator'"
    secure("users", read=f"{administers} OR id = (SELECT viewer_user())", write=administers)
    secure("grants", read=f"{administers} OR holder = (SELECT viewer_user())", write=administers)
    op.execute(_AUDIT)
    for table, columns in _BLIND.items():
        op.execute(f"ALTER TABLE {table} {', '.join(f'ALTER COLUMN {name} SET STATISTICS 0' for name in columns)}")
