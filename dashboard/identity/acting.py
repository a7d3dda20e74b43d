"""Judging and taking back: asked again who may, whatever the page has shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import access, resources
from dashboard.identity import looking
from data import audit, identity
from matching.identity import Clusters
from matching.policy import Right
from matching.records import AuditAct, Judgement, NameAnswer

LONGEST = 2000


def judge(left: str, right: str, answer: NameAnswer, why: str = "") -> int:
    """Keep what the viewer says of a pair; return the number of the judgement."""
    viewer = access.require(Right.JUDGE_IDENTITY)
    with resources.connection(viewer) as opened:
        reason = (viewer.user, why.strip()[:LONGEST], viewer.entity)
        number = identity.judge(opened, (left, right), answer, reason, _survivors)
        audit.note(opened, viewer, AuditAct.WRITE, f"{left} {right}", viewer.entity, detail=f"identity: {answer.value}")
    _forget()
    return number


def undo(number: int) -> None:
    """Take a judgement back."""
    viewer = access.require(Right.JUDGE_IDENTITY)
    with resources.connection(viewer) as opened:
        identity.undo(opened, number, (viewer.user, "", viewer.entity), _survivors)
        audit.note(opened, viewer, AuditAct.WRITE, str(number), viewer.entity, detail="identity: undone")
    _forget()


def _survivors(said: Sequence[Judgement]) -> Mapping[str, str]:
    return Clusters.of(said).survivors


def _forget() -> None:
    resources.edition.clear()
    looking.former.clear()
