"""Files that somebody takes along, records or the annual report: what they may see, what was withheld, the log."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from acts.act import Caller, look, note, snapshot
from acts.reference import read_countries, read_entities, read_figures
from data import reports
from data.exporting import Format, UnknownFormatError, format_of, iati, write
from data.exporting.cells import harmless
from data.exporting.iati import NothingToWriteError
from data.reports import ReportFormat
from data.snapshot import Records
from matching.completeness import told_engagements
from matching.disclosure import Viewpoint
from matching.exporting import Release, Request, TableName
from matching.policy import Right
from matching.provenance import choices
from matching.records import AuditAct, Engagement, OutSheet, Partner, Provenance, Report
from matching.reporting import ReportScope, annual_report

__all__ = ["Exported", "Format", "NothingToWriteError", "TooLargeError", "UnknownFormatError", "WrongTableError"]
__all__ += ["Reported", "export", "format_of", "hand_out", "harmless", "note_export", "noted_or_gone", "report"]

# What everybody in the system may read; every other table names partners.
_OPEN = frozenset({TableName.PARTNERS, TableName.CAPABILITIES, TableName.NEEDS})


class WrongTableError(ValueError):
    """A table that the format does not hold."""


class TooLargeError(ValueError):
    """A file that is larger than whoever asked for it can carry."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What a file that was written says of itself; of IATI also how many engagements stayed out, having no start."""

    sheet: OutSheet
    without_start: int | None = None


def export(by: Caller, request: Request, format: Format, out: Path, at_most: int | None = None) -> Exported:
    """Write what the caller may take along of a request into a file, noted for them and for whose records left.

    CSV and Parquet of several tables become a ZIP of them, whatever the name of the file.

    :raises RefusedError: If the caller may not take one of the tables.
    :raises WrongTableError: If the format does not hold one of them.
    :raises NothingToWriteError: If IATI could hold none of what was asked for.
    :raises TooLargeError: If the file has more than `at_most` bytes; it is gone then, and nothing is noted.
    """
    if format is Format.IATI and request.tables != (TableName.ENGAGEMENTS,):
        raise WrongTableError("IATI holds engagements only; ask for these alone")
    with snapshot(by) as records:
        made, left = datetime.now(UTC), None
        release = Release(by.viewer, Viewpoint(made, by.viewer.entity), request, records)
        if set(request.tables) - _OPEN:
            release.partners.update({each.id: _bare(each) for each in records.partners()})
        if format is Format.IATI:
            known = {each.id: each for each in read_entities()}
            context = iati.IatiContext(known, dict(release.partners), partial(_stated, by, records))
            left = iati.write(out, release.engagements(), context, made, release.sheet)
        else:
            write(out, format, release.tables(), release.sheet, one=len(request.tables) == 1)
        sheet = release.sheet()
    size = out.stat().st_size
    if at_most is not None and size > at_most:
        out.unlink()
        raise TooLargeError(f"{size >> 20} MB; `concert export` makes files of any size")
    said = f"{format}: {_counted(sheet.rows)} {dict(sheet.filters) or ''}".strip()
    theirs = {owner: f"{format}: {_counted(counts)}" for owner, counts in release.owners().items()}
    with noted_or_gone(out):
        note_export(by, said, theirs)
    return Exported(sheet, left)


@contextmanager
def noted_or_gone(out: Path) -> Iterator[None]:
    """Remove a file that was written when noting it fails: nobody takes along what no log tells of."""
    try:
        yield
    except BaseException:
        out.unlink(missing_ok=True)
        raise


def note_export(by: Caller, said: str, theirs: Mapping[str, str]) -> None:
    """Write down that the caller took a file along: a line of their own, and one for each entity with records in it."""
    with look(by) as opened:
        note(opened, by, said, kind=AuditAct.EXPORT)
        for owner, what in sorted(theirs.items()):
            if owner and owner != by.viewer.entity:
                note(opened, by, what, owner=owner, kind=AuditAct.EXPORT)


def hand_out(by: Caller, make: Callable[[], bytes | str], name: str, said: str) -> bytes | str:
    """Return a file of what a page shows, noted as taken along; not even the one happens without the other."""
    made = make()
    with look(by) as opened:
        note(opened, by, said, name, kind=AuditAct.EXPORT)
    return made


def _stated(by: Caller, records: Records, engagements: Sequence[Engagement]) -> dict[str, dict[str, Any]]:
    """Return what publishers stated of engagements, by field, as it holds; budgets are for their own entity only."""
    sources: dict[str, list[Provenance]] = defaultdict(list)
    for each in records.statements([each.id for each in engagements if each.iati_identifier]):
        sources[each.record].append(each)
    own = {each.id for each in engagements if each.disclosure.owner_entity == by.viewer.entity}
    return {
        record: {
            name: chosen.picked.value for name, chosen in choices(found).items() if name != "budgets" or record in own
        }
        for record, found in sources.items()
    }


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {name}" for name, n in counts.items())


def _bare(partner: Partner) -> Partner:
    """Return what a table needs of a partner that it names; thousands of them lie in memory."""
    return Partner(
        partner.id,
        partner.name,
        partner.kind,
        partner.origin,
        country=partner.country,
        countries=partner.countries,
        identifiers=partner.identifiers,
    )


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that was written, and its format."""

    report: Report
    format: ReportFormat


def report(by: Caller, year: int, country: str, out: Path) -> Reported:
    """Write the report of a year into a file: of a country (ISO 3166), or of the system for "".

    Noted for the caller, and for each entity with a partnership in it.

    :raises NotAllowedError: If the caller may not read it.
    :raises UnknownFormatError: If the end of the file's name tells no format of reports.
    """
    chosen, view = reports.format_of(out), Viewpoint(datetime.now(UTC), by.viewer.entity)
    asked = ReportScope(year, country, {each.iso3: each.name for each in read_countries()})
    with snapshot(by, Right.READ_DATA) as records:
        told = told_engagements(view, records.engagements(), records.contributions_of, records.there("engagements"))
        partners = {each.id: each for each in records.partners()}
    entities = [each.id for each in read_entities()]
    published = {each.id: each for each in read_figures()}
    made = annual_report(asked, told, partners, entities, published, viewer=by.viewer, view=view)
    reports.write(out, chosen, made)
    said = f"{chosen}: {made.sheet.what}"
    owners = Counter(each.disclosure.owner_entity for each in told.engagements if asked.holds(each))
    with noted_or_gone(out):
        note_export(by, said, {owner: f"{said}, {n} engagements" for owner, n in owners.items()})
    return Reported(made, chosen)
