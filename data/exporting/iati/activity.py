"""One engagement as an activity, its elements in the order of the schema."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from xml.etree.ElementTree import Element

from data.countries import UnknownCountryError, country
from data.exporting.cells import legal
from data.exporting.iati import organisations, published
from data.exporting.iati.elements import LANG, NAMESPACE, add, day, decimal, narrative, narratives, safe
from data.exporting.iati.organisations import MULTILATERAL, attributes_of, name_of, reference_of
from data.exporting.iati.published import Stated
from matching.records import Contribution, Engagement, Entity, KpiLevel, Level, Partner, State

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


def activity(
    engagement: Engagement,
    entities: dict[str, Entity],
    partners: dict[str, Partner],
    today: date,
    stated: Stated = MappingProxyType({}),
) -> Element:
    """Return the activity of an engagement that has a start; what its publisher stated of it comes back as it was."""
    owner = engagement.disclosure.owner_entity
    names = {key: entity.name for key, entity in entities.items()}
    language = stated.get("language") or "en"
    made = Element("iati-activity", {LANG: language, f"{{{NAMESPACE}}}source": legal(engagement.origin.source)})
    if engagement.origin.synthetic:
        made.set(f"{{{NAMESPACE}}}synthetic", "true")
    if stated.get("humanitarian") is not None:
        made.set("humanitarian", "1" if stated["humanitarian"] else "0")
    own = f"{organisations.reference_of(owner)}-{safe(engagement.id)}"
    add(made, "iati-identifier", engagement.iati_identifier or own)
    if not published.organisations(made, stated, reporting=True):
        who = organisations.reporting(made, entities.get(owner) or Entity(owner, {"en": owner}, engagement.origin))
        if stated:
            published.assumed(who)
    _texts(made, engagement, stated)
    if not published.organisations(made, stated, reporting=False):
        for who in organisations.participating(made, engagement, names, partners):
            if stated:
                published.assumed(who)
    add(made, "other-identifier", ref=engagement.id, type=_OWN_IDENTIFIER)
    held = stated.get("activity_status") if stated.get("state") == engagement.state else ""
    add(made, "activity-status", code=held or _STATUS[engagement.state])
    _dates(made, engagement, today, stated)
    _places(made, engagement, stated)
    if not published.sectors(made, stated):
        published.assumed(add(made, "sector", vocabulary="1", code=_NOT_SPECIFIED))
    for goal in engagement.sdgs:
        add(made, "tag", vocabulary=_GOALS, code=str(goal))
    published.budgets(made, stated)
    transactions(made, engagement, names, partners, today)
    results(made, engagement)
    return made


def _texts(parent: Element, engagement: Engagement, stated: Stated) -> None:
    title = engagement.title if engagement.title.strip() else f"Partnership {engagement.id}"
    # What was several narratives in one language has become the lines of a text.
    add_texts = published.lines if stated else narratives
    add_texts(add(parent, "title"), published.titles(replace(engagement, title=title), stated))
    told = published.descriptions(engagement, stated)
    for kind, texts in told.items():
        add_texts(add(parent, "description", type=kind), texts)
    if not told:
        narrative(published.assumed(add(parent, "description", type="1")), title)
    if engagement.origin.synthetic:
        narrative(add(parent, "description", type="4"), INVENTED)


def _dates(parent: Element, engagement: Engagement, today: date, stated: Stated) -> None:
    start, end = engagement.period.start, engagement.period.end
    if told := published.days(stated, start, end):
        for kind, on in told.items():
            add(parent, "activity-date", type=kind, iso_date=on)
        return
    begun = engagement.state in (State.ACTIVE, State.ENDED, State.STOPPED)
    over = engagement.state in (State.ENDED, State.STOPPED)
    if start is not None:
        day(parent, "activity-date", start, type=_ACTUAL_START if begun and start <= today else _PLANNED_START)
    if end is not None:
        day(parent, "activity-date", end, type=_ACTUAL_END if over and end <= today else _PLANNED_END)


def _places(parent: Element, engagement: Engagement, stated: Stated) -> None:
    codes = {found: code for code in engagement.countries if (found := _iso2(code))}
    shares, others = dict(published.shares(stated)), tuple(stated.get("other_countries") or ())
    somewhere = codes or others or stated.get("regions")
    wide = _MULTINATIONAL if len(codes) + len(others) > 1 or stated.get("regions") else _NATIONAL
    everywhere = engagement.level is Level.GLOBAL or not somewhere
    if stated.get("scope") or not stated:
        add(parent, "activity-scope", code=stated.get("scope") or (_GLOBAL if everywhere else wide))
    equal = dict(zip(codes, _shares(len(codes)), strict=True)) if not shares and not others else {}
    for found, code in codes.items():
        share = shares.get(code, "") or (str(equal[found]) if found in equal and not stated.get("regions") else "")
        made = add(parent, "recipient-country", code=found, percentage=share)
        if share and not shares:
            published.assumed(made, "percentage")
            if len(codes) > 1:
                narrative(made, _SPLIT)
    for code in others:
        add(parent, "recipient-country", code=code)
    if not published.regions(parent, stated) and not somewhere:
        whole = add(parent, "recipient-region", vocabulary="1", code=_DEVELOPING_COUNTRIES, percentage="100")
        published.assumed(whole)
    published.locations(parent, stated)


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
    parent: Element,
    engagement: Engagement,
    names: dict[str, str],
    partners: dict[str, Partner],
    today: date,
) -> None:
    """Add what has an amount, a currency and a year that has begun: without one of them it is no transaction."""
    # What came with an activity flowed into it; what a UN entity gives to what it entered itself flows out of it.
    of_un = INCOMING_COMMITMENT if engagement.iati_identifier else OUTGOING_COMMITMENT
    for each in engagement.contributions:
        if each.amount is not None and each.currency and each.year and 1900 <= each.year <= today.year:
            _transaction(parent, each, names, partners, of_un if each.by_un else INCOMING_COMMITMENT)


def _transaction(
    parent: Element, each: Contribution, names: dict[str, str], partners: dict[str, Partner], kind_of_flow: str
) -> None:
    # Only the year is known; the standard wants a day, and says so in the description.
    on = date(each.year or 1, 1, 1)
    made = add(parent, "transaction")
    add(made, "transaction-type", code=kind_of_flow)
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


def results(parent: Element, engagement: Engagement) -> None:
    """Add the results, one indicator each; the baseline is that of the year in which the engagement began.

    A value without a day, of an engagement without an end, has no period: it is told in words.
    """
    start = engagement.period.start
    for each in engagement.kpis:
        made = add(parent, "result", type=_LEVELS[each.level])
        narrative(add(made, "title"), each.name)
        percent = each.unit.strip().lower() in {"%", "percent"}
        indicator = add(made, "indicator", measure=_PERCENTAGE if percent else _UNIT)
        narrative(add(indicator, "title"), f"{each.name} ({each.unit})")
        last = each.date or engagement.period.end
        told = {"target": each.target, "actual": each.value}
        known = {name: decimal(value) for name, value in told.items() if value is not None}
        if known and last is None:
            said = ", ".join(f"{name} {value}" for name, value in known.items())
            narrative(add(indicator, "description"), f"{said}; the day is not known")
        if each.baseline is not None and start is not None:
            add(indicator, "baseline", year=str(start.year), value=decimal(each.baseline))
        if known and last is not None and start is not None:
            period = add(indicator, "period")
            day(period, "period-start", start)
            day(period, "period-end", max(start, last))
            for name, value in known.items():
                add(period, name, value=value)
