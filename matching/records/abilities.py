"""Abilities: the things that partners do or supply and needs ask for, by one name in all languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ability:
    """A thing that a partner does or supplies; `named` holds its name and synonyms by code of language."""

    id: str
    named: Mapping[str, tuple[str, ...]]
