"""What a person does on the pages: each act is checked again here and decided under the group's lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from sqlalchemy import Connection

from dashboard import noting
from dashboard.coordination.looking import bearings
from dashboard.integrity import looking as diligence
from data import approaches
from data.approaches import around, files, talks
from matching.clearance import (
    Act,
    Actor,
    Desk,
    RegistrationError,
    StepError,
    agreed,
    desk_for,
    move,
    open_talk,
    register,
    within_top_tier,
)
from matching.disclosure import Alert, Viewpoint, alerts
from matching.records import (
    Approach,
    Circle,
    Event,
    Message,
    Outcome,
    Party,
    Proposal,
    QuietPeriod,
    Talk,
    UserRole,
    Viewer,
)


class NotAllowedError(ValueError):
    """An act on a record that is not the viewer's."""


def new_id(letter: str) -> str:
    """Return an id that no other record has."""
    return f"{letter}-{token_hex(5)}"


def save(draft: Approach, viewer: Viewer) -> tuple[Approach, tuple[Alert, ...]]:
    """Register an approach of the viewer's entity; return it with what may be told of what stands in its way.

    :raises RegistrationError: If it cannot be registered as it is; says what to change.
    :raises NotAllowedError: If it is another entity's.
    """
    with noting.deciding(viewer, "registered", draft.id) as opened:
        return _save(opened, draft, viewer)


def save_file(path: Path, viewer: Viewer) -> list[tuple[Approach, tuple[Alert, ...]]]:
    """Register the approaches of a CSV file, all or none; return each with what may be told of what is in its way.

    :raises ProblemsError: With every problem of the file at once.
    :raises RegistrationError: If one cannot be registered; says which and what to change.
    :raises NotAllowedError: If one is another entity's.
    """
    with noting.deciding(viewer, "registered from a file", path.name) as opened:
        drafts = files.read_drafts(path, files.known(opened))
        approaches.lock(opened, [draft.partner for draft in drafts])
        return [_save(opened, replace(draft, owner=viewer.user), viewer) for draft in drafts]


def withdraw(approach: str, viewer: Viewer) -> None:
    """Withdraw an own approach; whoever waits for its scope is cleared.

    :raises StepError: If its stage does not allow it.
    :raises NotAllowedError: If it is another entity's.
    """
    _decide(
        approach,
        viewer,
        "withdrew",
        lambda circle, at: move(approach, (Act.WITHDRAW, Actor.OWNER), viewer.user, circle, bearings(at)),
    )


def ask_for_talk(approach: str, viewer: Viewer) -> None:
    """Open a talk with those that an own contested approach collides with.

    :raises StepError: If it is not contested, or nobody can talk now.
    :raises NotAllowedError: If it is another entity's.
    """

    def rule(circle: Circle, at: datetime) -> Outcome:
        found = next((each for each in circle.approaches if each.id == approach), None)
        if found is None:
            raise StepError(f"{approach} is not live any more")
        return open_talk(new_id("t"), found, circle, viewer.user, bearings(at))

    _decide(approach, viewer, "asked for a talk", rule)


def propose(talk: Talk, proposal: Proposal, viewer: Viewer) -> None:
    """Say what the viewer's side proposes; when all sides say the same, it is done at once.

    :raises StepError: If an approach has come to a stage from which this cannot follow.
    :raises NotAllowedError: If the viewer's entity has no part in the talk.
    """
    record = side(talk, viewer).record
    approach = _approach_of(talk)

    def rule(circle: Circle, at: datetime) -> Outcome:
        if proposal is Proposal.YIELD and any(each.id == record for each in circle.approaches):
            return move(
                record, (Act.WITHDRAW, Actor.OWNER), viewer.user, circle, bearings(at), why="stepped back in the talk"
            )
        now = next((each for each in circle.talks if each.id == talk.id), talk)
        return agreed(now, circle, at)

    with noting.deciding(viewer, f"proposed to {proposal.value}", talk.id) as opened:
        partner = approaches.get(opened, approach).partner
        approaches.lock(opened, [partner])
        talks.propose(opened, talk.id, record, proposal)
        approaches.decide(opened, partner, rule)


def reveal(talk: Talk, viewer: Viewer) -> None:
    """Agree to be named in a talk.

    :raises NotAllowedError: If the viewer's entity has no part in it.
    """
    with noting.deciding(viewer, "agreed to be named", talk.id) as opened:
        talks.reveal(opened, talk.id, side(talk, viewer).record)


def write(talk: Talk, text: str, viewer: Viewer) -> None:
    """Write into a talk.

    :raises ValueError: If the message is empty or too long.
    :raises NotAllowedError: If the viewer's entity has no part in it.
    """
    side(talk, viewer)
    with noting.deciding(viewer, "wrote into a talk", talk.id) as opened:
        talks.write(opened, talk.id, Message(viewer.entity, viewer.user, datetime.now(UTC), text))


def rule_on(approach: Approach, act: Act, why: str, viewer: Viewer, desk: Desk) -> None:
    """Decide an escalated case as a desk.

    :raises StepError: If the stage does not allow it, or the viewer owns the approach.
    :raises NotAllowedError: If the case belongs to the other desk, or to another country's coordinator.
    """
    if viewer.role is UserRole.COORDINATOR and approach.country not in viewer.countries:
        raise NotAllowedError("this case belongs to another country's coordinator")

    def rule(circle: Circle, at: datetime) -> Outcome:
        if desk_for(approach, within_top_tier(approach, circle)) is not desk:
            raise NotAllowedError("this case belongs to the other desk")
        return move(approach.id, (act, Actor.ARBITER), viewer.user, circle, bearings(at), why=why)

    with noting.deciding(viewer, f"decided: {act.value}", approach.id, approach.entity) as opened:
        approaches.decide(opened, approach.partner, rule)


def keep_quiet(period: QuietPeriod, viewer: Viewer) -> None:
    """Record that a partner asked not to be approached, and who said so: it holds against every entity."""
    event = Event(period.id, "quiet", viewer.user, datetime.now(UTC), period.reason)
    with noting.deciding(viewer, "asked for quiet", period.id) as opened:
        around.ask_for_quiet(opened, [period])
        approaches.keep_events(opened, [event])


def side(talk: Talk, viewer: Viewer) -> Party:
    """Return the viewer's side of a talk.

    :raises NotAllowedError: If it has none.
    """
    found = next((party for party in talk.parties if viewer.entity and party.entity == viewer.entity), None)
    if found is None:
        raise NotAllowedError("your entity has no part in this talk")
    return found


def _save(opened: Connection, draft: Approach, viewer: Viewer) -> tuple[Approach, tuple[Alert, ...]]:
    if not viewer.entity or draft.entity != viewer.entity:
        raise NotAllowedError(f"{draft.entity} is not your entity: an approach is registered by the one that makes it")
    # Who decides that it isn't worth it asks nobody for anything.
    if draft.gate is None or draft.gate.go:
        against = diligence.objection_to(viewer.entity, draft.partner, viewer.user)
        if against:
            raise RegistrationError(against)
    told: list[Alert] = []

    def rule(circle: Circle, at: datetime) -> Outcome:
        outcome = register(draft, circle, viewer.user, bearings(at))
        told.extend(alerts(Viewpoint(at, viewer.entity), draft, circle, outcome.overlaps))
        return outcome

    outcome = approaches.decide(opened, draft.partner, rule)
    return outcome.approaches[0], tuple(told)


def _approach_of(talk: Talk) -> str:
    # The side that asked for the talk stands first, and it is always an approach.
    return talk.parties[0].record


def _decide(approach: str, viewer: Viewer, what: str, rule: Callable[[Circle, datetime], Outcome]) -> None:
    with noting.deciding(viewer, what, approach) as opened:
        found = approaches.get(opened, approach)
        if not viewer.entity or found.entity != viewer.entity:
            raise NotAllowedError("only the entity that made an approach may do that")
        approaches.decide(opened, found.partner, rule)
