"""Measured results of an activity."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from data.exporting.iati.elements import add, day, decimal, narrative
from matching.records import Engagement, Kpi, KpiLevel

# Code lists ResultType and IndicatorMeasure. An input is no result of the standard: "other".
_LEVELS = {KpiLevel.INPUT: "9", KpiLevel.OUTPUT: "1", KpiLevel.OUTCOME: "2", KpiLevel.IMPACT: "3"}
_UNIT, _PERCENTAGE = "1", "2"


def results(parent: Element, engagement: Engagement, today: date) -> None:
    """Add the results, one indicator each; the baseline is that of the year in which the engagement began."""
    start = engagement.period.start
    for each in engagement.kpis:
        made = add(parent, "result", type=_LEVELS[each.level])
        narrative(add(made, "title"), each.name)
        percent = each.unit.strip().lower() in {"%", "percent"}
        indicator = add(made, "indicator", measure=_PERCENTAGE if percent else _UNIT)
        narrative(add(indicator, "title"), f"{each.name} ({each.unit})")
        if each.baseline is not None and start is not None:
            add(indicator, "baseline", year=str(start.year), value=decimal(each.baseline))
        if start is not None:
            _period(indicator, each, start, engagement.period.end, today)


def _period(parent: Element, each: Kpi, start: date, end: date | None, today: date) -> None:
    last = max(start, each.date or end or today)
    if each.target is None and each.value is None:
        return
    made = add(parent, "period")
    day(made, "period-start", start)
    day(made, "period-end", last)
    if each.target is not None:
        add(made, "target", value=decimal(each.target))
    if each.value is not None:
        add(made, "actual", value=decimal(each.value))
