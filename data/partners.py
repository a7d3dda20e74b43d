"""Partners and their names, and with their capabilities their profiles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from data import bulk, capabilities, columns
from data.bulk import batches
from data.errors import NotFoundError
from data.identity.redirects import combined, redirects
from matching.records import Affiliate, Kind, Partner, Profile, Size

_READ = """
    SELECT id, name, kind, size, country, countries, sectors, sdgs, identifiers, website, women_led, source, synthetic
    FROM partners
"""
_ALL = text(f'{_READ} ORDER BY id COLLATE "C"')
_SOME = text(f'{_READ} WHERE id = ANY(:ids) ORDER BY id COLLATE "C"')
# :ids is NULL for all of them.
_ALIASES = text("""
    SELECT partner, alias FROM partner_aliases
    WHERE CAST(:ids AS text[]) IS NULL OR partner = ANY(:ids) ORDER BY partner, position
""")
_AFFILIATES = text("""
    SELECT partner, affiliate, share FROM affiliates
    WHERE CAST(:ids AS text[]) IS NULL OR partner = ANY(:ids) ORDER BY partner, position
""")
_SAVE = text("""
    INSERT INTO partners (id, name, kind, size, country, countries, sectors, sdgs, identifiers, website, women_led,
                          source, synthetic, loaded_set)
    SELECT id, name, kind, size, country, countries, sectors, sdgs, identifiers, website, women_led,
           source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::partners, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET
        (name, kind, size, country, countries, sectors, sdgs, identifiers, website, women_led, source, synthetic) =
        ROW (EXCLUDED.name, EXCLUDED.kind, EXCLUDED.size, EXCLUDED.country, EXCLUDED.countries, EXCLUDED.sectors,
             EXCLUDED.sdgs, EXCLUDED.identifiers, EXCLUDED.website, EXCLUDED.women_led, EXCLUDED.source,
             EXCLUDED.synthetic)
    WHERE partners.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
    RETURNING id
""")
_SAVE_ALIASES = text("""
    INSERT INTO partner_aliases (partner, position, alias)
    SELECT partner, position, alias FROM json_populate_recordset(NULL::partner_aliases, CAST(:rows AS json))
""")
_SAVE_AFFILIATES = text("""
    INSERT INTO affiliates (partner, affiliate, position, share)
    SELECT partner, affiliate, position, share FROM json_populate_recordset(NULL::affiliates, CAST(:rows AS json))
""")
# An exact name first, then one that begins so, then one that contains it; the shorter before the longer.
_FIND = text("""
    SELECT id FROM (
        SELECT p.id, p.name, min(CASE
            WHEN lower(n.name) = lower(:name) THEN 0
            WHEN starts_with(lower(n.name), lower(:name)) THEN 1
            ELSE 2 END) AS closeness
        FROM partners p
        JOIN (SELECT id AS partner, name FROM partners UNION ALL SELECT partner, alias FROM partner_aliases) n
            ON n.partner = p.id
        WHERE strpos(lower(n.name), lower(:name)) > 0
        GROUP BY p.id, p.name
    ) found
    ORDER BY closeness, length(name), id COLLATE "C" LIMIT :limit
""")


def all_(connection: Connection) -> tuple[Partner, ...]:
    """Return every partner that the viewer may see, in order of id; merged records as one."""
    return combined(_records(connection, connection.execute(_ALL).all(), None), redirects(connection))


def stream(connection: Connection) -> Iterator[Partner]:
    """Yield every partner record, in order of id, without holding them all; merged ones each as it was stated."""
    for rows in batches(connection, _ALL):
        yield from _records(connection, rows, [row.id for row in rows])


def some(connection: Connection, ids: Sequence[str]) -> tuple[Partner, ...]:
    """Return those of the partners that exist, in order of id; an old id finds the record it was merged into."""
    merged = redirects(connection)
    return combined(each_of(connection, merged.all_of(ids)), merged)


def each_of(connection: Connection, ids: Sequence[str]) -> tuple[Partner, ...]:
    """Return those of the records that exist, in order of id, each as it was stated, merged or not."""
    return _records(connection, connection.execute(_SOME, {"ids": list(ids)}).all(), list(ids))


def get(connection: Connection, id: str) -> Partner:
    """Return a partner.

    :raises NotFoundError: If there is none with this id, with ids like it.
    """
    found = some(connection, [id])
    if not found:
        raise NotFoundError("partner", id, connection.scalars(text("SELECT id FROM partners ORDER BY id")).all())
    return found[0]


def find_by_name(connection: Connection, name: str, limit: int = 20) -> tuple[Partner, ...]:
    """Return at most `limit` partners with `name` in their name or an alias, whatever the case; best first."""
    if not name.strip():
        return ()
    ids = connection.scalars(_FIND, {"name": name.strip(), "limit": limit}).all()
    found = {partner.id: partner for partner in some(connection, ids)}
    return tuple(found[key] for key in redirects(connection).once(ids))


def profiles(connection: Connection) -> tuple[Profile, ...]:
    """Return every partner with its capabilities, in order of id."""
    offered = defaultdict(list)
    merged = redirects(connection)
    for capability in capabilities.all_(connection):
        survivor = merged.of(capability.partner)
        own = survivor == capability.partner
        offered[survivor].append(capability if own else replace(capability, partner=survivor))
    return tuple(Profile(partner, tuple(offered[partner.id])) for partner in all_(connection))


def count(connection: Connection) -> int:
    """Return the number of partners that the viewer may see, merged records counted once."""
    records = connection.scalar(text("SELECT count(*) FROM partners")) or 0
    return records - len(redirects(connection).survivors)


def save_many(connection: Connection, partners: Sequence[Partner], loaded_set: str | None = None) -> None:
    """Add partners, or replace those of the same set; None is the set of what people entered.

    :raises TakenError: If an id belongs to another set.
    """
    ids = bulk.save(connection, _SAVE, [_columns(partner, loaded_set) for partner in partners], "partner")
    connection.execute(text("DELETE FROM partner_aliases WHERE partner = ANY(:ids)"), {"ids": ids})
    connection.execute(text("DELETE FROM affiliates WHERE partner = ANY(:ids)"), {"ids": ids})
    bulk.insert(
        connection,
        _SAVE_ALIASES,
        (
            {"partner": partner.id, "position": position, "alias": alias}
            for partner in partners
            for position, alias in enumerate(partner.aliases)
        ),
    )
    bulk.insert(
        connection,
        _SAVE_AFFILIATES,
        (
            {"partner": partner.id, "position": position, "affiliate": link.partner, "share": link.share}
            for partner in partners
            for position, link in enumerate(partner.affiliates)
        ),
    )


def _columns(partner: Partner, loaded_set: str | None) -> columns.Row:
    return {
        "id": partner.id,
        "name": partner.name,
        "kind": partner.kind,
        "size": partner.size,
        "country": partner.country,
        "countries": partner.countries,
        "sectors": partner.sectors,
        "sdgs": partner.sdgs,
        "identifiers": partner.identifiers,
        "website": partner.website,
        "women_led": partner.women_led,
        "loaded_set": loaded_set,
    } | columns.of_origin(partner.origin)


def _records(connection: Connection, rows: Sequence[Any], ids: list[str] | None) -> tuple[Partner, ...]:
    """Return the partners of rows; `ids` bounds what else is read, None reads it all."""
    aliases: dict[str, list[str]] = defaultdict(list)
    affiliates: dict[str, list[Affiliate]] = defaultdict(list)
    for partner, alias in connection.execute(_ALIASES, {"ids": ids}):
        aliases[partner].append(alias)
    for partner, affiliate, share in connection.execute(_AFFILIATES, {"ids": ids}):
        affiliates[partner].append(Affiliate(affiliate, share))
    return tuple(
        Partner(
            id=row.id,
            name=row.name,
            kind=Kind(row.kind),
            origin=columns.origin(row),
            size=Size(row.size) if row.size else None,
            country=row.country,
            countries=tuple(row.countries),
            sectors=tuple(row.sectors),
            sdgs=tuple(row.sdgs),
            aliases=tuple(aliases[row.id]),
            identifiers=row.identifiers,
            website=row.website,
            women_led=row.women_led,
            affiliates=tuple(affiliates[row.id]),
        )
        for row in rows
    )
