"""The one door through which approaches change: a group is locked, read whole, decided about, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine, text

from data import engagements, partners
from data.approaches import around, reading, saving, talks
from data.database import transaction
from matching.records import LIVE_STAGES, SYSTEM, Circle, Outcome, State

# What follows from a circle at an instant; `matching.clearance` holds such functions.
Decide = Callable[[Circle, datetime], Outcome]

_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('concert.approach'), hashtext(:group))")
# Read after the lock is held: who waited for it comes later in the log, too.
_NOW = text("SELECT clock_timestamp()")
_RUNNING = frozenset({State.PROPOSED, State.SCREENED, State.AGREED, State.ACTIVE})
_DUE = text("""
    SELECT DISTINCT partner FROM approaches
    WHERE stage = ANY(:live) AND (
        ends <= CAST(:today AS date)
        OR (stage IN ('contested', 'talk') AND staged_at < CAST(:today AS date) - 4)
        OR (stage = 'sequenced' AND starts <= CAST(:today AS date) + 1))
    ORDER BY partner
""")


def decide(connection: Connection, partner: str, rule: Decide, at: datetime | None = None) -> Outcome:
    """Let `rule` decide about the approaches to a partner and its corporate group, and keep what it decides.

    Two decisions about one group follow each other; the second sees what the first has done. `at` is the instant of
    the decision, the database's clock unless told.

    :raises NotFoundError: If there is no such partner.
    """
    partners.get(connection, partner)
    group = around.group_of(connection, partner)
    lock(connection, [partner])
    instant: datetime = at or connection.scalar(_NOW)
    outcome = rule(_circle(connection, group), instant)
    moved = saving.keep_moves(connection, outcome.approaches)
    saving.save_many(connection, [each for each in outcome.approaches if each.id not in moved])
    saving.keep_events(connection, outcome.events)
    talks.save(connection, outcome.talks)
    return outcome


def lock(connection: Connection, asked: Iterable[str]) -> None:
    """Hold the groups of some partners until the end of the transaction, in an order in which no two wait in a ring."""
    for group in sorted({around.group_of(connection, partner)[0] for partner in set(asked)}):
        connection.execute(_LOCK, {"group": group})


def tick(engine: Engine, rule: Decide, at: datetime) -> int:
    """Let the clock's rule decide where something may be due, a group a transaction; return how many events followed.

    Asked again at the same instant it does nothing; two that ask at the same time share the work.
    """
    live = sorted(stage.value for stage in LIVE_STAGES)
    with transaction(engine, SYSTEM) as connection:
        # Days begin and end up to 14 hours apart, and five working days are never less than five days.
        waiting = connection.scalars(_DUE, {"live": live, "today": at.date()}).all()
    count = 0
    seen: set[str] = set()
    for partner in waiting:
        if partner in seen:
            continue
        with transaction(engine, SYSTEM) as connection:
            seen.update(around.group_of(connection, partner))
            count += len(decide(connection, partner, rule, at).events)
    return count


def _circle(connection: Connection, group: tuple[str, ...]) -> Circle:
    approaches = reading.live_of_partners(connection, group)
    running = [each for each in engagements.of_partners(connection, group) if each.state in _RUNNING]
    return Circle(
        approaches=approaches,
        engagements=tuple(running),
        partners=partners.some(connection, group),
        top_tier=around.top_tier(connection, group),
        quiet=around.quiet_periods(connection, group),
        talks=talks.of_records(connection, [approach.id for approach in approaches]),
    )
