"""What formats, fields and records are called on the page, and sentences about what a load does."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.words import N_, _, n_, series
from matching.records import RecordKind, Tally

FORMATS = {
    "partners": N_("List of partners"),
    "partnerships": N_("List of partnerships"),
    "iati": N_("IATI activities (XML)"),
    "iati-table": N_("IATI as a table"),
    "3w": N_("Who does what where"),
    "fts": N_("Flows of the Financial Tracking Service"),
    "global-compact": N_("Participants of the Global Compact"),
    "partner-portal": N_("Profiles of the UN Partner Portal"),
    "work-plan": N_("Joint work plan"),
}
FIELDS = {
    "id": N_("Id"),
    "iati_identifier": N_("IATI identifier"),
    "name": N_("Name"),
    "name_short": N_("Name in short"),
    "kind": N_("Kind of organisation"),
    "size": N_("Size"),
    "country": N_("Home country"),
    "countries": N_("Where it works"),
    "place": N_("Place code"),
    "sectors": N_("Sectors"),
    "activity": N_("What is done"),
    "status": N_("State"),
    "sdgs": N_("Goals"),
    "text": N_("What it can do"),
    "resources": N_("Resources"),
    "aliases": N_("Other names"),
    "website": N_("Website"),
    "women_led": N_("Led by women"),
    "lei": N_("Legal entity identifier"),
    "language": N_("Language"),
    "entity": N_("UN entity"),
    "title": N_("Title"),
    "summary": N_("Description"),
    "members": N_("Partners"),
    "funders": N_("Funding organisations"),
    "funders_short": N_("Funding organisations in short"),
    "implementers": N_("Implementing organisations"),
    "implementers_short": N_("Implementing organisations in short"),
    "subgrantees": N_("Subgrantees"),
    "programmer": N_("Accountable organisations"),
    "programmer_short": N_("Accountable organisations in short"),
    "extenders": N_("Extending organisations"),
    "starts": N_("First day"),
    "ends": N_("Last day"),
    "joined": N_("Joined on"),
    "participant_status": N_("Status of the participant"),
    "amount": N_("Amount"),
    "currency": N_("Currency"),
    "output": N_("Output"),
    "output_text": N_("Description of the output"),
    "outcome": N_("Outcome"),
    "required": N_("Resources required"),
    "available": N_("Resources available"),
    "gap": N_("Resources lacking"),
    "employees": N_("Employees"),
    "ownership": N_("Ownership"),
    "specialities": N_("Specialities"),
}


def format_name(code: str) -> str:
    """Return what a format is called."""
    return _(FORMATS[code]) if code in FORMATS else _("None that fits")


def field_name(code: str) -> str:
    """Return what a field is called."""
    return _(FIELDS[code]) if code in FIELDS else code


def records(kind: RecordKind, count: int) -> str:
    """Return how many records of a kind."""
    if kind is RecordKind.PARTNER:
        return n_("{n} partner", "{n} partners", count)
    if kind is RecordKind.CAPABILITY:
        return n_("{n} capability", "{n} capabilities", count)
    if kind is RecordKind.NEED:
        return n_("{n} need", "{n} needs", count)
    return n_("{n} engagement", "{n} engagements", count)


def would_do(tallies: Mapping[RecordKind, Tally]) -> str:
    """Return in one sentence what a load would do, or did."""
    held = [(kind, tallies[kind]) for kind in RecordKind if kind in tallies]
    new = [records(kind, tally.new) for kind, tally in held if tally.new]
    changed = [records(kind, tally.changed) for kind, tally in held if tally.changed]
    same = sum(tally.same for tally in tallies.values())
    told = [
        _("New: {records}.").format(records=series(new)) if new else "",
        _("Changed: {records}.").format(records=series(changed)) if changed else "",
        n_("{n} record stays as it is.", "{n} records stay as they are.", same) if same else "",
    ]
    return " ".join(filter(None, told)) or _("The file says nothing that is not known.")
