"""Mediated talks between entities whose approaches collide: asking, proposing, naming, writing, merging."""

from __future__ import annotations

from datetime import UTC, datetime

from acts.act import Caller, act, decide, oversee
from acts.approaches import bearings, move_own
from acts.errors import NotAllowedError
from data import approaches, coalitions
from data.approaches import talks
from matching.clearance import Act, Actor, StepError, agreed, move, open_talk
from matching.policy import Right
from matching.records import (
    Approach,
    Circle,
    Coalition,
    Message,
    Outcome,
    Party,
    Proposal,
    Talk,
    Viewer,
    new_id,
)


def ask_for_talk(by: Caller, approach: str) -> None:
    """Open a talk with those that an approach of the caller's entity collides with (R17 ¶28).

    :raises StepError: If it is not contested, or nobody can talk now.
    :raises NotAllowedError: If it is another entity's.
    """

    def rule(circle: Circle, at: datetime) -> Outcome:
        found = next((each for each in circle.approaches if each.id == approach), None)
        if found is None:
            raise StepError(f"{approach} is not live any more")
        return open_talk(new_id("t"), found, circle, by.user, bearings(at))

    move_own(by, approach, "asked for a talk", rule)


def propose(by: Caller, talk: Talk, proposal: Proposal) -> None:
    """Keep what the caller's side proposes; when all sides propose the same, it is done at once.

    :raises StepError: If an approach has come to a stage from which this cannot follow.
    :raises NotAllowedError: If the caller's entity has no part in the talk.
    """
    record = side(talk, by.viewer).record

    def rule(circle: Circle, at: datetime) -> Outcome:
        if proposal is Proposal.YIELD and any(each.id == record for each in circle.approaches):
            why = "stepped back in the talk"
            return move(record, (Act.WITHDRAW, Actor.OWNER), by.user, circle, bearings(at), why=why)
        now = next((each for each in circle.talks if each.id == talk.id), talk)
        return agreed(now, circle, at)

    with decide(by, Right.REGISTER_APPROACHES, f"proposed to {proposal.value}", talk.id) as opened:
        # The side that asked for the talk stands first, and it is always an approach.
        partner = approaches.get(opened, talk.parties[0].record).partner
        approaches.lock(opened, [partner])
        talks.propose(opened, talk.id, record, proposal)
        approaches.decide(opened, partner, rule)


def reveal(by: Caller, talk: Talk) -> None:
    """Keep that the caller's side agrees to be named in a talk.

    :raises NotAllowedError: If the caller's entity has no part in it.
    """
    with decide(by, Right.REGISTER_APPROACHES, "agreed to be named", talk.id) as opened:
        talks.reveal(opened, talk.id, side(talk, by.viewer).record)


def write(by: Caller, talk: Talk, text: str) -> None:
    """Keep a message of the caller's side of a talk.

    :raises ValueError: If the message is empty or too long.
    :raises NotAllowedError: If the caller's entity has no part in it.
    """
    side(talk, by.viewer)
    with decide(by, Right.REGISTER_APPROACHES, "wrote into a talk", talk.id) as opened:
        talks.write(opened, talk.id, Message(by.entity, by.user, datetime.now(UTC), text))


def merge(by: Caller, talk: Talk, joint: Coalition) -> Coalition:
    """Keep the coalition that the sides of a talk make of their approaches (R17 ¶21); return it as it is kept.

    :raises NotAllowedError: If the caller's entity has no part in the talk.
    """
    side(talk, by.viewer)
    with act(
        by, Right.REGISTER_APPROACHES, "made a coalition out of a talk", joint.id, joint.disclosure.owner_entity
    ) as opened:
        return coalitions.add(opened, joint, by.user)


def sides(by: Caller, talk: Talk) -> tuple[Approach, ...]:
    """Return the approaches of a talk, in order of its sides; none until all sides are named.

    :raises NotAllowedError: If the caller's entity has no part in it.
    """
    side(talk, by.viewer)
    with oversee(by) as opened:
        if not talks.get(opened, talk.id).named:
            return ()
        known = {each.id: each for each in approaches.some(opened, [party.record for party in talk.parties])}
    return tuple(known[party.record] for party in talk.parties if party.record in known)


def side(talk: Talk, viewer: Viewer) -> Party:
    """Return the viewer's side of a talk.

    :raises NotAllowedError: If it has none.
    """
    found = next((party for party in talk.parties if viewer.entity and party.entity == viewer.entity), None)
    if found is None:
        raise NotAllowedError("your entity has no part in this talk")
    return found
