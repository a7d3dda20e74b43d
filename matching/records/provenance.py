"""Where the fields of records come from: the files that were brought in, and what each row of them stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from matching.records.marks import Disclosure


class BatchState(StrEnum):
    """Where a file that was brought in stands: checked and waiting, or loaded, whole."""

    CHECKED = "checked"
    LOADED = "loaded"


class RecordKind(StrEnum):
    """The records that files can state something about."""

    PARTNER = "partner"
    CAPABILITY = "capability"
    NEED = "need"
    ENGAGEMENT = "engagement"


@dataclass(frozen=True, slots=True)
class Tally:
    """What a load does to the records of one kind: how many are new, how many change, how many stay as they are."""

    new: int = 0
    changed: int = 0
    same: int = 0

    @property
    def total(self) -> int:
        """How many records the file speaks of."""
        return self.new + self.changed + self.same


@dataclass(frozen=True, slots=True)
class Batch:
    """One file that an entity brought in; the same content read in the same way is the same batch.

    `digest` is that of the file's bytes, `stated` the day of which its statements are, `rows` how many rows or
    activities were read, `tallies` what the load did, by kind of record. Its entity owns it.
    """

    id: str
    file: str
    digest: str
    format: str
    importer: str
    rows: int
    stated: date
    checked: datetime
    disclosure: Disclosure
    state: BatchState = BatchState.CHECKED
    loaded: datetime | None = None
    tallies: Mapping[RecordKind, Tally] = field(default_factory=dict)

    @property
    def entity(self) -> str:
        """The entity for which it was brought in."""
        return self.disclosure.owner_entity


@dataclass(frozen=True, slots=True)
class Provenance:
    """What one source stated of one field of a record: who brought it, when (UTC), from which row of which file.

    `batch` is "" for what a person entered by hand; `value` is what JSON can say.
    """

    kind: RecordKind
    record: str
    field: str
    value: object
    source: str
    who: str
    at: datetime
    stated: date
    batch: str = ""
    row: int | None = None

    @property
    def by_person(self) -> bool:
        """Whether a person entered it rather than a file."""
        return not self.batch
