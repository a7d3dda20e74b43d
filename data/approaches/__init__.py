"""Who intends to ask whom for what: the register of approaches, its talks, and the log of every step."""

from __future__ import annotations

from data.approaches.deciding import Decide, decide, lock, tick
from data.approaches.reading import all_, events, get, live, of_entity, some, stamp, stream
from data.approaches.saving import keep_events, save_many

__all__ = [
    "Decide",
    "all_",
    "decide",
    "events",
    "get",
    "keep_events",
    "live",
    "lock",
    "of_entity",
    "save_many",
    "some",
    "stamp",
    "stream",
    "tick",
]
