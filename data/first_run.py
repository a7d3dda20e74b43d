"""Filling an empty database with what comes with Concert; repeated, it does only what has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Engine, column, func, select, table, text

from data import demo
from data.cases import read_cases
from data.database import transaction
from data.entities import read_entities
from data.loading import SetName, load_cases, load_demo, load_reference, loaded
from matching.records import SYSTEM

Tell = Callable[[str], None]

SEED, PARTNERS = 0, 5000
_CHOSEN = re.compile(r"seed (\d+), (\d+) partners")


# Every record says whether it is invented, and those that came with Concert in which set.
_TABLES = text("""
    SELECT table_name, bool_or(column_name = 'loaded_set') FROM information_schema.columns
    WHERE table_schema = current_schema() GROUP BY table_name HAVING bool_or(column_name = 'synthetic')
    ORDER BY table_name COLLATE "C"
""")


class OwnRecordsError(ValueError):
    """A database holds records that people brought in, and nobody has said that invented ones may stand beside them."""

    def __init__(self, held: Mapping[str, int]) -> None:
        self.held = dict(held)
        shown = ", ".join(f"{name.replace('_', ' ')}: {count:,}" for name, count in held.items())
        super().__init__(
            f"this database holds records that are not invented ({shown}); no demo network was loaded beside them. "
            "If you do want it there: concert demo --beside-own-records"
        )


def fill(engine: Engine, tell: Tell) -> None:
    """Load the reference and the documented cases, each in one transaction, where they are not yet; nothing invented.

    :raises LoadError: If a set does not hold together; the sets before it stay loaded.
    """
    if load_reference(engine, read_entities()):
        tell(f"Loaded {len(read_entities())} UN entities")
    if load_cases(engine, read_cases()):
        tell(f"Loaded {len(read_cases())} documented partnerships")


def fill_demo(
    engine: Engine,
    tell: Tell,
    seed: int | None = None,
    partners: int | None = None,
    *,
    beside_own: bool = False,
) -> bool:
    """Load the demo network of this seed and size in place of the one before; return whether that changed anything.

    Seed and size are those of the one before unless told; with `beside_own` it may stand beside real records.

    :raises OwnRecordsError: If people have brought in records and `beside_own` is not said. Nothing was changed then.
    :raises LoadError: If the network does not hold together.
    """
    before = _chosen(engine)
    seed, partners = before[0] if seed is None else seed, before[1] if partners is None else partners
    today = datetime.now(UTC).date()
    # Approaches live for months: once a month the same ones are laid around the day of loading again.
    edition = f"seed {seed}, {partners} partners, {_made_by()}, {today:%Y-%m}"
    known = loaded(engine).get(SetName.DEMO)
    if known is not None and known.edition == edition:
        return False
    if not beside_own and (held := own_records(engine)):
        raise OwnRecordsError(held)
    share = partners / 5000
    needs, engagements = max(1, round(600 * share)), max(1, round(1500 * share))
    tell(f"Making the demo network: {partners:,} invented partners, {needs:,} needs, {engagements:,} engagements")
    network = demo.generate(seed, partners, needs, engagements)
    tell("Loading it")
    days = (today - network.today).days
    made = network.register.moved(days), network.diligence.moved(days)
    return load_demo(engine, network, edition, *made, provision=network.provision.moved(days))


def own_records(engine: Engine) -> dict[str, int]:
    """Return how many records, by table, are neither invented nor came with Concert; empty tables are left out."""
    found = {}
    with transaction(engine, SYSTEM) as connection:
        for name, of_sets in connection.execute(_TABLES).all():
            real = select(func.count()).select_from(table(name)).where(~column("synthetic"))
            found[name] = connection.scalar(real.where(column("loaded_set").is_(None)) if of_sets else real) or 0
    return {name: count for name, count in found.items() if count}


def _chosen(engine: Engine) -> tuple[int, int]:
    """Return the seed and size of the demo network that is there: who asked for another than ours wants to keep it."""
    known = loaded(engine).get(SetName.DEMO)
    found = _CHOSEN.match(known.edition) if known else None
    return (int(found[1]), int(found[2])) if found else (SEED, PARTNERS)


@cache
def _made_by() -> str:
    """Return a fingerprint of the generator, so that a new release brings its own network."""
    digest = blake2b(digest_size=8)
    for path in sorted(Path(demo.__file__).parent.rglob("*")):
        if path.suffix in {".py", ".csv", ".yaml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()
