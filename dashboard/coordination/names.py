"""What the records of coordination are called on the screen."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import labels
from dashboard.words import N_, _
from matching.planning import Move
from matching.records import Level, OverlapClass, Partner, Proposal, Stage, Visibility

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
