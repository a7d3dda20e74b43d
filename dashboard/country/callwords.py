"""What a call sheet says of commitments and resources, on the screen and on paper alike."""

from __future__ import annotations

from datetime import date

from dashboard import labels
from dashboard.country.wording import GAPS
from dashboard.words import _, day, n_, number, spoken
from matching.country import Answer, Commitment
from matching.records import Emergency


def emergency_name(emergency: Emergency) -> str:
    """Return what a type of emergency is called."""
    return emergency.names.get(spoken().code) or emergency.names["en"]


def hours(value: int) -> str:
    """Return a number of hours; whole days from three days on."""
    if value >= 72 and value % 24 == 0:
        return n_("{n} day", "{n} days", value // 24)
    return n_("{n} hour", "{n} hours", value)


def ask_text(value: date | None) -> str:
    """Return a day, or nothing."""
    return day(value) if value else ""


def gap_row(answer: Answer) -> tuple[str, ...]:
    """Return a resource with what is asked of it, how it stands, and the source."""
    return (
        labels.resource(answer.ask.resource),
        _(GAPS[answer.gap]),
        hours(answer.ask.hours),
        answer.ask.what.get(spoken().code) or answer.ask.what["en"],
        number(len(answer.commitments)),
        number(len(answer.others)),
        answer.ask.source if answer.ask.source.startswith("A/") else _("written for Concert"),
    )


def commitments_columns() -> list[str]:
    """Return the columns of `commitment_row`."""
    columns = [_("Within"), _("Partner"), _("Resource"), _("What"), _("Kind"), _("Home")]
    return [*columns, _("Holds until"), _("Note"), _("Data")]


def commitment_row(each: Commitment) -> tuple[str, ...]:
    """Return a commitment: how fast, who, what, until when."""
    partner = each.profile.partner
    note = _("asked for quiet until {day}").format(day=day(each.quiet)) if each.quiet else ""
    return (
        hours(each.standby.hours),
        partner.name,
        labels.resource(each.standby.resource),
        each.standby.text,
        labels.kind_and_size(partner),
        labels.place(partner.country) if partner.country else "",
        ask_text(each.standby.period.end),
        note,
        _("invented") if each.standby.origin.synthetic else each.standby.origin.source,
    )
