"""What row-level security costs the leadership page: the same rows read and worked up with it and without, in one run.

`python -m benchmarks.row_security` prepares a database of its own with an invented network of 5,000 partners and takes
every row away that may not be named, so that both readings return the same. Rounds alternate; the ratio of medians
counts. The aim: less than 30 % on top, for the page's whole work (reading, overlaps, plan) from empty caches.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sqlalchemy import Engine, text

from acts.coordination import register
from dashboard import resources
from dashboard.coordination import queries as coordination
from data import database
from data.database import prepare, transaction
from data.server import DatabaseRole, control
from data.settings import Settings
from matching.records import SYSTEM

AIM, ROUNDS = 1.30, 15
VEILED = ("approaches", "engagements", "screenings", "flags")


def level(engine: Engine) -> int:
    """Take every row away that the leadership may not read; return how many went."""
    with transaction(engine, SYSTEM) as connection:
        gone = 0
        for table in VEILED:
            statement = f"DELETE FROM {table} WHERE visibility <> 'named'"  # noqa: S608 - names from the line above
            gone += connection.execute(text(statement)).rowcount
    return gone


def secure(owner: Engine, verb: str) -> None:
    """Switch row security on or off on every table that has it."""
    with owner.begin() as connection:
        tables = connection.scalars(
            text("SELECT relname FROM pg_class WHERE relforcerowsecurity AND relnamespace = 'concert'::regnamespace")
        ).all()
        for table in tables:
            connection.execute(text(f"ALTER TABLE concert.{table} {verb} ROW LEVEL SECURITY"))


def reading() -> object:
    """Read what the page reads."""
    return register(resources.everybody(), frozenset())


def page() -> object:
    """Read and work up what the page shows first."""
    coordination._situation.clear()
    found = coordination.situation()
    return found.collisions, found.plan(2), found.history


def compare(owner: Engine, work: Callable[[], object]) -> tuple[float, float]:
    """Return the median seconds of some work without row security and with it; rounds alternate."""
    seconds: dict[str, list[float]] = {"DISABLE": [], "ENABLE": []}
    work()
    for _ in range(ROUNDS):
        for verb, kept in seconds.items():
            secure(owner, verb)
            work()
            start = time.perf_counter()
            work()
            kept.append(time.perf_counter() - start)
    return median(seconds["DISABLE"]), median(seconds["ENABLE"])


def main() -> int:
    """Measure and print; 1 if the page misses its aim."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    logging.disable(logging.WARNING)
    home = Path(tempfile.mkdtemp(prefix="concert-bench-"))
    os.environ["CONCERT_HOME"] = str(home)
    try:
        subprocess.run([sys.executable, "-m", "concert", "demo"], stdout=subprocess.DEVNULL, check=True)
        engine, owner = prepare(Settings(home)), database.connect(Settings(home), DatabaseRole.OWNER)
        print(f"{level(engine):,} rows that may not be named taken away")
        result = {}
        for name, work in (("reading", reading), ("page", page)):
            without, within = compare(owner, work)
            result[name] = {"without_s": without, "with_s": within, "ratio": within / without}
            print(f"{name}: {without * 1000:.1f} ms without, {within * 1000:.1f} ms with, ratio {within / without:.2f}")
        engine.dispose()
        owner.dispose()
    finally:
        control.stop(home)
        shutil.rmtree(home)
    met = result["page"]["ratio"] < AIM
    print(f"aim: the page below {AIM:.2f}: {'met' if met else 'missed'}")
    print(json.dumps(result))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
