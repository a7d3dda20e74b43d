"""A checked batch into the register: in one transaction, or not at all; a preview does the same and takes it back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, text

from data.imports import batches
from data.imports.assembling import Assembly
from data.imports.drafts import Draft
from data.imports.drafts import load as load_drafts
from data.imports.limits import DRAFTS_PER_PART
from data.imports.reading import Cancelled, CancelledError, Read
from data.imports.resolving import Meant, Mention, Resolver, mentions
from data.imports.writing import Chooser, Writer
from matching.records import Batch, BatchState, Disclosure, RecordKind, Tally

Progress = Callable[[int, int], None]
# So many parts are written by one round of statements: fewer rounds, and still a cancel within a second.
_PARTS_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, or would do: counts by kind, who must be looked at, what was left out, names found twice.

    `kept` is False for a preview; `again` is True where the same batch had been loaded before: nothing was changed.
    """

    batch: Batch
    tallies: Mapping[RecordKind, Tally]
    touched: Mapping[RecordKind, frozenset[str]] = field(default_factory=dict)
    review: tuple[tuple[Mention, Meant], ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    twice: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    kept: bool = True
    again: bool = False


def digest_of(path: Path) -> str:
    """Return a digest of a file's bytes."""
    found = blake2b(digest_size=20)
    with path.open("rb") as file:
        while step := file.read(1 << 20):
            found.update(step)
    return found.hexdigest()


def check_in(
    connection: Connection, read: Read, path: Path, *, name: str, importer: str, disclosure: Disclosure
) -> Batch:
    """Keep what was read as a batch that waits to be loaded; the same content is the same batch."""
    digest = digest_of(path)
    look = read.look
    columns = json.dumps([look.sheet, look.header_row, look.country, dict(look.columns)], sort_keys=True)
    told = "\x1f".join([digest, read.look.format, columns, disclosure.owner_entity])
    now = datetime.now(UTC)
    batch = Batch(
        id=f"b-{blake2b(told.encode(), digest_size=10).hexdigest()}",
        file=name[:200],
        digest=digest,
        format=read.look.format,
        importer=importer,
        rows=read.rows,
        stated=now.date(),
        checked=now,
        disclosure=disclosure,
    )
    batches.add(connection, batch, read.parts)
    return batches.get(connection, batch.id)


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how far a load is, and who may end it."""

    progress: Progress | None = None
    cancelled: Cancelled | None = None

    def told(self, done: int, total: int) -> None:
        """Say how far a load is.

        :raises CancelledError: If it shall end.
        """
        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        if self.progress is not None:
            self.progress(done, total)


def load(
    connection: Connection,
    id: str,
    choose: Chooser,
    resolver: Callable[[Connection], Resolver],
    watch: Watch = Watch(),
    *,
    keep: bool = True,
) -> Loaded:
    """Load a batch whole; a preview (`keep` False) does the same and takes it back.

    :raises CancelledError: If `watch` says so; the transaction must end then without a change.
    :raises NotFoundError: If there is no such batch.
    """
    attempt = connection.begin_nested()
    done = _load(connection, id, choose, resolver, watch)
    if keep:
        attempt.commit()
    else:
        attempt.rollback()
    return replace(done, kept=keep)


def _load(
    connection: Connection, id: str, choose: Chooser, resolver: Callable[[Connection], Resolver], watch: Watch
) -> Loaded:
    # Two loads follow each other: both may speak of the same partners.
    connection.execute(text("SET LOCAL statement_timeout = '10min'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('concert.import'))"))
    batch = batches.get(connection, id)
    if batch.state is BatchState.LOADED:
        return Loaded(batch, batch.tallies, again=True)
    found = mentions(_drafts(connection, id))
    asked = list(found.values())
    meant = dict(zip(found, resolver(connection)(asked), strict=True)) if asked else {}
    assembly = Assembly(batch, found, meant)
    writer = Writer(connection, batch, choose, datetime.now(UTC))
    total = connection.scalar(text("SELECT count(*) FROM batch_parts WHERE batch = :id"), {"id": id}) or 0
    done, waiting = 0, _drafts(connection, id)
    while together := list(islice(waiting, _PARTS_TOGETHER)):
        writer.write([each for drafts in together for draft in drafts for each in assembly.built(draft)])
        done += len(together)
        watch.told(done * DRAFTS_PER_PART, total * DRAFTS_PER_PART)
    batches.close(connection, id, writer.at, writer.tallies)
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    return Loaded(
        batches.get(connection, id),
        writer.tallies,
        {kind: frozenset(ids) for kind, ids in writer.touched.items()},
        tuple((found[key], each) for key, each in meant.items() if each.review),
        dict(Counter(assembly.left_out)),
        {partner: tuple(dict.fromkeys(rows)) for partner, rows in writer.twice.items()},
    )


def _drafts(connection: Connection, id: str) -> Iterator[list[Draft]]:
    return (load_drafts(part) for part in batches.parts(connection, id))
