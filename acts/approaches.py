"""Approaches: registering them one by one or as a file, withdrawing, and letting the clock decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from acts.act import Caller, decide, note, note_shown, oversee
from acts.diligence import Opinion, opinions
from acts.errors import NotAllowedError
from data import approaches, countries
from data.approaches import files
from data.approaches.files import REQUIRED
from matching.clearance import Act, Actor, Bearings, Places, RegistrationError, elapsed, move, own_doubles, register
from matching.disclosure import Alert, Viewpoint, alerts, told_by_name
from matching.overlaps import by_words
from matching.policy import Right
from matching.records import Approach, Circle, Firing, Outcome, OverlapClass, new_id

__all__ = ["REQUIRED", "Registered", "bearings", "let_time_pass", "move_own", "places", "read_draft"]
__all__ += ["register_approach", "register_file", "withdraw"]


@dataclass(frozen=True, slots=True)
class Registered:
    """An approach as it stands after its registration, why, and what its entity may be told of what is in its way.

    `doubles` are its own approaches that ask for the same; `unknown` is what might exclude the partner and nobody knows
    today: to be looked at before asking.
    """

    approach: Approach
    told: tuple[Alert, ...]
    why: str
    doubles: tuple[Approach, ...] = ()
    unknown: tuple[Firing, ...] = ()

    @property
    def gravest(self) -> OverlapClass:
        """The class of what touches it most."""
        return self.told[0].kind if self.told else OverlapClass.INDEPENDENT


def read_draft(by: Caller, cells: Mapping[str, str], where: str) -> Approach:
    """Return the approach that columns given by hand describe, with an id of its own; `where` names their place.

    :raises ProblemsError: With every problem of the columns at once.
    """
    with oversee(by, Right.REGISTER_APPROACHES) as opened:
        return _owned(files.read_draft({"id": new_id("a"), **cells}, files.known(opened), where), by)


def register_approach(by: Caller, draft: Approach) -> Registered:
    """Register an approach of the caller's entity, under the lock of the partner's corporate group (R17 ¶28).

    The entities whose records the answer names find that in their access logs.

    :raises RegistrationError: If it cannot be registered as it is; says what to change.
    :raises NotAllowedError: If it is another entity's.
    """
    with decide(by, Right.REGISTER_APPROACHES, "registered", draft.id, draft.entity) as opened:
        done = _register(opened, by, draft, opinions(opened, [draft], datetime.now(UTC).date()))
        note_shown(opened, by, "approach", told_by_name(done.told))
        return done


def register_file(by: Caller, path: Path) -> list[Registered]:
    """Register the approaches of a CSV file, all or none, in the order of its rows, each noted for its entity.

    The entities whose records the answer names find that in their access logs.

    :raises ProblemsError: With every problem of the file at once.
    :raises RegistrationError: If one cannot be registered; says which and what to change.
    :raises NotAllowedError: If one is another entity's.
    """
    with oversee(by, Right.REGISTER_APPROACHES) as opened:
        drafts = [_owned(draft, by) for draft in files.read_drafts(path, files.known(opened))]
        approaches.lock(opened, [draft.partner for draft in drafts])
        said = opinions(opened, drafts, datetime.now(UTC).date())
        done = []
        for draft in drafts:
            try:
                done.append(_register(opened, by, draft, said))
            except RegistrationError as error:
                raise RegistrationError(f"{draft.id}: {error}") from error
            note(opened, by, f"registered from {path.name}", draft.id, draft.entity)
        note_shown(opened, by, path.name, told_by_name(alert for each in done for alert in each.told))
        return done


def withdraw(by: Caller, approach: str) -> None:
    """Withdraw an approach of the caller's entity; whoever waits for its scope is cleared.

    :raises StepError: If its stage does not allow it.
    :raises NotAllowedError: If it is another entity's.
    """
    move_own(
        by,
        approach,
        "withdrew",
        lambda circle, at: move(approach, (Act.WITHDRAW, Actor.OWNER), by.user, circle, bearings(at)),
    )


def move_own(by: Caller, approach: str, said: str, rule: Callable[[Circle, datetime], Outcome]) -> None:
    """Let a rule decide about an approach of the caller's entity, under the lock of its partner's group.

    :raises StepError: If its stage does not allow it.
    :raises NotAllowedError: If it is another entity's.
    """
    with oversee(by, Right.REGISTER_APPROACHES) as opened:
        found = approaches.get(opened, approach)
        if not by.speaks_for(found.entity):
            raise NotAllowedError("only the entity that made an approach may do that")
        approaches.decide(opened, found.partner, rule)
        note(opened, by, said, approach, found.entity)


def let_time_pass(engine: Engine) -> int:
    """Let the clock decide in the register: expiries, escalations, turns; return how many events followed."""

    def clock(circle: Circle, at: datetime) -> Outcome:
        return elapsed(circle, bearings(at))

    return approaches.tick(engine, clock, datetime.now(UTC))


def places() -> Places:
    """Return where days end: the time zones and weekends of countries."""
    return Places(countries.time_zones(), countries.weekends())


def bearings(at: datetime) -> Bearings:
    """Return what decisions at an instant stand on."""
    return Bearings(at, places(), by_words)


def _owned(draft: Approach, by: Caller) -> Approach:
    # Whoever brings a list answers for it, whatever it says; the operator brings lists of others.
    return replace(draft, owner=(draft.owner if by.operates else "") or by.user)


def _register(opened: Connection, by: Caller, draft: Approach, said: Mapping[str, Opinion]) -> Registered:
    if not by.speaks_for(draft.entity):
        raise NotAllowedError(f"{draft.entity} is not your entity: an approach is registered by the one that makes it")
    opinion = said.get(draft.id, Opinion())
    if opinion.against:
        raise RegistrationError(opinion.against)
    told: list[Alert] = []
    doubles: list[Approach] = []

    def rule(circle: Circle, at: datetime) -> Outcome:
        outcome = register(draft, circle, by.user, bearings(at))
        told.extend(alerts(Viewpoint(at, draft.entity), draft, circle, outcome.overlaps))
        if outcome.approaches[0].live:
            doubles.extend(own_doubles(draft, circle, bearings(at)))
        return outcome

    outcome = approaches.decide(opened, draft.partner, rule)
    return Registered(outcome.approaches[0], tuple(told), outcome.events[-1].why, tuple(doubles), opinion.unknown)
