"""The rules of due diligence: reading what changed, and changing which hold, for one entity or for all."""

from __future__ import annotations

from dataclasses import replace

from acts.act import Caller, act, oversee, today
from acts.errors import NotAllowedError
from data.integrity import adopting
from data.rules import COMPANIES, as_yaml, read_criteria, read_rule
from matching.policy import Right, may
from matching.records import ALL, OwnRule, RuleChange, RuleStanding, Viewer

__all__ = ["COMPANIES", "Change", "as_yaml", "changes", "may_set", "read_criteria", "read_rule", "switch"]

# Whose rule, which one, what becomes of it, and the text of an own rule that comes with it.
Change = tuple[str, str, RuleStanding, OwnRule | None]


def changes(by: Caller) -> tuple[RuleChange, ...]:
    """Return every change of rules on record, the newest first."""
    with oversee(by) as opened:
        return adopting.history(opened)[::-1]


def may_set(viewer: Viewer, whose: str) -> bool:
    """Return whether the viewer may change the rules of an entity, or of `ALL`."""
    if whose == ALL:
        return may(viewer, Right.SET_COMMON_RULES)
    return may(viewer, Right.SET_OWN_RULES) and viewer.entity == whose


def switch(by: Caller, change: Change, why: str) -> None:
    """Change how a rule stands with an entity, by its lead, or with all, by leadership.

    :raises ValueError: If no reason is given.
    :raises ProblemsError: If the own rule doesn't hold together.
    :raises NotFoundError: If there is no such rule.
    :raises NotAllowedError: If the caller may not.
    """
    whose, rule, standing, own = change
    if not may_set(by.viewer, whose):
        raise NotAllowedError("the rules of an entity are its lead's to set, those for all are leadership's")
    if not why.strip():
        raise ValueError("say why: every change of a rule stays on record with its reason")
    made = RuleChange(whose, rule, standing, by.user, today(), why.strip())
    right = Right.SET_COMMON_RULES if whose == ALL else Right.SET_OWN_RULES
    with act(by, right, f"{rule} {standing} for {whose or 'all'}: {made.why}", rule) as opened:
        if own is not None:
            adopting.write(opened, replace(own, who=made.who, on=made.on, why=made.why))
        adopting.change(opened, made)
