"""Sentences about what touches an approach, with no more in them than may be told."""

from __future__ import annotations

from dashboard import labels
from dashboard.coordination import names
from dashboard.markup import plain
from dashboard.words import _, number
from matching.disclosure import Alert
from matching.records import Approach, Partner


def alert_line(alert: Alert) -> str:
    """Return what may be told of a record that touches one's own: who, what, how soon."""
    who = plain(alert.entity) if alert.entity else _("Another UN entity")
    what = labels.resource(alert.resource) if alert.resource else _("another resource")
    line = _("{kind}: {who}, {what}, next {n} days.").format(
        kind=names.overlap(alert.kind), who=who, what=what.lower(), n=number(alert.horizon)
    )
    levels = _("Headquarters against country level.")
    return f"{line} {levels}" if alert.across_levels else line


def double_line(double: Approach) -> str:
    """Return what people of an entity are told of their own second approach for the same thing."""
    return _(":material/content_copy: Your entity asks for the same in {approach} ({place}, {owner}).").format(
        approach=f"`{plain(double.id)}`",
        place=names.scope(double.level, double.country),
        owner=plain(double.owner) or _("nobody named"),
    )


def approach_line(approach: Approach, partner: Partner | None) -> str:
    """Return an approach on one line: partner, resource, place."""
    name = partner.name if partner else approach.partner
    return " · ".join([name, labels.resource(approach.resource), names.scope(approach.level, approach.country)])
