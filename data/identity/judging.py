"""What people said of pairs of records: added, never changed; the redirects follow from it in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Connection, text

from matching.records import Judgement, JudgementReason, NameAnswer

# Which record each merged one is found under, by all judgements; `matching.identity.Clusters` says it.
Survivors = Callable[[Sequence[Judgement]], Mapping[str, str]]
# Who judged for no entity: the central desk.
DESK = "central desk"

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('concert.identity'))")
_READ = text("""
    SELECT j.number, j.left_id, j.right_id, j.answer, j.at, coalesce(u.number, 0) AS undone
    FROM judgements j LEFT JOIN judgements u ON u.undoes = j.number
    WHERE j.answer <> 'undo' ORDER BY j.number
""")
_ADD = text("""
    INSERT INTO judgements (left_id, right_id, answer) VALUES (:left, :right, :answer) RETURNING number
""")
_UNDO = text("""
    INSERT INTO judgements (left_id, right_id, answer, undoes)
    SELECT left_id, right_id, 'undo', number FROM judgements j
    WHERE number = :number AND answer <> 'undo' AND NOT EXISTS (SELECT FROM judgements u WHERE u.undoes = j.number)
    RETURNING number
""")
_WHY = text("""
    INSERT INTO judgement_reasons (judgement, who, why, owner_entity) VALUES (:number, :who, :why, :owner)
""")
_REASONS = text("SELECT judgement, who, why, owner_entity FROM judgement_reasons ORDER BY judgement")
_KNOWN = text("SELECT id FROM partners WHERE id = ANY(:ids)")
_CLEAR = text("DELETE FROM partner_redirects")
_REDIRECT = text("""
    INSERT INTO partner_redirects (partner, survivor)
    SELECT * FROM unnest(CAST(:partners AS text[]), CAST(:survivors AS text[]))
""")
_STAMP = text("SELECT coalesce(max(number), 0) FROM judgements")


class JudgementError(ValueError):
    """A judgement that cannot be made."""


def judge(
    connection: Connection, pair: tuple[str, str], answer: NameAnswer, reason: tuple[str, str, str], rule: Survivors
) -> int:
    """Keep what somebody said of a pair, and let the redirects follow; return the number of the judgement.

    `reason` is who, why, and for which entity (`DESK` for none).

    :raises JudgementError: If the two ids are one.
    """
    left, right = sorted(pair)
    if left == right:
        raise JudgementError(f"a pair needs two records, got {left!r} twice")
    connection.execute(_LOCK)
    number = int(connection.scalar(_ADD, {"left": left, "right": right, "answer": answer.value}) or 0)
    _explain(connection, number, reason)
    _follow(connection, rule)
    return number


def undo(connection: Connection, number: int, reason: tuple[str, str, str], rule: Survivors) -> int:
    """Take a judgement back: it stays on record and counts no more; return the number of the entry that says so.

    :raises JudgementError: If there is no such judgement, or it is undone already.
    """
    connection.execute(_LOCK)
    entry = connection.scalar(_UNDO, {"number": number})
    if entry is None:
        raise JudgementError(f"there is no judgement {number} that can be undone; it may be undone already")
    _explain(connection, int(entry), reason)
    _follow(connection, rule)
    return int(entry)


def judgements(connection: Connection) -> tuple[Judgement, ...]:
    """Return every judgement in the order in which they were made, those that were undone marked."""
    return tuple(
        Judgement(row.number, row.left_id, row.right_id, NameAnswer(row.answer), row.at, row.undone)
        for row in connection.execute(_READ)
    )


def reasons(connection: Connection) -> dict[int, JudgementReason]:
    """Return who judged and why, as far as the viewer may be told, by the number of the judgement."""
    return {row.judgement: JudgementReason(*row) for row in connection.execute(_REASONS)}


def stamp(connection: Connection) -> str:
    """Return a text that changes whenever identities do; the same for everybody who may see judgements."""
    return str(connection.scalar(_STAMP))


def _explain(connection: Connection, number: int, reason: tuple[str, str, str]) -> None:
    who, why, owner = reason
    connection.execute(_WHY, {"number": number, "who": who, "why": why, "owner": owner or DESK})


def _follow(connection: Connection, rule: Survivors) -> None:
    """Write the redirects anew: all of them follow from all judgements."""
    survivors = dict(rule(judgements(connection)))
    ids = sorted({*survivors, *survivors.values()})
    known = set(connection.scalars(_KNOWN, {"ids": ids}))
    kept = sorted(pair for pair in survivors.items() if set(pair) <= known)
    connection.execute(_CLEAR)
    if kept:
        partners, found = zip(*kept, strict=True)
        connection.execute(_REDIRECT, {"partners": list(partners), "survivors": list(found)})
