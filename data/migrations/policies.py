"""Row-level security as steps use it: which rows a viewer may read, and whose rows they may write.

`looking` in the database reads who is looking from a token that only Concert can sign (`data/viewing.py`). Security is
forced, so the owner of the tables is bound too; only functions of the owner that declare `concert.telling`, and the
steps themselves, see past it.
"""

from __future__ import annotations

import re

from alembic import op

_NAME = re.compile(r"[a-z][a-z_]*")

# What others may read of a record: one that is named, or whose embargo has lapsed. Type and count are told in figures
# that Concert itself releases, never row by row.
_OPEN = "((SELECT sees_peers()) AND (visibility = 'named' OR visibility_until <= now()))"
_ALL = "(SELECT sees_all()) OR (SELECT telling())"
_OWN = f"{_ALL} OR owner_entity = (SELECT viewer_entity())"


def protect(table: str, besides: str = "false", shared: str = "false") -> None:
    """Let viewers read their entity's rows and the open ones, and write their entity's only.

    The table has the columns `owner_entity, visibility, visibility_until`. `besides` is a further condition for
    reading, such as a desk that decides about a row, `shared` one for writing.
    """
    _secure(table, read=f"{_OWN} OR {_OPEN} OR ({besides})", write=f"{_OWN} OR ({shared})")


def reread(table: str, besides: str, reciprocal: str) -> None:
    """Let viewers read the open rows of a protected table only under a further condition, `reciprocal`."""
    _check(table)
    op.execute(f"ALTER POLICY may_read ON {table} USING ({_OWN} OR ({_OPEN} AND {reciprocal}) OR ({besides}))")


def protect_part(table: str, column: str, whole: str, shared: str = "false") -> None:
    """Let viewers read and write the rows that belong to a row of `whole` which they may read."""
    _check(column, whole)
    belongs = f"{_ALL} OR {column} IN (SELECT id FROM {whole})"  # noqa: S608 - two names, checked in the line before
    owns = f"{_ALL} OR {column} IN (SELECT id FROM {whole} WHERE owner_entity = (SELECT viewer_entity()))"  # noqa: S608
    _secure(table, read=belongs, write=f"{owns} OR ({shared})")


def protect_between(table: str) -> None:
    """Close a table to everybody outside the UN system, and to those who only administer or audit."""
    _secure(table, read=f"{_ALL} OR (SELECT sees_peers())", write=f"{_ALL} OR (SELECT sees_peers())")


def protect_personal(table: str, column: str) -> None:
    """Let users read and write their own rows."""
    _check(column)
    own = f"{_ALL} OR {column} = (SELECT viewer_user())"
    _secure(table, read=own, write=own)


def secure(table: str, read: str, write: str) -> None:
    """Force row security on a table with conditions of its own; Concert itself passes both."""
    _secure(table, read=f"{_ALL} OR ({read})", write=f"{_ALL} OR ({write})")


def tell(signature: str, body: str, returns: str, *, volatile: bool = False) -> None:
    """Make a function of the owner that sees all rows while it runs, and says what it returns of them.

    `body` names columns with their table: the signature's names are variables in it.
    """
    op.execute(f"""
        CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE plpgsql {"VOLATILE" if volatile else "STABLE"}
        SECURITY DEFINER SET search_path = concert, pg_temp AS $$
        DECLARE
            before_it text := coalesce(current_setting('concert.telling', true), '');
        BEGIN
            PERFORM set_config('concert.telling', 'on', true);
            {body}
            PERFORM set_config('concert.telling', before_it, true);
        END
        $$
    """)


def _secure(table: str, read: str, write: str) -> None:
    _check(table)
    op.execute(f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY may_read ON {table} FOR SELECT USING ({read});
        CREATE POLICY may_add ON {table} FOR INSERT WITH CHECK ({write});
        CREATE POLICY may_change ON {table} FOR UPDATE USING ({write}) WITH CHECK ({write});
        CREATE POLICY may_remove ON {table} FOR DELETE USING ({write});
    """)


def _check(*names: str) -> None:
    if wrong := [name for name in names if not _NAME.fullmatch(name)]:
        raise ValueError(f"not the plain name of a table or column: {', '.join(wrong)}")
