"""What codes are called on the screen, in the language of the running page; codes stay in tooltips and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from acts.reference import UnknownCountryError, country, read_goals
from dashboard.markup import plain
from dashboard.words import N_, _, n_, number, series, spoken
from matching.records import OF_ENTITIES, Kind, Need, Partner, Resource, Shelf, Size, UserRole, Viewer
from matching.text import TextFact

Code = TypeVar("Code")

KINDS = {
    Kind.MULTINATIONAL: N_("Multinational company"),
    Kind.NATIONAL_COMPANY: N_("National or local company"),
    Kind.CORPORATE_FOUNDATION: N_("Corporate foundation"),
    Kind.FOUNDATION: N_("Independent or family foundation"),
    Kind.NGO: N_("Non-governmental organisation"),
    Kind.GOVERNMENT: N_("Government"),
    Kind.ACADEMIA: N_("Academia"),
    Kind.BUSINESS_ASSOCIATION: N_("Business association"),
    Kind.OTHER: N_("Other partner"),
}
SIZES = {
    Size.MULTINATIONAL: N_("multinational"),
    Size.NATIONAL: N_("national"),
    Size.MSME: N_("micro, small or medium"),
}
RESOURCES = {
    Resource.FINANCE: N_("Finance"),
    Resource.TECHNOLOGY: N_("Technology"),
    Resource.EXPERTISE: N_("Expertise"),
    Resource.IN_KIND: N_("Goods and services in kind"),
    Resource.LOGISTICS: N_("Logistics"),
    Resource.DATA: N_("Data"),
    Resource.COMMUNICATION: N_("Communication"),
    Resource.MARKET_ACCESS: N_("Market access"),
    Resource.VOLUNTEERS: N_("Volunteers"),
    Resource.SECONDMENT: N_("Secondment"),
    Resource.INNOVATIVE_FINANCE: N_("Innovative finance"),
}
# By the reasons of `matching.disclosure`, and what other counts call what they leave out.
WITHHOLDINGS = {
    "embargo": N_("embargo"),
    "the partner asked for anonymity": N_("the partner asked for anonymity"),
    "negotiations are under way": N_("negotiations are under way"),
    "other bids pending": N_("other bids pending"),
    "amounts are confidential": N_("amounts are confidential"),
    "another reason": N_("another reason"),
}
SHELVES = {
    Shelf.DIRECT: N_("Direct"),
    Shelf.ADJACENT: N_("Adjacent"),
}
FACTS = {
    TextFact.OFFER: N_("what exactly is offered or needed"),
    TextFact.PLACE: N_("in which country or place"),
    TextFact.BENEFICIARY: N_("for whom"),
    TextFact.AMOUNT: N_("how much or how many"),
    TextFact.SINCE: N_("since when or by when"),
}
ROLES = {
    UserRole.FOCAL_POINT: N_("Private-sector focal point"),
    UserRole.ENTITY_LEAD: N_("Lead of an entity"),
    UserRole.COORDINATOR: N_("Resident coordinator"),
    UserRole.CENTRAL_DESK: N_("Central desk"),
    UserRole.LEADERSHIP: N_("Leadership"),
    UserRole.EXTERNAL: N_("Company or other partner"),
    UserRole.AUDITOR: N_("Auditor"),
    UserRole.ADMINISTRATOR: N_("Administrator"),
}


def withholding(reason: str) -> str:
    """Return what a reason for withholding a record is called; a count's own words stay as they are."""
    return _(WITHHOLDINGS[reason]) if reason in WITHHOLDINGS else plain(reason)


def of(names: Mapping[Code, str], codes: Iterable[Code] | None = None) -> dict[Code, str]:
    """Return the codes, else all that have a name, with their names translated; one without a name keeps its code."""
    return {code: _(names[code]) if code in names else str(code) for code in (names if codes is None else codes)}


def kind(value: Kind) -> str:
    """Return what a kind of partner is called."""
    return _(KINDS[value])


def size(value: Size) -> str:
    """Return what a size of company is called."""
    return _(SIZES[value])


def kind_and_size(partner: Partner) -> str:
    """Return the kind of a partner, with the size of a company where the kind does not say it."""
    if partner.size is Size.MSME:
        return f"{kind(partner.kind)} ({size(partner.size)})"
    return kind(partner.kind)


def resource(value: Resource) -> str:
    """Return what a resource is called."""
    return _(RESOURCES[value])


def shelf(value: Shelf) -> str:
    """Return what a shelf is called."""
    return _(SHELVES[value])


def place(code: str) -> str:
    """Return the name of a country, or the code itself where it is none that we know."""
    try:
        found = country(code)
    except UnknownCountryError:
        return code
    return found.names.get(spoken().code) or found.name


def places(codes: Iterable[str], most: int = 3) -> str:
    """Return the names of the first countries and how many more there are."""
    codes = list(codes)
    names = [place(code) for code in codes[:most]]
    rest = len(codes) - len(names)
    return series(names) if rest <= 0 else _("{places} and {n} more").format(places=", ".join(names), n=rest)


def leaders(values: Iterable[tuple[str, float]], say: Callable[[float], str] = number, most: int = 2) -> str:
    """Return who has the largest value, with the value: "FAO (7)", and "FAO and WFP (7 each)" where it reads the same.

    `most` names stand there; how many more there are is counted.
    """
    found = list(values)
    largest = say(max((value for _name, value in found), default=0))
    names = [name for name, value in found if say(value) == largest]
    if len(names) == 1:
        return f"{names[0]} ({largest})"
    rest = len(names) - most
    named = series([*names[:most], n_("{n} more", "{n} more", rest)] if rest > 0 else names)
    return _("{names} ({value} each)").format(names=named, value=largest)


def short(name: str, most: int = 24) -> str:
    """Return a name that fits on a button."""
    return plain(name if len(name) <= most else f"{name[: most - 1]}…")


def goal(number: int) -> str:
    """Return the number and short name of a Goal."""
    found = next((each for each in read_goals() if each.number == number), None)
    return f"{number} {found.names.get(spoken().code) or found.names['en']}" if found else str(number)


def need_line(need: Need) -> str:
    """Return a need on one line: what, who, where."""
    return " · ".join(filter(None, [need.title or need.text[:80], need.entity, places(need.countries, 2)]))


def partner_line(partner: Partner) -> str:
    """Return a partner on one line: who, what, where."""
    country = place(partner.country) if partner.country else ""
    return " · ".join(filter(None, [partner.name, kind_and_size(partner), country]))


def hat_name(of: Viewer) -> str:
    """Return a role with what it is for, as a person reads it."""
    role = _(ROLES[of.role])
    place = of.entity if of.role in OF_ENTITIES else places(of.countries) if of.countries else ""
    return _("{role} · {place}").format(role=role, place=place) if place else role
