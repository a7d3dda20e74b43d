"""Mediated talks: who takes part, what was written, what each side proposes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, TextClause, text

from data import bulk
from data.errors import NotFoundError
from matching.records import Message, Party, Proposal, Talk

# What the page's field allows; checked here again, because a browser's limit binds nobody.
LONGEST_MESSAGE = 4000

_READ = """
    SELECT id, opened_at, closed_at, result FROM talks t
    WHERE {which} ORDER BY opened_at, id COLLATE "C"
"""
_ALL = text(_READ.format(which="true"))
_OF_RECORDS = text(
    _READ.format(which="EXISTS (SELECT FROM talk_parties p WHERE p.talk = t.id AND p.record = ANY(:records))")
)
_ONE = text(_READ.format(which="id = :id"))
_PARTIES = text("""
    SELECT talk, record, entity, reveals, proposal FROM talk_parties WHERE talk = ANY(:ids) ORDER BY talk, position
""")
_MESSAGES = text("SELECT talk, entity, who, at, text FROM talk_messages WHERE talk = ANY(:ids) ORDER BY talk, id")
_SAVE = text("""
    INSERT INTO talks (id, opened_at, closed_at, result, loaded_set)
    SELECT id, opened_at, closed_at, result, loaded_set
    FROM json_populate_recordset(NULL::talks, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET (closed_at, result) = ROW (EXCLUDED.closed_at, EXCLUDED.result)
""")
_SAVE_PARTIES = text("""
    INSERT INTO talk_parties (talk, record, position, entity, reveals, proposal)
    SELECT talk, record, position, entity, reveals, proposal
    FROM json_populate_recordset(NULL::talk_parties, CAST(:rows AS json))
    ON CONFLICT (talk, record) DO UPDATE SET (reveals, proposal) = ROW (EXCLUDED.reveals, EXCLUDED.proposal)
""")
_PROPOSE = text("""
    UPDATE talk_parties SET proposal = :proposal WHERE talk = :talk AND record = :record
    AND EXISTS (SELECT FROM talks WHERE id = :talk AND closed_at IS NULL)
""")
_REVEAL = text("""
    UPDATE talk_parties SET reveals = true WHERE talk = :talk AND record = :record
    AND EXISTS (SELECT FROM talks WHERE id = :talk AND closed_at IS NULL)
""")
_WRITE = text("INSERT INTO talk_messages (talk, entity, who, at, text) VALUES (:talk, :entity, :who, :at, :text)")


def all_(connection: Connection) -> tuple[Talk, ...]:
    """Return every talk, oldest first."""
    return _talks(connection, connection.execute(_ALL).all())


def of_records(connection: Connection, records: Collection[str]) -> tuple[Talk, ...]:
    """Return the talks in which one of the records takes part, oldest first."""
    return _talks(connection, connection.execute(_OF_RECORDS, {"records": list(records)}).all())


def get(connection: Connection, id: str) -> Talk:
    """Return a talk.

    :raises NotFoundError: If there is none with this id.
    """
    found = _talks(connection, connection.execute(_ONE, {"id": id}).all())
    if not found:
        raise NotFoundError("talk", id)
    return found[0]


def save(connection: Connection, talks: Iterable[Talk], loaded_set: str | None = None) -> None:
    """Add talks, or keep what their sides propose and how they ended; messages are only ever added."""
    talks = list(talks)
    rows = [
        {
            "id": talk.id,
            "opened_at": talk.opened,
            "closed_at": talk.closed,
            "result": talk.result,
            "loaded_set": loaded_set,
        }
        for talk in talks
    ]
    bulk.insert(connection, _SAVE, rows)
    parties = (
        {
            "talk": talk.id,
            "record": party.record,
            "position": position,
            "entity": party.entity,
            "reveals": party.reveals,
            "proposal": party.proposal,
        }
        for talk in talks
        for position, party in enumerate(talk.parties)
    )
    bulk.insert(connection, _SAVE_PARTIES, parties)


def propose(connection: Connection, talk: str, record: str, proposal: Proposal | None) -> None:
    """Keep what the side of a record proposes; None takes it back.

    :raises NotFoundError: If there is no open talk with this side.
    """
    _side(connection, _PROPOSE, {"talk": talk, "record": record, "proposal": proposal})


def reveal(connection: Connection, talk: str, record: str) -> None:
    """Let the side of a record agree to be named; this cannot be taken back.

    :raises NotFoundError: If there is no open talk with this side.
    """
    _side(connection, _REVEAL, {"talk": talk, "record": record})


def write(connection: Connection, talk: str, message: Message) -> None:
    """Add a message to a talk.

    :raises ValueError: If it is empty or too long.
    """
    if not 1 <= len(message.text.strip()) <= LONGEST_MESSAGE:
        raise ValueError(f"a message has 1 to {LONGEST_MESSAGE:,} characters, got {len(message.text.strip()):,}")
    row = {"talk": talk, "entity": message.entity, "who": message.who, "at": message.at, "text": message.text.strip()}
    connection.execute(_WRITE, row)


def _side(connection: Connection, statement: TextClause, values: dict[str, object]) -> None:
    if not connection.execute(statement, values).rowcount:
        raise NotFoundError("talk", str(values["talk"]))


def _talks(connection: Connection, rows: Sequence[Any]) -> tuple[Talk, ...]:
    ids = [row.id for row in rows]
    parties, messages = defaultdict(list), defaultdict(list)
    if ids:
        for row in connection.execute(_PARTIES, {"ids": ids}):
            proposal = Proposal(row.proposal) if row.proposal else None
            parties[row.talk].append(Party(row.record, row.entity, row.reveals, proposal))
        for row in connection.execute(_MESSAGES, {"ids": ids}):
            messages[row.talk].append(Message(row.entity, row.who, row.at, row.text))
    return tuple(
        Talk(row.id, tuple(parties[row.id]), row.opened_at, tuple(messages[row.id]), row.closed_at, row.result)
        for row in rows
    )
