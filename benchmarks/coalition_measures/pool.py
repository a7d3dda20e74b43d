"""The pool in which coalitions are measured: the demo network and the partners of the documented cases."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from hashlib import blake2b

from data.cases import Case, read_cases
from data.countries import read_countries
from data.demo import generate
from matching.pool import Pool
from matching.records import Capability, Need, Profile
from models.cache import CachedEncoder
from models.encoder import load_encoder
from models.folder import cache_folder


@cache
def encoder() -> CachedEncoder:
    """Return the default encoder with its memory on disk."""
    return CachedEncoder(load_encoder(), cache_folder() / "vectors")


@cache
def network() -> tuple[tuple[Need, ...], tuple[Profile, ...]]:
    """Return the needs and profiles of the demo network of the usual size."""
    made = generate()
    offered: dict[str, list[Capability]] = defaultdict(list)
    for capability in made.capabilities:
        offered[capability.partner].append(capability)
    return made.needs, tuple(Profile(partner, tuple(offered[partner.id])) for partner in made.partners)


@cache
def cases() -> tuple[Case, ...]:
    """Return the documented cases in the order of the reports."""
    return read_cases()


def seen(id: str) -> bool:
    """Return whether a case or a field was looked at while words and numbers were chosen; fixed by a hash of its id."""
    return blake2b(id.encode(), digest_size=8).digest()[0] % 2 == 0


def case_profiles() -> tuple[Profile, ...]:
    """Return the partners of all cases with what each brought, in order of id."""
    offered: dict[str, list[Capability]] = defaultdict(list)
    partners = {}
    for case in cases():
        for partner, capability in zip(case.partners, case.capabilities, strict=True):
            partners[partner.id] = partner
            offered[partner.id].append(capability)
    return tuple(Profile(partners[key], tuple(offered[key])) for key in sorted(partners))


def pool_of(profiles: tuple[Profile, ...]) -> Pool:
    """Return a pool that has read its profiles, so that only questions are timed."""
    made = Pool.of(profiles, encoder(), {country.iso3: country.region for country in read_countries()})
    made.terms, made.thin, made.reading.languages  # noqa: B018 - read now
    if made.reading.ground is not None:
        made.reading.ground.chance_of_sentences  # noqa: B018 - read now
    return made


@cache
def whole_pool() -> Pool:
    """Return the pool of the demo and all case partners: about 5,090."""
    return pool_of((*network()[1], *case_profiles()))
