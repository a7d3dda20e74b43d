"""Under which id a merged record is found: every reader of partners asks here, and nothing that they read changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

# A survivor that is gone, such as one of a set that was loaded anew, hides nobody.
_READ = text("""
    SELECT r.partner, r.survivor FROM partner_redirects r JOIN partners p ON p.id = r.survivor ORDER BY r.partner
""")
_STAMP = text("""
    SELECT md5(coalesce(string_agg(partner || '>' || survivor, ' ' ORDER BY partner), '')) FROM partner_redirects
""")


@dataclass(frozen=True, slots=True)
class Redirects:
    """The survivor of each merged id, and all ids of each survivor."""

    survivors: Mapping[str, str]
    merged: Mapping[str, tuple[str, ...]]

    def of(self, id: str) -> str:
        """Return the id under which a record is found: its own, unless it was merged."""
        return self.survivors.get(id, id)

    def all_of(self, ids: Iterable[str]) -> list[str]:
        """Return all ids of the organisations that some ids belong to, each once, in order."""
        survivors = set(map(self.of, ids))
        return sorted(survivors.union(*(self.merged.get(survivor, ()) for survivor in survivors)))

    def once(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the survivors of some ids, each once, in the order in which they first stand."""
        return tuple(dict.fromkeys(map(self.of, ids)))


def redirects_stamp(connection: Connection) -> str:
    """Return a text that changes whenever a record is merged or parted; the same for everybody."""
    return str(connection.scalar(_STAMP))


def redirects(connection: Connection) -> Redirects:
    """Return the redirects that hold; few, since few records are merged."""
    survivors = {row.partner: row.survivor for row in connection.execute(_READ)}
    merged: dict[str, list[str]] = defaultdict(list)
    for partner, survivor in survivors.items():
        merged[survivor].append(partner)
    return Redirects(survivors, {survivor: tuple(found) for survivor, found in merged.items()})
