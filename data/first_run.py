"""Filling an empty database with what comes with Concert; repeated, it does only what has changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path

from sqlalchemy import Engine

from data import demo
from data.cases import read_cases
from data.entities import read_entities
from data.loading import SetName, load_cases, load_demo, load_reference, loaded

Tell = Callable[[str], None]

SEED, PARTNERS = 0, 5000
_CHOSEN = re.compile(r"seed (\d+), (\d+) partners")


def fill(engine: Engine, tell: Tell, with_demo: bool = True) -> None:
    """Load the reference, the documented cases and the demo network, each in one transaction, where they are not yet.

    :raises LoadError: If a set does not hold together; the sets before it stay loaded.
    """
    if load_reference(engine, read_entities()):
        tell(f"Loaded {len(read_entities())} UN entities")
    if load_cases(engine, read_cases()):
        tell(f"Loaded {len(read_cases())} documented partnerships")
    if with_demo:
        fill_demo(engine, tell, *_chosen(engine))


def fill_demo(engine: Engine, tell: Tell, seed: int = SEED, partners: int = PARTNERS) -> bool:
    """Load the demo network of this seed and size in place of the one before; return whether that changed anything."""
    today = datetime.now(UTC).date()
    # Approaches live for months: once a month the same ones are laid around the day of loading again.
    edition = f"seed {seed}, {partners} partners, {_made_by()}, {today:%Y-%m}"
    known = loaded(engine).get(SetName.DEMO)
    if known is not None and known.edition == edition:
        return False
    share = partners / 5000
    needs, engagements = max(1, round(600 * share)), max(1, round(1500 * share))
    tell(f"Making the demo network: {partners:,} invented partners, {needs:,} needs, {engagements:,} engagements")
    network = demo.generate(seed, partners, needs, engagements)
    tell("Loading it")
    days = (today - network.today).days
    made = network.register.moved(days), network.diligence.moved(days)
    return load_demo(engine, network, edition, *made, provision=network.provision.moved(days))


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
