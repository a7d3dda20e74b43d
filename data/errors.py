"""What can go wrong with the store, in the words of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches


class NotFoundError(LookupError):
    """There is no record with this id, or none that the viewer may see: the two are never told apart."""

    def __init__(self, what: str, id: str, known: Sequence[str] = ()) -> None:
        self.what = what
        self.id = id
        near = get_close_matches(id, known, n=3, cutoff=0.5)
        hint = f"; did you mean {', '.join(near)}?" if near else f" among {len(known):,}" if known else ""
        super().__init__(f"there is no {what} {id!r}{hint}")


class TakenError(ValueError):
    """Ids of new records belong to records of another set, or to some that people entered: those stay as they are."""

    def __init__(self, what: str, ids: Sequence[str]) -> None:
        self.ids = tuple(ids)
        shown = ", ".join(ids[:5]) + (f" and {len(ids) - 5:,} more" if len(ids) > 5 else "")
        super().__init__(f"{what} ids taken by records of another set: {shown}; nothing was changed, choose other ids")


class StaleError(RuntimeError):
    """Somebody else has changed the record since it was read; nothing was saved."""

    def __init__(self, what: str, id: str, seen: int, now: int) -> None:
        self.seen, self.now = seen, now
        super().__init__(
            f"{what} {id!r} was changed by somebody else: you have version {seen}, there is version {now}; "
            "open the new one and make your change again"
        )


class LoadError(ValueError):
    """A set of records that does not hold together; nothing of it was loaded."""


class ServerError(RuntimeError):
    """The embedded database server could not be made, started or stopped; the message names the way out."""


class OtherVersionError(ServerError):
    """The database folder was made by another major version of PostgreSQL."""


class RoleError(RuntimeError):
    """A database role has more rights than Concert lets it have."""


class SchemaError(RuntimeError):
    """The tables in the database are not those that this release of Concert knows."""


class SecretsError(RuntimeError):
    """The file with secrets is missing, open to others, or not readable as one."""
