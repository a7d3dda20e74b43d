"""Offers that come in with their routes and their log, and the plan of each country's local network."""

from __future__ import annotations

from alembic import op

from data.migrations.policies import secure, tell

revision = "0014"
down_revision = "0013"


_COORDINATES = "(SELECT viewer_role()) = 'coordinator' AND country = ANY ((SELECT viewer_countries())::text[])"
_PEER = "(SELECT sees_peers())"
_TABLES = """
    CREATE TABLE offers (
        id text PRIMARY KEY CHECK (id <> ''),
        country text NOT NULL CHECK (country ~ '^[A-Z]{3}$'),
        partner text NOT NULL DEFAULT '',
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 300),
        contact text NOT NULL DEFAULT '' CHECK (length(contact) <= 300),
        text text NOT NULL CHECK (length(text) BETWEEN 1 AND 6000),
        language text NOT NULL DEFAULT '',
        stage text NOT NULL CHECK (stage IN (
            'received', 'routed', 'taken', 'escalated', 'answered', 'withdrawn')),
        taken_by text NOT NULL DEFAULT '',
        answer text NOT NULL DEFAULT '' CHECK (length(answer) <= 4000),
        received_at timestamptz NOT NULL,
        staged_at timestamptz NOT NULL,
        entered_by text NOT NULL CHECK (entered_by <> ''),
        -- Empty until an entity has taken the offer; it then owns it.
        owner_entity text NOT NULL DEFAULT '',
        visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
        visibility_reason text NOT NULL DEFAULT '',
        visibility_until timestamptz,
        source text NOT NULL,
        synthetic boolean NOT NULL,
        CHECK (stage <> 'taken' OR taken_by <> ''),
        CHECK (stage <> 'answered' OR answer <> '')
    );
    CREATE INDEX offers_country ON offers (country, stage);
    CREATE INDEX offers_partner ON offers (partner) WHERE partner <> '';
    CREATE INDEX offers_owner ON offers (owner_entity);

    CREATE TABLE offer_routes (
        offer text NOT NULL REFERENCES offers DEFERRABLE INITIALLY DEFERRED,
        entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
        position smallint NOT NULL,
        score double precision CHECK (score BETWEEN 0 AND 1),
        pointers jsonb NOT NULL DEFAULT '[]',
        passed boolean NOT NULL DEFAULT false,
        PRIMARY KEY (offer, entity)
    );
    CREATE INDEX offer_routes_entity ON offer_routes (entity);

    CREATE TABLE offer_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        offer text NOT NULL REFERENCES offers DEFERRABLE INITIALLY DEFERRED,
        transition text NOT NULL CHECK (transition <> ''),
        who text NOT NULL CHECK (who <> ''),
        at timestamptz NOT NULL,
        why text NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
        before text NOT NULL DEFAULT '',
        after text NOT NULL DEFAULT ''
    );
    CREATE INDEX offer_events_offer ON offer_events (offer, id);

    CREATE FUNCTION keep_offer_events() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'events are never changed nor removed' USING ERRCODE = 'restrict_violation';
    END
    $$;
    CREATE TRIGGER offer_events_stay BEFORE UPDATE OR DELETE ON offer_events
        FOR EACH ROW EXECUTE FUNCTION keep_offer_events();
    CREATE TRIGGER offer_events_are_not_emptied BEFORE TRUNCATE ON offer_events
        EXECUTE FUNCTION keep_offer_events();

    CREATE TABLE network_plans (
        country text PRIMARY KEY CHECK (country ~ '^[A-Z]{3}$'),
        version integer NOT NULL CHECK (version >= 1),
        owner_entity text NOT NULL REFERENCES entities DEFERRABLE INITIALLY DEFERRED,
        visibility text NOT NULL CHECK (visibility IN ('named', 'type', 'count', 'hidden')),
        visibility_reason text NOT NULL DEFAULT '',
        visibility_until timestamptz,
        source text NOT NULL,
        synthetic boolean NOT NULL
    );
    CREATE INDEX network_plans_owner ON network_plans (owner_entity);

    CREATE TABLE network_plan_versions (
        country text NOT NULL REFERENCES network_plans DEFERRABLE INITIALLY DEFERRED,
        version integer NOT NULL CHECK (version >= 1),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
        notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 20000),
        who text NOT NULL CHECK (who <> ''),
        why text NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (country, version)
    );

    CREATE TABLE network_plan_rows (
        country text NOT NULL,
        version integer NOT NULL,
        position smallint NOT NULL,
        need text NOT NULL CHECK (need <> ''),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
        weight double precision NOT NULL CHECK (weight >= 0),
        partners text[] NOT NULL DEFAULT '{}',
        entities text[] NOT NULL DEFAULT '{}',
        missing text[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (country, version, position),
        UNIQUE (country, version, need),
        FOREIGN KEY (country, version) REFERENCES network_plan_versions
    );

    CREATE TABLE network_plan_steps (
        country text NOT NULL,
        version integer NOT NULL,
        position smallint NOT NULL,
        text text NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
        owner text NOT NULL CHECK (length(owner) BETWEEN 1 AND 200),
        due date NOT NULL,
        need text NOT NULL DEFAULT '',
        state text NOT NULL CHECK (state IN ('open', 'doing', 'done', 'dropped')),
        PRIMARY KEY (country, version, position),
        FOREIGN KEY (country, version) REFERENCES network_plan_versions
    );
"""


def upgrade() -> None:
    """Make the tables. The log of an offer is never changed; a plan keeps every version."""
    op.execute(_TABLES)
    routed = "RETURN QUERY SELECT r.offer FROM offer_routes r WHERE r.entity = viewer_entity();"
    tell("routed_offers()", routed, "SETOF text")
    concerned = (
        f"({_COORDINATES}) OR partner = (SELECT viewer_partner()) OR ({_PEER} AND id IN (SELECT routed_offers()))"
    )
    secure("offers", read=concerned, write=concerned)
    # A company learns neither who was asked nor who passed; what it does itself goes into the log unread.
    of_offer = "offer IN (SELECT o.id FROM offers o)"
    secure("offer_routes", read=f"{_PEER} AND {of_offer}", write=f"{_PEER} AND {of_offer}")
    secure("offer_events", read=f"{_PEER} AND {of_offer}", write=of_offer)
    # Only the coordinator of the country writes its plan; the others of the UN side read it.
    for table in ("network_plans", "network_plan_versions", "network_plan_rows", "network_plan_steps"):
        secure(table, read=_PEER, write=_COORDINATES)
