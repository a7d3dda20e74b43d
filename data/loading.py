"""Sets of records that come with Concert, loaded once an edition: all of a set in one transaction, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from data import bulk, capabilities, columns, engagements, needs, partners
from data.approaches import saving
from data.approaches.saving import ApproachRegister
from data.cases import Case
from data.database import transaction
from data.errors import LoadError
from data.integrity import diligence
from data.integrity.diligence import Diligence
from data.local import Provision, networks, provision
from matching.records import SYSTEM, Capability, Engagement, Entity, Need, Partner

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class SetName(StrEnum):
    """The sets. What people enter belongs to none of them, and no load changes it."""

    REFERENCE = "reference"
    CASES = "cases"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """A set that was loaded: which edition of it, how many records, and when."""

    name: SetName
    edition: str
    records: int
    at: datetime


class InventedNetwork(Protocol):
    """A whole network of invented records, as the demo makes it."""

    @property
    def partners(self) -> Sequence[Partner]:
        """Return the partners."""
        ...

    @property
    def capabilities(self) -> Sequence[Capability]:
        """Return what they can do."""
        ...

    @property
    def needs(self) -> Sequence[Need]:
        """Return what entities seek."""
        ...

    @property
    def engagements(self) -> Sequence[Engagement]:
        """Return the partnerships."""
        ...


@dataclass(frozen=True, slots=True)
class _Records:
    """What a set holds; the sequences that it has none of are empty."""

    entities: Sequence[Entity] = ()
    partners: Sequence[Partner] = ()
    capabilities: Sequence[Capability] = ()
    needs: Sequence[Need] = ()
    engagements: Sequence[Engagement] = ()
    register: ApproachRegister | None = None
    diligence: Diligence | None = None
    provision: Provision | None = None

    def __iter__(self) -> Iterator[DataclassInstance]:
        for group in (self.entities, self.partners, self.capabilities, self.needs, self.engagements):
            yield from group
        if self.register is not None:
            yield from self.register.approaches
        if self.diligence is not None:
            yield from self.diligence.facts
        if self.provision is not None:
            yield from self.provision.networks
            yield from self.provision.standbys

    def __len__(self) -> int:
        return sum(1 for _ in self)


_SAVE_ENTITIES = text("""
    INSERT INTO entities (id, names, aliases, category, headquarters, mandate, strengths, sdgs, countries,
                          source, synthetic, loaded_set)
    SELECT id, names, aliases, category, headquarters, mandate, strengths, sdgs, countries,
           source, synthetic, loaded_set
    FROM json_populate_recordset(NULL::entities, CAST(:rows AS json))
    ON CONFLICT (id) DO UPDATE SET
        (names, aliases, category, headquarters, mandate, strengths, sdgs, countries, source, synthetic) =
        ROW (EXCLUDED.names, EXCLUDED.aliases, EXCLUDED.category, EXCLUDED.headquarters, EXCLUDED.mandate,
             EXCLUDED.strengths, EXCLUDED.sdgs, EXCLUDED.countries, EXCLUDED.source, EXCLUDED.synthetic)
    WHERE entities.loaded_set IS NOT DISTINCT FROM EXCLUDED.loaded_set
    RETURNING id
""")
# In this order nothing refers any more to what goes. Organisations that records of another set refer to stay.
_CLEAR = (
    *saving.CLEAR,
    *diligence.CLEAR,
    *provision.CLEAR,
    text("DELETE FROM engagements WHERE loaded_set = :name"),
    text("DELETE FROM needs WHERE loaded_set = :name"),
    text("DELETE FROM capabilities WHERE loaded_set = :name"),
    text("""
        DELETE FROM partners p WHERE loaded_set = :name
        AND NOT EXISTS (SELECT FROM engagement_members m WHERE m.partner = p.id)
        AND NOT EXISTS (SELECT FROM capabilities c WHERE c.partner = p.id)
        AND NOT EXISTS (SELECT FROM approaches a WHERE a.partner = p.id)
        AND NOT EXISTS (SELECT FROM quiet_periods q WHERE q.partner = p.id)
        AND NOT EXISTS (SELECT FROM top_tier t WHERE t.partner = p.id)
        AND NOT EXISTS (SELECT FROM facts f WHERE f.partner = p.id)
        AND NOT EXISTS (SELECT FROM flags f WHERE f.partner = p.id)
        AND NOT EXISTS (SELECT FROM screenings s WHERE s.partner = p.id)
        AND NOT EXISTS (SELECT FROM standbys s WHERE s.partner = p.id)
        AND NOT EXISTS (SELECT FROM consultations c WHERE c.partner = p.id)
        AND NOT EXISTS (SELECT FROM stated_links l WHERE p.id IN (l.partner, l.other))
        AND NOT EXISTS (SELECT FROM affiliates a JOIN partners o ON o.id = a.partner
                        WHERE a.affiliate = p.id AND o.loaded_set IS DISTINCT FROM :name)
    """),
    text("""
        DELETE FROM entities e WHERE loaded_set = :name
        AND NOT EXISTS (SELECT FROM needs n WHERE n.entity = e.id)
        AND NOT EXISTS (SELECT FROM engagements g WHERE g.owner_entity = e.id)
        AND NOT EXISTS (SELECT FROM engagement_entities g WHERE g.entity = e.id)
        AND NOT EXISTS (SELECT FROM approaches a WHERE a.entity = e.id OR a.owner_entity = e.id)
        AND NOT EXISTS (SELECT FROM talk_parties t WHERE t.entity = e.id)
        AND NOT EXISTS (SELECT FROM flags f WHERE f.owner_entity = e.id)
        AND NOT EXISTS (SELECT FROM screenings s WHERE s.entity = e.id OR s.owner_entity = e.id)
        AND NOT EXISTS (SELECT FROM consultations c WHERE e.id IN (c.entity, c.asked, c.owner_entity))
    """),
)
_REMEMBER = text("""
    INSERT INTO loaded_sets (name, edition, records) VALUES (:name, :edition, :records)
    ON CONFLICT (name) DO UPDATE SET edition = EXCLUDED.edition, records = EXCLUDED.records, loaded_at = now()
""")


def loaded(engine: Engine) -> dict[SetName, LoadedSet]:
    """Return the sets that were loaded."""
    with transaction(engine, SYSTEM) as connection:
        rows = connection.execute(text("SELECT name, edition, records, loaded_at FROM loaded_sets ORDER BY name"))
        return {SetName(row.name): LoadedSet(SetName(row.name), *row[1:]) for row in rows}


def load_reference(engine: Engine, entities: Sequence[Entity]) -> bool:
    """Load the UN entities; return whether anything had to be done.

    :raises LoadError: If a record refers to one that is not there.
    :raises TakenError: If people have entered a record with the same id.
    """
    records = _Records(entities=entities)
    return _load(engine, SetName.REFERENCE, edition_of(records), records)


def load_cases(engine: Engine, cases: Sequence[Case]) -> bool:
    """Load the documented cases with their partners and needs; return whether anything had to be done.

    :raises LoadError: If a record refers to one that is not there, such as an entity before the reference is loaded.
    :raises TakenError: If people have entered a record with the same id.
    """
    records = _Records(
        partners=tuple({partner.id: partner for case in cases for partner in case.partners}.values()),
        capabilities=tuple(capability for case in cases for capability in case.capabilities),
        needs=tuple(case.need for case in cases),
        engagements=tuple(case.engagement for case in cases),
        provision=Provision(networks.read_stated()) if cases else None,
    )
    return _load(engine, SetName.CASES, edition_of(records), records)


def load_demo(
    engine: Engine,
    network: InventedNetwork,
    edition: str = "",
    register: ApproachRegister | None = None,
    diligence: Diligence | None = None,
    *,
    provision: Provision | None = None,
) -> bool:
    """Load a demo network with all that belongs to it in place of the one before; return whether it had to.

    `edition` names what the network was made from; give it to skip making the network when `loaded` has it already.

    :raises LoadError: If a record refers to one that is not there.
    :raises TakenError: If people have entered a record with the same id.
    """
    records = _Records(
        partners=network.partners,
        capabilities=network.capabilities,
        needs=network.needs,
        engagements=network.engagements,
        register=register,
        diligence=diligence,
        provision=provision,
    )
    return _load(engine, SetName.DEMO, edition or edition_of(records), records)


def remove(engine: Engine, name: SetName) -> None:
    """Remove a set, except organisations that records of people refer to."""
    with transaction(engine, SYSTEM) as connection:
        _lock(connection, name)
        _clear(connection, name)
        left = text(
            "SELECT EXISTS (SELECT FROM partners WHERE loaded_set = :name)"
            " OR EXISTS (SELECT FROM entities WHERE loaded_set = :name)"
        )
        if connection.scalar(left, {"name": name}):
            connection.execute(_REMEMBER, {"name": name, "edition": "removed", "records": 0})
        else:
            connection.execute(text("DELETE FROM loaded_sets WHERE name = :name"), {"name": name})


def edition_of(records: Iterable[DataclassInstance]) -> str:
    """Return a short text that changes whenever one of the records does, and stays the same from run to run."""
    digest = blake2b(digest_size=16)
    for record in records:
        digest.update(json.dumps([type(record).__name__, asdict(record)], default=_in_order).encode())
    return digest.hexdigest()


def _in_order(value: object) -> object:
    """Return what JSON cannot say: a set in order, since its own order changes from run to run, else the text."""
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _load(engine: Engine, name: SetName, edition: str, records: _Records) -> bool:
    try:
        with transaction(engine, SYSTEM) as connection:
            _lock(connection, name)
            known = connection.scalar(text("SELECT edition FROM loaded_sets WHERE name = :name"), {"name": name})
            if known == edition:
                return False
            connection.execute(_REMEMBER, {"name": name, "edition": edition, "records": len(records)})
            _clear(connection, name)
            bulk.save(connection, _SAVE_ENTITIES, [_entity(entity, name) for entity in records.entities], "entity")
            partners.save_many(connection, records.partners, name)
            capabilities.save_many(connection, records.capabilities, name)
            needs.save_many(connection, records.needs, name)
            engagements.save_many(connection, records.engagements, name)
            if records.register is not None:
                saving.save(connection, records.register, name)
            if records.diligence is not None:
                diligence.save(connection, records.diligence, name)
            if records.provision is not None:
                provision.save(connection, records.provision, name)
            connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    except IntegrityError as error:
        diagnosis = getattr(error.orig, "diag", None)
        detail = _unknown(engine, records) or getattr(diagnosis, "message_detail", None) or error.orig
        raise LoadError(f"the set {name.value!r} was not loaded, nothing was changed: {detail}") from None
    return True


def _unknown(engine: Engine, records: _Records) -> str:
    """Return which partners a set refers to that are nowhere: of tables with row security no key is told."""
    named = {each.partner for each in records.capabilities}
    named |= {member.partner for each in records.engagements for member in each.members}
    named -= {each.id for each in records.partners}
    with transaction(engine, SYSTEM) as connection:
        known = connection.scalars(text("SELECT id FROM partners WHERE id = ANY(:ids)"), {"ids": sorted(named)})
        missing = sorted(named - set(known))
    return f"partner ({', '.join(missing[:5])}) is not present" if missing else ""


def _clear(connection: Connection, name: SetName) -> None:
    for statement in _CLEAR:
        connection.execute(statement, {"name": name})


def _lock(connection: Connection, name: SetName) -> None:
    """Let two loads of one set follow each other, and give a large set its time."""
    connection.execute(text("SET LOCAL statement_timeout = '10min'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('concert.load'), hashtext(:name))"), {"name": name})


def _entity(entity: Entity, name: SetName) -> columns.Row:
    return {
        "id": entity.id,
        "names": entity.names,
        "aliases": entity.aliases,
        "category": entity.category,
        "headquarters": entity.headquarters,
        "mandate": entity.mandate,
        "strengths": entity.strengths,
        "sdgs": entity.sdgs,
        "countries": entity.countries,
        "loaded_set": name,
    } | columns.of_origin(entity.origin)
