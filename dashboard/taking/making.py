"""A file made for one viewer, in a folder that is gone when it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard import resources
from data import audit
from data.database import transaction
from data.entities import read_entities
from data.exporting import Format, iati, records_for, write
from matching.disclosure import Viewpoint
from matching.exporting import Release, Request, TableName
from matching.records import AuditAct, Viewer

# The whole file lies in this process's memory while it waits to be fetched; larger ones are made by `concert export`.
MOST_BYTES = 100 << 20
_OPEN = (TableName.PARTNERS, TableName.CAPABILITIES, TableName.NEEDS)
_ENDS = {Format.IATI: "xml"}


class TooLargeError(ValueError):
    """A file that is too large for a page."""


@dataclass(frozen=True)
class Made:
    """A file with what it holds: its name, rows by table, and what was withheld by table and reason."""

    name: str
    content: bytes
    rows: Mapping[str, int]
    withheld: Mapping[str, Mapping[str, int]]
    synthetic: bool


def make(viewer: Viewer, request: Request, format: Format) -> Made:
    """Return the file that a viewer asked for, and write down that it was taken.

    :raises RefusedError: If the viewer may not take one of the tables.
    :raises NothingToWriteError: If IATI could hold none of what was asked for.
    :raises TooLargeError: If a page should not carry it.
    """
    several = len(request.tables) > 1 and format in (Format.CSV, Format.PARQUET)
    end = "zip" if several else _ENDS.get(format, format.value)
    what = request.tables[0] if len(request.tables) == 1 else "tables"
    engine = resources.engine()
    with TemporaryDirectory() as folder, records_for(engine, viewer) as records:
        made, path = datetime.now(UTC), Path(folder) / f"concert-{what}.{end}"
        release = Release(viewer, Viewpoint(made, viewer.entity), request, records)
        if set(request.tables) - set(_OPEN):
            release.partners.update({each.id: each for each in records.partners()})
        if format is Format.IATI:
            context = iati.Context({each.id: each for each in read_entities()}, release.partners)
            iati.write(path, release.engagements(), context, made, release.sheet)
        else:
            write(path, format, release.tables(), release.sheet, one=not several)
        sheet = release.sheet()
        if path.stat().st_size > MOST_BYTES:
            raise TooLargeError(f"{path.stat().st_size >> 20} MB; `concert export` makes files of any size")
        content = path.read_bytes()
    with transaction(engine, viewer) as connection:
        said = ", ".join(f"{n} {name}" for name, n in sheet.rows.items())
        audit.note(connection, viewer, AuditAct.EXPORT, detail=f"{format}: {said} {dict(sheet.filters) or ''}".strip())
    return Made(path.name, content, dict(sheet.rows), dict(sheet.withheld), sheet.synthetic)
