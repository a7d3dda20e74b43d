"""Raising a flag on a partner, moving it on its ladder, and lifting it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.integrity import looking
from dashboard.integrity.acts.deed import deed, new_id, own_entity
from data.approaches import around
from data.errors import NotFoundError
from data.integrity import known, screenings
from matching.integrity import check_signer, check_step
from matching.policy import Right
from matching.records import Disclosure, Flag, FlagStep, Origin, Rung, Viewer


def hoist(partner: str, rung: Rung, why: str, told: Disclosure, viewer: Viewer) -> None:
    """Raise a flag for the viewer's entity, which alone may move it.

    :raises ValueError: If no reason is given.
    :raises NotAllowedError: If the viewer may not.
    """
    entity = own_entity(viewer)
    check_step(None, rung, why, looking.today())
    step = FlagStep(rung, looking.today(), viewer.user, why.strip())
    flag = Flag(new_id("g"), partner, (step,), Origin(viewer.user), replace(told, owner_entity=entity))
    with deed(viewer, Right.STATE_FACTS, flag.id, f"flag on {partner}: {rung}") as opened:
        known.save_flags(opened, [flag])


def move(flag: str, rung: Rung | None, why: str, viewer: Viewer) -> None:
    """Move a flag of the viewer's entity to another rung, None to lift it; who keeps the relationship can't lift it.

    :raises ValueError: If it stands there already or no reason is given.
    :raises OwnCaseError: If the viewer keeps the relationship with the partner and would make the flag milder.
    :raises NotFoundError: If there is no such flag that the viewer may see.
    :raises NotAllowedError: If the viewer may not.
    """
    entity = own_entity(viewer)
    today = looking.today()
    with deed(viewer, Right.STATE_FACTS, flag, f"flag moved to {rung or 'lifted'}") as opened:
        held = {each.id: each for each in known.flags(opened) if each.disclosure.owner_entity == entity}
        if flag not in held:
            raise NotFoundError("flag of your entity", flag)
        check_step(held[flag], rung, why, today)
        if _milder(rung, held[flag].rung(today)):
            group = around.group_of(opened, held[flag].partner)
            check_signer(viewer.user, screenings.keepers(opened, entity, group), held[flag].partner)
        known.climb(opened, flag, [FlagStep(rung, today, viewer.user, why.strip())])


def _milder(rung: Rung | None, stands: Rung | None) -> bool:
    order = [None, *Rung]
    return order.index(rung) < order.index(stands)
