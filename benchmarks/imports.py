"""100,000 rows of CSV read, checked and loaded with the source of every field: under 30 s and 1 GiB.

The second load is the same file again, which has to change nothing.
"""

from __future__ import annotations

import csv
import json
import resource
import tempfile
import time
from pathlib import Path
from random import Random

import psutil

from acts import imports
from acts.act import Caller
from data import server
from data.database import prepare
from data.entities import read_entities
from data.imports.reading import read
from data.loading import load_reference
from data.settings import Settings
from matching.records import UserRole, Viewer

ROWS = 100_000
MOST_SECONDS, MOST_BYTES = 30.0, 1 << 30
_PLACES = ("Kenya", "Mali", "Peru", "Nepal", "Viet Nam", "Sénégal", "Jordan", "Fiji")
_WHAT = ("cold stores for farmers", "mobile payments", "water pumps", "training of nurses", "solar lamps")


def write(path: Path, rows: int) -> None:
    """Write an invented list of companies, each with what it can do."""
    chance = Random(7)  # noqa: S311 - an invented list, the same every time
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["id", "name", "type", "country", "countries", "sdgs", "sectors", "what you can do"])
        for number in range(rows):
            place, other, what = chance.choice(_PLACES), chance.choice(_PLACES), chance.choice(_WHAT)
            goals = f"{chance.randint(1, 17)};{chance.randint(1, 17)}"
            text = f"We offer {what} in {place} and {other}, line {number}, with our own people and stores."
            lines.writerow([number, f"Invented {number} Ltd", "Company", place, other, goals, "Energy; Trade", text])


def main() -> int:
    """Measure; 1 when a bound is missed."""
    with tempfile.TemporaryDirectory(prefix="concert-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)  # the database runs as a user of its own
        home, path = Path(folder) / "h", Path(folder) / "list.csv"
        write(path, ROWS)
        engine = prepare(Settings(home))
        try:
            load_reference(engine, read_entities())
            by = Caller(engine, Viewer("bench", UserRole.FOCAL_POINT, "UNICEF"), signed_in=False)
            begun = time.perf_counter()
            found = read(path, path.name)
            was_read = time.perf_counter()
            batch = imports.check_in(by, "UNICEF", found, path, name=path.name, mapped=None)
            kept = time.perf_counter()
            done = imports.load(by, batch, keep=True)
            loaded = time.perf_counter()
            again = imports.load(by, batch, keep=True)
            repeated = time.perf_counter()
        finally:
            engine.dispose()
            server.stop(home)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    seconds = loaded - begun
    print(f"{ROWS:,} rows: read and checked in {was_read - begun:.1f} s, kept in {kept - was_read:.1f} s,")
    print(f"loaded in {loaded - kept:.1f} s; together {seconds:.1f} s (at most {MOST_SECONDS:.0f})")
    print(f"the same file again {repeated - loaded:.2f} s, changed nothing: {again.again}")
    print(f"memory {own / 2**20:.0f} MiB, of the reader {child / 2**20:.0f} MiB (together at most 1,024)")
    print(f"machine: load {psutil.getloadavg()[0]:.1f} on {psutil.cpu_count()} cores; new: {done.tallies}")
    fine = seconds < MOST_SECONDS and own + child < MOST_BYTES and again.again
    print(json.dumps({"rows": ROWS, "seconds": round(seconds, 1), "mib": round((own + child) / 2**20), "fine": fine}))
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
