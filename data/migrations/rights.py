"""What the application may do with each table; a table that is not named here is closed to it."""

from __future__ import annotations

from psycopg import sql
from sqlalchemy import Connection, text

from data.errors import SchemaError

NOTHING = ""
READ = "SELECT"
ADD = "SELECT, INSERT"
CHANGE = "SELECT, INSERT, UPDATE, DELETE"

RIGHTS: dict[str, str] = {
    "alembic_version": READ,
    "loaded_sets": CHANGE,
    "entities": CHANGE,
    "partners": CHANGE,
    "partner_aliases": CHANGE,
    "affiliates": CHANGE,
    "capabilities": CHANGE,
    "needs": CHANGE,
    "facets": CHANGE,
    "need_rules": CHANGE,
    "engagements": CHANGE,
    "engagement_entities": CHANGE,
    "engagement_members": CHANGE,
    "contributions": CHANGE,
    "kpis": CHANGE,
    "vectors": CHANGE,
    "embedding_progress": CHANGE,
    "lessons": CHANGE,
    "visibility_defaults": CHANGE,
    "viewer_keys": NOTHING,
    "shortlists": CHANGE,
    "approaches": CHANGE,
    "events": ADD,
    "talks": CHANGE,
    "talk_parties": CHANGE,
    "talk_messages": ADD,
    "quiet_periods": CHANGE,
    "top_tier": CHANGE,
    "resolutions": CHANGE,
    "coalitions": CHANGE,
    "coalition_versions": ADD,
    "coalition_seats": ADD,
    "coalition_facets": ADD,
    "facts": CHANGE,
    "flags": CHANGE,
    "flag_steps": ADD,
    "screenings": CHANGE,
    "rule_changes": CHANGE,
    "listed_names": CHANGE,
    "name_reviews": ADD,
    "batches": CHANGE,
    "batch_parts": CHANGE,
    "provenance": ADD,
    "column_mappings": CHANGE,
    "users": "SELECT, INSERT, UPDATE",
    "grants": "SELECT, INSERT, UPDATE",
    "audit": ADD,
    "local_networks": CHANGE,
    "standbys": CHANGE,
    "offers": "SELECT, INSERT, UPDATE",
    "offer_routes": "SELECT, INSERT, UPDATE",
    "offer_events": ADD,
    "network_plans": CHANGE,
    "network_plan_versions": ADD,
    "network_plan_rows": ADD,
    "network_plan_steps": ADD,
    "own_rules": ADD,
    "stated_links": ADD,
    "withdrawals": ADD,
    "consultations": CHANGE,
    "judgements": ADD,
    "judgement_reasons": ADD,
    "partner_redirects": CHANGE,
}


def grant(connection: Connection, role: str) -> None:
    """Give `role` exactly the rights above.

    :raises SchemaError: If a table has no line above, or a line no table.
    """
    found = set(connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'concert'")))
    if found != set(RIGHTS):
        raise SchemaError(f"tables and their rights differ: {', '.join(sorted(found ^ set(RIGHTS)))}")
    schema, name = sql.Identifier("concert"), sql.Identifier(role)
    _run(connection, sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA {} FROM PUBLIC, {}").format(schema, name))
    _run(connection, sql.SQL("REVOKE ALL ON SCHEMA {} FROM PUBLIC, {}").format(schema, name))
    _run(connection, sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, name))
    for table, rights in RIGHTS.items():
        if not rights:
            continue
        verbs = sql.SQL(", ").join(sql.SQL(right) for right in rights.split(", "))
        statement = sql.SQL("GRANT {} ON {} TO {}")
        _run(connection, statement.format(verbs, sql.Identifier("concert", table), name))


def _run(connection: Connection, statement: sql.Composed) -> None:
    """Run a statement whose identifiers psycopg has quoted: rights cannot take bound parameters."""
    connection.exec_driver_sql(statement.as_string(None).replace("%", "%%"))
