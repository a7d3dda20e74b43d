"""One engagement as an activity, its elements in the order of the schema."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element

from data.countries import UnknownCountryError, country
from data.exporting.cells import legal
from data.exporting.iati import money, organisations, results
from data.exporting.iati.elements import LANG, NAMESPACE, add, day, narrative, safe
from matching.records import Engagement, Entity, Level, Partner, State

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
    money.transactions(made, engagement, names, partners, today)
    results.results(made, engagement, today)
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
