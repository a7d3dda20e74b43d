"""The audit log: who did what, when, to which record of whom. Added to, chained by the database, never changed."""

from __future__ import annotations

from data.audit.chain import Break, Head, digest, head, verify, verify_entries
from data.audit.noting import LONGEST, note, note_reads
from data.audit.reading import Wanted, count, entries

__all__ = [
    "LONGEST",
    "Break",
    "Head",
    "Wanted",
    "count",
    "digest",
    "entries",
    "head",
    "note",
    "note_reads",
    "verify",
    "verify_entries",
]
