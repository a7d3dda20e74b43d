"""Whom a file that comes in means by its names."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Connection

from commandline.resolve import open_world
from data import identity, partners
from data.imports.resolving import Resolver, by_answers
from matching.identity import Register, resolve_mentions


def resolver(connection: Connection) -> Resolver:
    """Return who knows the partners that are not invented, and what people have judged of names."""
    known = [partner for partner in partners.all_(connection) if not partner.origin.synthetic]
    register = Register.of(known, open_world(), identity.judgements(connection))
    return by_answers(partial(resolve_mentions, register))
