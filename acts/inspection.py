"""What Concert reads in files, without a database: each record that would load, what stays out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.imports import making
from data.imports.asked import Asked
from data.imports.drafts import Draft
from data.imports.drafts import load as load_drafts
from data.imports.reading import FORMATS, Read, Reader
from data.imports.trouble import UnreadableError
from matching.records import RecordKind

__all__ = ["FORMATS", "Asked", "Inspected", "Record", "UnreadableError", "inspect"]


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of one engagement, need or partner; days as ISO 8601, money in the file's currency.

    `names` are all organisations of it, UN entities too, or the partner; `roles` gives those that the file tells, as
    IATI numbers them.
    """

    names: tuple[str, ...]
    roles: Mapping[str, str]
    title: str | None
    countries: tuple[str, ...]
    starts: str | None
    ends: str | None
    state: str | None
    amount: float | None
    contributed: float
    sectors: tuple[str, ...]
    level: str | None
    summary: str | None


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found in one file; `error` says why it cannot be read, and then nothing else is told."""

    file: str
    error: str | None = None
    read: Read | None = None
    records: Sequence[Record] = ()
    countries: Mapping[str, int] = field(default_factory=dict)
    organisations: int = 0


def inspect(paths: Sequence[Path], asked: Asked) -> Iterator[Inspected]:
    """Give what each file holds, in the order of `paths`, all of them read by one process that can do nothing else."""
    with Reader(files=len(paths)) as reader:
        for path in paths:
            try:
                found = reader.read(path, path.name, asked)
            except UnreadableError as error:
                yield Inspected(path.name, str(error))
                continue
            records = _records(found)
            countries = Counter(country for record in records for country in record.countries)
            names = {name.casefold() for record in records for name in record.names}
            yield Inspected(path.name, None, found, records, dict(sorted(countries.items())), len(names))


def _records(found: Read) -> tuple[Record, ...]:
    """Return the records of a file in its order; what a partner can do stands with the partner."""
    drafts = [draft for part in found.parts for draft in load_drafts(part)]
    texts = {
        str(draft.fields.get("partner")): str(draft.fields.get("text", ""))
        for draft in drafts
        if draft.kind is RecordKind.CAPABILITY
    }
    return tuple(_record(draft, texts) for draft in drafts if draft.kind is not RecordKind.CAPABILITY)


def _record(draft: Draft, texts: Mapping[str, str]) -> Record:
    fields = draft.fields
    partner = draft.kind is RecordKind.PARTNER
    named: Sequence[Mapping[str, str]] = fields.get("organisations", ())
    budgets: Sequence[Mapping[str, Any]] = fields.get("budgets", ())
    home = [fields["country"]] if fields.get("country") else []
    return Record(
        names=(fields["name"],) if partner else tuple(dict.fromkeys(each["name"] for each in named)),
        roles={each["name"]: each["role"] for each in named if each.get("role")},
        title=fields.get("title"),
        countries=tuple(dict.fromkeys([*home, *fields.get("countries", ())])),
        starts=fields.get("starts"),
        ends=fields.get("ends"),
        state=fields.get("state"),
        amount=budgets[0].get("amount") if budgets else fields.get("amount"),
        contributed=sum(each.get("amount") or 0.0 for each in fields.get("contributions", ())),
        sectors=tuple(str(each) for each in fields.get("sectors", ())),
        level=making.level(fields).value if draft.kind is RecordKind.ENGAGEMENT else None,
        summary=texts.get(draft.key) if partner else fields.get("summary") or fields.get("text"),
    )
