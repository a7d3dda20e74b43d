"""What engagements brought and what came of it: contributions by habit of disclosure, indicators by niche."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from data.demo.chance import Dice
from data.demo.network import DisclosurePattern
from data.demo.words import FOLDER, Niche, load
from matching.records import Contribution, Kpi, KpiLevel, Period, State

_VALUATIONS = ("market price", "cost price", "staff days at standard rate", "book value")
_CURRENCIES = {"USD": 70.0, "EUR": 22.0, "CHF": 5.0, "GBP": 3.0}
# No more givers than this are told of in one engagement.
_GIVERS = 4


@dataclass(frozen=True, slots=True)
class Gift:
    """Who may have given to an engagement, who owns it, and when."""

    engagement: str
    givers: tuple[str, ...]
    owner: str
    period: Period


def make_contributions(gift: Gift, pattern: DisclosurePattern, dice: Dice) -> tuple[Contribution, ...]:
    """Return what was disclosed: everything, or less as the owner's habit has it (R17 ¶41)."""
    if pattern is DisclosurePattern.WITHOUT_MONEY:
        return ()
    engagement, year = gift.engagement, gift.period.start.year if gift.period.start else None
    given = [_given(engagement, giver, year, dice) for giver in gift.givers[: dice.number(1, _GIVERS)]]
    if pattern is DisclosurePattern.COMPLETE:
        amount = round(10 ** dice.fraction(4, 6.3), -3)
        given.append(
            Contribution(
                engagement, gift.owner, amount, "USD", "cost price", year, by_un=True, note="staff and operations"
            )
        )
    if pattern is DisclosurePattern.SCATTERED:
        elsewhere = f"see the country report of {year}"
        given = [
            Contribution(engagement, one.giver, None, year=one.year, in_kind=one.in_kind, note=elsewhere)
            if dice.chance(0.6)
            else one
            for one in given
        ]
    return tuple(given)


def _given(engagement: str, giver: str, year: int | None, dice: Dice) -> Contribution:
    in_kind = dice.chance(0.4)
    amount = round(10 ** dice.fraction(3.9, 6.6), -3)
    return Contribution(
        engagement=engagement,
        giver=giver,
        amount=amount,
        currency=dice.weighted(_CURRENCIES),
        valuation=dice.pick(_VALUATIONS) if in_kind else "",
        year=year,
        in_kind=in_kind,
    )


def make_kpis(engagement: str, niche: Niche, period: Period, state: State, dice: Dice) -> tuple[Kpi, ...]:
    """Return one to three indicators of the niche's section, with values only after the start."""
    known: dict[str, list[list[object]]] = load_kpis()
    pool = known.get(niche.section, known["other"])
    if period.start is None:
        raise ValueError(f"engagement {engagement} has no start")
    kpis = []
    for level, name, unit, low, high in dice.sample(pool, dice.number(1, 3)):
        target = float(dice.number(int(str(low)), int(str(high))))
        begun = state in (State.ACTIVE, State.ENDED, State.STOPPED)
        reached = {State.ACTIVE: (0.1, 0.9), State.ENDED: (0.6, 1.2), State.STOPPED: (0.05, 0.5)}.get(state, (0.0, 0.0))
        kpis.append(
            Kpi(
                engagement=engagement,
                level=KpiLevel(str(level)),
                name=str(name),
                unit=str(unit),
                source=dice.pick(["partner report", "field visit", "joint survey", "outside evaluation"]),
                baseline=float(round(target * dice.fraction(0, 0.3))) if dice.chance(0.75) else None,
                target=target,
                value=float(round(target * dice.fraction(*reached))) if begun and dice.chance(0.7) else None,
                date=period.start + timedelta(days=dice.number(5, 60)),
            )
        )
    return tuple(kpis)


@cache
def load_kpis() -> dict[str, list[list[object]]]:
    """Return the indicators by ISIC section: level, name, unit, lowest and highest target."""
    return load(FOLDER / "kpis.yaml")
