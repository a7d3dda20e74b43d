"""Identity: what people said of pairs of records, kept for good, and under which id a merged record is found."""

from __future__ import annotations

from alembic import op

from data.migrations.policies import protect_between, secure

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the tables.

    That two records are one holds for everybody, or else figures and links would tell who sees a merger and who does
    not. Who said so and why is another matter: it is told to the judge's own entity, the central desk and auditors.
    """
    op.execute("""
        CREATE TABLE judgements (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            left_id text NOT NULL CHECK (left_id <> ''),
            right_id text NOT NULL CHECK (right_id <> ''),
            answer text NOT NULL CHECK (answer IN ('same', 'different', 'unsure', 'undo')),
            undoes bigint UNIQUE REFERENCES judgements,
            at timestamptz NOT NULL DEFAULT clock_timestamp(),
            CHECK (left_id < right_id),
            CHECK ((answer = 'undo') = (undoes IS NOT NULL))
        );
        CREATE INDEX judgements_pair ON judgements (left_id, right_id, number);

        CREATE TABLE judgement_reasons (
            judgement bigint PRIMARY KEY REFERENCES judgements,
            who text NOT NULL CHECK (who <> ''),
            why text NOT NULL DEFAULT '' CHECK (length(why) <= 2000),
            owner_entity text NOT NULL CHECK (owner_entity <> '')
        );

        -- Follows from the judgements and is written anew with each; no foreign key, since a set may be loaded again.
        CREATE TABLE partner_redirects (
            partner text PRIMARY KEY CHECK (partner <> ''),
            survivor text NOT NULL CHECK (survivor <> partner)
        );
        CREATE INDEX partner_redirects_survivor ON partner_redirects (survivor);
    """)
    protect_between("judgements")
    own = "owner_entity = (SELECT viewer_entity())"
    desk = "(SELECT viewer_role()) = 'central_desk'"
    secure(
        "judgement_reasons",
        read=f"{own} OR {desk} OR (SELECT viewer_role()) = 'auditor'",
        write=f"{own} OR ({desk} AND owner_entity = 'central desk')",
    )
