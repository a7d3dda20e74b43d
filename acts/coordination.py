"""The register of approaches, read for what leadership and one entity may be told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from acts.act import Caller, look, oversee
from acts.approaches import places
from data import approaches, engagements
from data.approaches import around, talks
from matching.coordination import OwnApproaches, Register, Situation, Unnamed, partners_of
from matching.disclosure import Viewpoint
from matching.records import Circle, Need, Partner, Profile


def stamp(by: Caller) -> str:
    """Return a text that changes whenever anything in the register does."""
    with oversee(by) as opened:
        return approaches.stamp(opened)


def situation(
    by: Caller,
    profiles: Sequence[Profile],
    needs: Mapping[str, Need],
    blocked: frozenset[tuple[str, str]],
    day: date,
) -> Situation:
    """Return the situation on a day as everybody on the UN side may be told it: the same for all of them.

    `blocked` are the pairs of entity and partner that due diligence excludes.
    """
    view = Viewpoint(datetime.combine(day, time(), UTC))
    firms = {profile.id: profile.partner for profile in profiles}
    with oversee(by) as opened:
        unnamed = Unnamed.of(approaches.live(opened), firms, view)
    return Situation.of(register(by, blocked), profiles, needs, view, unnamed)


def register(by: Caller, blocked: frozenset[tuple[str, str]]) -> Register:
    """Return the register as everybody on the UN side may read it; the database leaves out what they may not."""
    with look(by.as_everybody()) as opened:
        return Register(
            approaches=approaches.all_(opened),
            events=approaches.events(opened),
            talks=talks.all_(opened),
            around=Circle(quiet=around.quiet_periods(opened), top_tier=around.top_tier(opened)),
            sizes=engagements.count_by_size(opened),
            engaged=engagements.partners_of_running(opened),
            blocked=blocked,
        )


def own_approaches(by: Caller, entity: str, partners: Sequence[Partner], at: datetime) -> OwnApproaches:
    """Return what an entity has in the register, and what it may be told of everything that touches it."""
    firms = {partner.id: partner for partner in partners}
    with oversee(by) as opened:
        known = approaches.all_(opened)
        near = partners_of(known, firms, entity)
        circle = Circle(
            engagements=engagements.of_partners(opened, sorted(near)),
            partners=tuple(firms[name] for name in sorted(near) if name in firms),
            quiet=around.quiet_periods(opened, near),
        )
        log = approaches.events(opened, [each.id for each in known if each.entity == entity])
        found = Register(known, log, talks.all_(opened), circle)
    return OwnApproaches.of(Viewpoint(at, entity), found, places())
