"""Who names half of its own records of a kind is told others' by name; who hides most of them is not."""

from __future__ import annotations

from data.migrations.policies import reread, tell

revision = "0016"
down_revision = "0015"

# The same rule as `matching.disclosure.sharing`, which says it to people.
_SHARES = """
    RETURN QUERY SELECT viewer_role() NOT IN ('focal_point', 'entity_lead') OR (
        SELECT 2 * count(*) FILTER (WHERE r.visibility = 'named' OR r.visibility_until <= now()) >= count(*)
        FROM {table} r WHERE r.owner_entity = viewer_entity()
    );
"""
_BESIDES = {
    "approaches": """
        (stage = 'escalated' AND (
            (SELECT viewer_role()) = 'central_desk'
            OR ((SELECT viewer_role()) = 'coordinator' AND level = 'country'
                AND country = ANY ((SELECT viewer_countries())::text[]))))
        OR id IN (SELECT revealed_records())
    """,
    "engagements": "id IN (SELECT own_engagements())",
    "screenings": "false",
}


def upgrade() -> None:
    """Make the rule a condition of reading what others have named."""
    for table, besides in _BESIDES.items():
        tell(f"shares_{table}()", _SHARES.format(table=table), "SETOF boolean")
        reread(table, besides, f"(SELECT shares_{table}())")
