"""Changing which rules hold: leadership for all, the lead of an entity for that entity."""

from __future__ import annotations

from dashboard.integrity import looking
from dashboard.integrity.acts.deed import NotAllowedError, deed
from data.integrity import adopting
from matching.policy import Right, may
from matching.records import ALL, OwnRule, RuleChange, Viewer


def may_set(viewer: Viewer, whose: str) -> bool:
    """Return whether the viewer may change the rules of an entity, or of `ALL`."""
    if whose == ALL:
        return may(viewer, Right.SET_COMMON_RULES)
    return may(viewer, Right.SET_OWN_RULES) and viewer.entity == whose


def switch(change: RuleChange, own: OwnRule | None, viewer: Viewer) -> None:
    """Change how a rule stands with an entity or with all, with the text of an own rule that comes with it.

    :raises ValueError: If no reason is given.
    :raises ProblemsError: If the own rule doesn't hold together.
    :raises NotAllowedError: If the viewer may not.
    """
    if not may_set(viewer, change.entity):
        raise NotAllowedError("the rules of an entity are its lead's to set, those for all are leadership's")
    if not change.why.strip():
        raise ValueError("say why: every change of a rule stays on record with its reason")
    right = Right.SET_OWN_RULES if change.entity else Right.SET_COMMON_RULES
    said = f"{change.rule} {change.standing} for {change.entity or 'all'}: {change.why}"
    with deed(viewer, right, change.rule, said, entity=change.entity) as opened:
        if own is not None:
            adopting.write(opened, own)
        adopting.change(opened, change)
    looking.stamp.clear()
