"""One engagement as an activity, its elements in the order of the schema."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from data.countries import UnknownCountryError, country
from data.exporting.cells import legal
from data.exporting.iati import organisations
from data.exporting.iati.elements import LANG, NAMESPACE, add, day, decimal, narrative, safe
from data.exporting.iati.organisations import MULTILATERAL, attributes_of, name_of, reference_of
from matching.records import Contribution, Engagement, Entity, Kpi, KpiLevel, Level, Partner, State

INVENTED = "SYNTHETIC DATA: this partnership is invented for demonstration."
_SPLIT = "The shares of the countries are not known; they are given as equal because the standard wants shares."
# Code list ActivityStatus: pipeline, implementation, closed, cancelled.
_STATUS = {
    State.PROPOSED: "1",
    State.SCREENED: "1",
    State.AGREED: "1",
    State.ACTIVE: "2",
    State.ENDED: "4",
    State.STOPPED: "5",
}
_PLANNED_START, _ACTUAL_START, _PLANNED_END, _ACTUAL_END = "1", "2", "3", "4"
_GLOBAL, _MULTINATIONAL, _NATIONAL = "1", "3", "4"
_DEVELOPING_COUNTRIES = "998"  # code list Region: no country is named
_NOT_SPECIFIED = "99810"  # code list Sector: Concert keeps Goals, and does not guess purposes from them
_GOALS = "2"  # code list TagVocabulary
_OWN_IDENTIFIER = "A1"


def can_be_written(engagement: Engagement) -> bool:
    """Return whether it has what the standard asks of every activity: a start, and nothing else that we could lack."""
    return engagement.period.start is not None


def activity(engagement: Engagement, entities: dict[str, Entity], partners: dict[str, Partner], today: date) -> Element:
    """Return the activity of an engagement that has a start."""
    owner = engagement.disclosure.owner_entity
    names = {key: entity.name for key, entity in entities.items()}
    made = Element("iati-activity", {LANG: "en", f"{{{NAMESPACE}}}source": legal(engagement.origin.source)})
    if engagement.origin.synthetic:
        made.set(f"{{{NAMESPACE}}}synthetic", "true")
    add(made, "iati-identifier", f"{organisations.reference_of(owner)}-{safe(engagement.id)}")
    organisations.reporting(made, entities.get(owner) or Entity(owner, {"en": owner}, engagement.origin))
    title = engagement.title if engagement.title.strip() else f"Partnership {engagement.id}"
    narrative(add(made, "title"), title)
    narrative(add(made, "description", type="1"), engagement.summary or title)
    if engagement.origin.synthetic:
        narrative(add(made, "description", type="4"), INVENTED)
    organisations.participating(made, engagement, names, partners)
    add(made, "other-identifier", ref=engagement.id, type=_OWN_IDENTIFIER)
    add(made, "activity-status", code=_STATUS[engagement.state])
    _dates(made, engagement, today)
    _places(made, engagement)
    add(made, "sector", vocabulary="1", code=_NOT_SPECIFIED)
    for goal in engagement.sdgs:
        add(made, "tag", vocabulary=_GOALS, code=str(goal))
    transactions(made, engagement, names, partners, today)
    results(made, engagement, today)
    return made


def _dates(parent: Element, engagement: Engagement, today: date) -> None:
    start, end = engagement.period.start, engagement.period.end
    begun = engagement.state in (State.ACTIVE, State.ENDED, State.STOPPED)
    over = engagement.state in (State.ENDED, State.STOPPED)
    if start is not None:
        day(parent, "activity-date", start, type=_ACTUAL_START if begun and start <= today else _PLANNED_START)
    if end is not None:
        day(parent, "activity-date", end, type=_ACTUAL_END if over and end <= today else _PLANNED_END)


def _places(parent: Element, engagement: Engagement) -> None:
    codes = [found for code in engagement.countries if (found := _iso2(code))]
    wide = _MULTINATIONAL if len(codes) > 1 else _NATIONAL
    add(parent, "activity-scope", code=_GLOBAL if engagement.level is Level.GLOBAL or not codes else wide)
    if not codes:
        add(parent, "recipient-region", vocabulary="1", code=_DEVELOPING_COUNTRIES, percentage="100")
    for code, share in zip(codes, _shares(len(codes)), strict=True):
        made = add(parent, "recipient-country", code=code, percentage=str(share))
        if len(codes) > 1:
            narrative(made, _SPLIT)


def _shares(parts: int) -> list[Decimal]:
    """Return as many equal shares of 100, to two places; the first makes up what rounding leaves."""
    if not parts:
        return []
    each = (Decimal(100) / parts).quantize(Decimal("0.01"))
    return [100 - each * (parts - 1), *[each] * (parts - 1)]


def _iso2(code: str) -> str:
    try:
        return country(code).iso2
    except UnknownCountryError:
        return ""


INCOMING_COMMITMENT, OUTGOING_COMMITMENT = "11", "2"


def transactions(
    parent: Element, engagement: Engagement, names: dict[str, str], partners: dict[str, Partner], today: date
) -> None:
    """Add what has an amount, a currency and a year that has begun: without one of them it is no transaction."""
    for each in engagement.contributions:
        if each.amount is not None and each.currency and each.year and 1900 <= each.year <= today.year:
            _transaction(parent, each, names, partners)


def _transaction(parent: Element, each: Contribution, names: dict[str, str], partners: dict[str, Partner]) -> None:
    # Only the year is known; the standard wants a day, and says so in the description.
    on = date(each.year or 1, 1, 1)
    made = add(parent, "transaction")
    add(made, "transaction-type", code=OUTGOING_COMMITMENT if each.by_un else INCOMING_COMMITMENT)
    day(made, "transaction-date", on)
    value = decimal(each.amount or 0.0)
    add(made, "value", value, currency=each.currency, value_date=on.isoformat())
    kind = "In kind" if each.in_kind else "In money"
    said = [f"{kind}.", f"Valuation: {each.valuation}." if each.valuation else "", each.note]
    narrative(add(made, "description"), " ".join(filter(None, [*said, "Only the year of the date is known."])))
    ours = {"ref": reference_of(each.giver), "type": MULTILATERAL}
    giver = add(made, "provider-org", **(ours if each.by_un else attributes_of(each.giver, partners)))
    narrative(giver, name_of(each.giver, names, partners))


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
