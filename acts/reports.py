"""The annual report of the system or of a country, as a document of what its reader may be told by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from acts.act import Caller, snapshot
from acts.exports import note_export, noted_or_gone
from acts.reference import read_countries, read_entities, read_figures
from data.exporting import UnknownFormatError
from data.reports import ReportFormat, format_of, write
from matching.completeness import told_engagements
from matching.disclosure import Viewpoint
from matching.policy import Right
from matching.records import Report
from matching.reporting import Asked, annual_report

__all__ = ["Reported", "UnknownFormatError", "report"]


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
    chosen, view = format_of(out), Viewpoint(datetime.now(UTC), by.viewer.entity)
    asked = Asked(year, country, {each.iso3: each.name for each in read_countries()})
    with snapshot(by, Right.READ_DATA) as records:
        told = told_engagements(view, records.engagements(), records.contributions_of, records.there("engagements"))
        partners = {each.id: each for each in records.partners()}
    entities = [each.id for each in read_entities()]
    published = {each.id: each for each in read_figures()}
    made = annual_report(asked, told, partners, entities, published, viewer=by.viewer, view=view)
    write(out, chosen, made)
    said = f"{chosen}: {made.sheet.what}"
    owners = Counter(each.disclosure.owner_entity for each in told.engagements if asked.holds(each))
    with noted_or_gone(out):
        note_export(by, said, {owner: f"{said}, {n} engagements" for owner, n in owners.items()})
    return Reported(made, chosen)
