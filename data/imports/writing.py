"""Records of one part of a batch into their tables: new, changed or the same, every statement kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from data import capabilities, engagements, needs, partners, provenance
from data.imports import making
from data.imports.assembling import Built
from data.provenance import Statement
from matching.records import (
    Batch,
    Capability,
    Engagement,
    Need,
    Origin,
    Partner,
    Provenance,
    RecordKind,
    Tally,
    Visibility,
)

# Which of several sources of one field holds; `matching.provenance.choose` is the one that Concert uses.
Chooser = Callable[[Sequence[Provenance]], Provenance]
Record = Partner | Capability | Need | Engagement

# What a record without a known source states was entered by people, some day before any file.
_LONG_AGO = date(1900, 1, 1)
_SETS = {
    kind: text(f"SELECT id, loaded_set FROM {table} WHERE id = ANY(:ids)")  # noqa: S608 - names of tables of ours
    for kind, table in (
        (RecordKind.PARTNER, "partners"),
        (RecordKind.CAPABILITY, "capabilities"),
        (RecordKind.NEED, "needs"),
        (RecordKind.ENGAGEMENT, "engagements"),
    )
}


@dataclass
class Writer:
    """Writes one batch; `touched` are the ids of what it speaks of, `twice` those that several rows name."""

    connection: Connection
    batch: Batch
    choose: Chooser
    at: datetime
    counts: dict[RecordKind, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    touched: dict[RecordKind, set[str]] = field(default_factory=lambda: defaultdict(set))
    twice: dict[str, list[int]] = field(default_factory=dict)
    _rows: dict[str, int] = field(default_factory=dict)

    def write(self, built: Sequence[Built]) -> None:
        """Write what one part states, partners before what refers to them."""
        by_kind: dict[RecordKind, list[Built]] = defaultdict(list)
        for each in built:
            by_kind[each.kind].append(each)
        for kind in RecordKind:
            self._write(kind, by_kind.get(kind, []))

    @property
    def tallies(self) -> dict[RecordKind, Tally]:
        """What has been done so far, by kind."""
        return {
            kind: Tally(counts["new"], counts["changed"], counts["same"])
            for kind, counts in sorted(self.counts.items())
            if counts
        }

    def _write(self, kind: RecordKind, built: list[Built]) -> None:
        first = self._first(kind, built)
        if not first:
            return
        ids = list(first)
        sets = {row.id: row.loaded_set for row in self.connection.execute(_SETS[kind], {"ids": ids})}
        before = self._before(kind, list(sets))
        first = {own: _in_passing(each) if own in before else each for own, each in first.items()}
        sources: dict[str, list[Provenance]] = defaultdict(list)
        for source in provenance.of_records(self.connection, kind, list(before)) if before else ():
            sources[source.record].append(source)
        save = []
        for own, each in first.items():
            record = before.get(own)
            if sets.get(own) is not None or (isinstance(record, Engagement) and not self._owns(record)):
                self.counts[kind]["same"] += 1  # what came with Concert stays; the statement is kept beside it
                continue
            made = self._make(each, self._holding(each, record, sources[own]), record)
            # The same facts under another file name, or in another row, are the same.
            if record is not None and replace(made, origin=record.origin) == record:
                self.counts[kind]["same"] += 1
            else:
                self.counts[kind]["new" if record is None else "changed"] += 1
                save.append(made)
        _save(self.connection, kind, save)
        provenance.add(self.connection, [self._statement(each) for each in first.values()])

    def _first(self, kind: RecordKind, built: list[Built]) -> dict[str, Built]:
        """Return the statements by record; of one record the first row of the file speaks, the others are noted."""
        found: dict[str, Built] = {}
        for each in built:
            row = self._rows.get(each.id)
            if row is None:
                self._rows[each.id] = each.row
                self.touched[kind].add(each.id)
                found[each.id] = each
            elif row != each.row and each.listed and kind is RecordKind.PARTNER and len(self.twice) < 1000:
                self.twice.setdefault(each.id, [row]).append(each.row)
        return found

    def _before(self, kind: RecordKind, ids: list[str]) -> Mapping[str, Record]:
        found: Sequence[Record]
        if not ids:
            return {}
        if kind is RecordKind.PARTNER:
            found = partners.some(self.connection, ids)
        elif kind is RecordKind.CAPABILITY:
            found = capabilities.some(self.connection, ids)
        elif kind is RecordKind.NEED:
            found = needs.some(self.connection, ids)
        else:
            found = engagements.some(self.connection, ids)
        return {record.id: record for record in found}

    def _holding(self, each: Built, record: Record | None, sources: list[Provenance]) -> dict[str, Any]:
        """Return for each field the value of the source that holds."""
        if record is None:
            return dict(each.fields)
        said = [*sources, *self._by_hand(record, sources), *_provenance(self._statement(each))]
        by_field: dict[str, list[Provenance]] = defaultdict(list)
        for source in said:
            by_field[source.field].append(source)
        return {name: self.choose(found).value for name, found in by_field.items()}

    def _by_hand(self, record: Record, sources: list[Provenance]) -> list[Provenance]:
        """Return what a partner states that no source has stated: people have entered it."""
        if not isinstance(record, Partner):
            return []
        known = {source.field for source in sources}
        at = self.at - timedelta(days=1)
        return [
            Provenance(RecordKind.PARTNER, record.id, name, value, record.origin.source, "", at, _LONG_AGO)
            for name, value in making.of_partner(record).items()
            if name not in known
        ]

    def _make(self, each: Built, fields: dict[str, Any], before: Record | None) -> Record:
        kind, own, row = each.kind, each.id, each.row
        origin = before.origin if before is not None else Origin(self._source(row, open_record=True))
        if kind is RecordKind.PARTNER:
            return making.partner(own, fields, origin, before if isinstance(before, Partner) else None)
        if kind is RecordKind.CAPABILITY:
            return making.capability(own, fields, origin)
        if kind is RecordKind.NEED:
            return making.need(own, fields, origin)
        disclosure = before.disclosure if isinstance(before, Engagement) else self.batch.disclosure
        held = before if isinstance(before, Engagement) else None
        return making.engagement(own, fields, Origin(self._source(row)), disclosure, held)

    def _owns(self, record: Engagement) -> bool:
        return record.disclosure.owner_entity == self.batch.entity

    def _statement(self, each: Built) -> Statement:
        return Statement(
            each.kind,
            each.id,
            each.fields,
            self._source(each.row),
            self.batch.importer,
            self.at,
            self.batch.stated,
            self.batch.disclosure,
            self.batch.id,
            each.row,
        )

    def _source(self, row: int, open_record: bool = False) -> str:
        """Return file and row; an open record does not tell the name of a file that others may not know of."""
        if open_record and self.batch.disclosure.visibility is not Visibility.NAMED:
            return "a file of a UN entity"
        return f"{self.batch.file}, row {row}"


def _in_passing(each: Built) -> Built:
    """Return what a row states of a known record: one that only names it on the way does not rename it."""
    if each.listed:
        return each
    return replace(each, fields={name: value for name, value in each.fields.items() if name != "name"})


def _provenance(statement: Statement) -> list[Provenance]:
    return [
        Provenance(
            statement.kind,
            statement.record,
            name,
            value,
            statement.source,
            statement.who,
            statement.at.astimezone(UTC),
            statement.stated,
            statement.batch,
            statement.row,
        )
        for name, value in statement.fields.items()
    ]


def _save(connection: Connection, kind: RecordKind, records: list[Any]) -> None:
    if not records:
        return
    if kind is RecordKind.PARTNER:
        partners.save_many(connection, records)
    elif kind is RecordKind.CAPABILITY:
        capabilities.save_many(connection, records)
    elif kind is RecordKind.NEED:
        needs.save_many(connection, records)
    else:
        engagements.save_many(connection, records)
