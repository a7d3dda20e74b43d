"""Reporting over the life of partnerships: at the start, during it, at its end (R17 ¶44)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matching.records import Engagement, State

# A partnership younger than this need not have reported on its way; a report this near to the end is one at the end.
GRACE_DAYS = 365
NEAR_END_DAYS = 90


class Phase(StrEnum):
    """When a report is due."""

    START = "start"
    DURING = "during"
    END = "end"


# The figures of ¶44, by phase: ids in the table of published figures.
CYCLE = {Phase.START: "report_at_start", Phase.DURING: "report_during", Phase.END: "report_at_end"}
_OVER = (State.ENDED, State.STOPPED)
_BEGUN = (State.AGREED, State.ACTIVE, *_OVER)


@dataclass(frozen=True, slots=True)
class Rate:
    """How reporting goes in one phase: entities that usually report, of those that should; and engagements.

    ¶44 asked entities whether they always or usually report: usually is here more than half of what was due.
    """

    phase: Phase
    usually: int
    entities: int
    reported: int
    due: int

    @property
    def share(self) -> float:
        """Share of the entities that usually report, 0 without any."""
        return self.usually / self.entities if self.entities else 0.0


def reported(engagement: Engagement, today: date) -> dict[Phase, bool]:
    """Return for each phase in which a report was due whether there is one.

    At the start: a result is named with its target or baseline. During: one was measured before the end. At the end:
    one was measured in the last 90 days or later, or what was learnt is written down.
    """
    start, end = engagement.period.start, engagement.period.end
    if engagement.state not in _BEGUN or (start is not None and start > today):
        return {}
    measured = [each.date for each in engagement.kpis if each.value is not None and each.date is not None]
    found = {Phase.START: any(each.target is not None or each.baseline is not None for each in engagement.kpis)}
    over = engagement.state in _OVER
    if start is not None and (over or today - start > timedelta(days=GRACE_DAYS)):
        last = end if over and end is not None else today
        found[Phase.DURING] = any(start <= day <= last for day in measured)
    if over:
        late = end is not None and any(day >= end - timedelta(days=NEAR_END_DAYS) for day in measured)
        found[Phase.END] = late or bool(engagement.lessons)
    return found


def rates(engagements: Iterable[Engagement], today: date) -> tuple[Rate, ...]:
    """Return how reporting goes in each phase; an engagement counts for the entity that owns it."""
    by_owner: dict[tuple[Phase, str], list[bool]] = defaultdict(list)
    for each in engagements:
        for phase, done in reported(each, today).items():
            by_owner[phase, each.disclosure.owner_entity].append(done)
    found = []
    for phase in Phase:
        of_phase = [done for (which, _), done in by_owner.items() if which is phase]
        found.append(
            Rate(
                phase,
                sum(2 * sum(done) > len(done) for done in of_phase),
                len(of_phase),
                sum(map(sum, of_phase)),
                sum(map(len, of_phase)),
            )
        )
    return tuple(found)
