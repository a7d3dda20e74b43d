"""Who shares cells with whom among 1,000,000 engagements, counted in the database: `python -m benchmarks.overlap`.

Filling the tables is not counted. Beside it, in the same run: the same counts by pandas on rows read from there.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine, text

from data.database import connect, prepare, transaction
from data.overlaps import SharedCells, shared_cells
from data.server import DatabaseRole, stop
from data.settings import Settings
from matching.records import SYSTEM

AIM_SECONDS = 2.0
ENGAGEMENTS = 1_000_000
BY = ("country", "sdg")
RUNS = 5

_FILL = (
    """
    INSERT INTO entities (id, names, category, headquarters, mandate, source, synthetic)
    SELECT 'U' || n, '{}', '', '', '', 'benchmark', true FROM generate_series(0, 63) n
    """,
    """
    INSERT INTO engagements (id, title, level, sdgs, countries, state, owner_entity, visibility, source, synthetic)
    SELECT 'e' || n, '', 'country', ARRAY[1 + (hashint4(n * 7) & 15)], ARRAY['C' || (hashint4(n) & 127)], 'active',
           'U' || (hashint4(n * 3) & 63), 'named', 'benchmark', true
    FROM generate_series(1, :count) n
    """,
    """
    INSERT INTO engagement_entities (engagement, entity, position)
    SELECT 'e' || n, 'U' || (hashint4(n * 3) & 63), 0 FROM generate_series(1, :count) n
    """,
)


def fill(owner: Engine, count: int) -> None:
    """Fill the tables of an empty database."""
    with transaction(owner, SYSTEM) as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL concert.telling = 'on'"))  # the owner is bound by row security, too
        for statement in _FILL:
            connection.execute(text(statement), {"count": count} if ":count" in statement else {})
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM ANALYZE engagements, engagement_entities"))


def in_database(engine: Engine) -> tuple[SharedCells, list[float]]:
    """Return the counts and the seconds of each run."""
    seconds = []
    for _ in range(RUNS):
        with transaction(engine, SYSTEM) as connection:
            start = time.perf_counter()
            found = shared_cells(connection, BY)
            seconds.append(time.perf_counter() - start)
    return found, seconds


def in_pandas(engine: Engine) -> tuple[SharedCells, float]:
    """Return the same counts by pandas, and how long reading and counting took."""
    start = time.perf_counter()
    statement = """
        SELECT m.entity, e.countries[1] AS country, e.sdgs[1] AS sdg
        FROM engagements e JOIN engagement_entities m ON m.engagement = e.id
    """
    with transaction(engine, SYSTEM) as connection:
        rows = pd.DataFrame(connection.execute(text(statement)).all(), columns=["entity", *BY])
    inside = rows.drop_duplicates()
    members = inside.groupby(list(BY))["entity"].agg(sorted)
    pairs: Counter[tuple[str, str]] = Counter()
    for names in members:
        pairs.update(combinations(names, 2))
    ranked = sorted(((a, b, n) for (a, b), n in pairs.items()), key=lambda pair: (-pair[2], pair[0], pair[1]))
    sizes = inside["entity"].value_counts()
    found = SharedCells(
        len(members),
        int((members.str.len() > 1).sum()),
        {name: int(sizes[name]) for name in sorted(sizes.index)},
        tuple(ranked),
        0,
    )
    return found, time.perf_counter() - start


def main() -> int:
    """Measure both and say whether the aim was reached."""
    home = Path(tempfile.mkdtemp(prefix="concert-", dir="/var/tmp"))
    settings = Settings(home)
    try:
        app = prepare(settings)
        owner = connect(settings, DatabaseRole.OWNER)
        print(f"filling {ENGAGEMENTS:,} engagements", file=sys.stderr)
        fill(owner, ENGAGEMENTS)
        counted, runs = in_database(app)
        same, pandas_seconds = in_pandas(app)
        app.dispose()
        owner.dispose()
    finally:
        stop(home)
        shutil.rmtree(home, ignore_errors=True)
    best = min(runs)
    print(f"{'method':<28}{'seconds':>10}")
    print(f"{'in the database, best of ' + str(RUNS):<28}{best:>10.2f}")
    print(f"{'in the database, median':<28}{sorted(runs)[RUNS // 2]:>10.2f}")
    print(f"{'read and counted by pandas':<28}{pandas_seconds:>10.2f}")
    result = {
        "engagements": ENGAGEMENTS,
        "cells": counted.cells,
        "shared_cells": counted.shared,
        "pairs": len(counted.pairs),
        "seconds": runs,
        "pandas_seconds": pandas_seconds,
        "same": counted == same,
        "reached": best < AIM_SECONDS and counted == same,
    }
    print(json.dumps(result))
    return 0 if result["reached"] else 1


if __name__ == "__main__":
    sys.exit(main())
