"""What the records of coordination are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import labels
from dashboard.markup import plain
from dashboard.words import N_, _, number
from matching.disclosure import Alert
from matching.planning import Move
from matching.records import Approach, Level, OverlapClass, Partner, Proposal, Stage, Visibility

STAGES = {
    Stage.DRAFT: N_("Draft"),
    Stage.REGISTERED: N_("Registered"),
    Stage.CLEARED: N_("Cleared"),
    Stage.CONTESTED: N_("Contested"),
    Stage.TALK: N_("In talk"),
    Stage.ESCALATED: N_("With the desk"),
    Stage.JOINT: N_("Joint"),
    Stage.SEQUENCED: N_("In sequence"),
    Stage.WITHDRAWN: N_("Withdrawn"),
    Stage.NO_GO: N_("No-go"),
    Stage.EXPIRED: N_("Expired"),
}
CLASSES = {
    OverlapClass.COLLISION: N_("Collision"),
    OverlapClass.COMPLEMENTARY: N_("Can be joined"),
    OverlapClass.INDEPENDENT: N_("Independent"),
}
MOVES = {
    Move.KEEP: N_("Go on"),
    Move.LEAD: N_("Lead"),
    Move.JOIN: N_("Join"),
    Move.WAIT: N_("Wait"),
    Move.REDIRECT: N_("Ask another partner"),
}
PROPOSALS = {
    Proposal.JOIN: N_("Go together"),
    Proposal.SEQUENCE: N_("One after the other"),
    Proposal.YIELD: N_("Step back"),
}
VISIBILITIES = {
    Visibility.NAMED: N_("All of it"),
    Visibility.TYPE: N_("Kind of partner only"),
    Visibility.COUNT: N_("That it exists"),
    Visibility.HIDDEN: N_("Nothing"),
}


# The rules that class two approaches, by the names that `matching.overlaps` gives them.
RULES = (
    N_("same entity"),
    N_("already one joint approach"),
    N_("windows apart"),
    N_("same resource, scope and topic"),
    N_("other resource for the same topic"),
    N_("same resource and scope, other topic"),
    N_("same resource and topic, other place"),
    N_("nothing to join"),
)


def stage(value: Stage) -> str:
    """Return what a stage is called."""
    return _(STAGES[value])


def overlap(value: OverlapClass) -> str:
    """Return what a class is called."""
    return _(CLASSES[value])


def move(value: Move) -> str:
    """Return what a move of the plan is called."""
    return _(MOVES[value])


def proposal(value: Proposal | None) -> str:
    """Return what a proposal is called, a dash for none."""
    return _(PROPOSALS[value]) if value else "–"


def partner(id: str, known: Mapping[str, Partner]) -> str:
    """Return the name of a partner, its id where the register does not hold it any more."""
    return known[id].name if id in known else id


def scope(level: Level, country: str) -> str:
    """Return where an approach is made."""
    return labels.place(country) if level is Level.COUNTRY and country else _("Global level")


def alert_line(alert: Alert) -> str:
    """Return what may be told of a record that touches one's own: who, what, how soon."""
    who = plain(alert.entity) if alert.entity else _("Another UN entity")
    what = labels.resource(alert.resource) if alert.resource else _("another resource")
    line = _("{kind}: {who}, {what}, next {n} days.").format(
        kind=overlap(alert.kind), who=who, what=what.lower(), n=number(alert.horizon)
    )
    levels = _("Headquarters against country level.")
    return f"{line} {levels}" if alert.across_levels else line


def double_line(double: Approach) -> str:
    """Return what people of an entity are told of their own second approach for the same thing."""
    return _(":material/content_copy: Your entity asks for the same in {approach} ({place}, {owner}).").format(
        approach=f"`{plain(double.id)}`",
        place=scope(double.level, double.country),
        owner=plain(double.owner) or _("nobody named"),
    )


def approach_line(approach: Approach, partner: Partner | None) -> str:
    """Return an approach on one line: partner, resource, place."""
    name = partner.name if partner else approach.partner
    return " · ".join([name, labels.resource(approach.resource), scope(approach.level, approach.country)])
