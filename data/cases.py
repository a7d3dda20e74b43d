"""The partnerships that the two reports document, each with its need, its members and its figures.

Facts are the reports'; texts are our own words, and Goals, resources, types and roles are our reading of the reports.
Practices without a partner (A/72/310 Box 7 and 8) and events without a programme (A/66/320 ¶17) are not cases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.facts import read_table, split
from matching.records import (
    Capability,
    Disclosure,
    Engagement,
    Kind,
    Kpi,
    KpiLevel,
    Level,
    Member,
    Need,
    Origin,
    Partner,
    Period,
    Resource,
    Size,
    State,
)

PUBLISHED = "published in a report of the Secretary-General"


@dataclass(frozen=True, slots=True)
class CaseText:
    """What a case is about in one language; need and offer name no organisation."""

    title: str
    summary: str
    need_title: str
    need: str
    offer: str


@dataclass(frozen=True, slots=True)
class Case:
    """A documented partnership as records; `capabilities` follow `partners` one by one.

    `described` holds the ids of partners that the report describes without a name. `route` is the one of the five
    routes of A/72/310 that it stands for, empty for 2011. `note` says what is our reading of an unclear text.
    """

    engagement: Engagement
    need: Need
    partners: tuple[Partner, ...]
    capabilities: tuple[Capability, ...]
    texts: dict[str, CaseText]
    described: frozenset[str]
    route: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """The id of the case, which its engagement carries too."""
        return self.engagement.id

    def need_in(self, language: str) -> Need:
        """Return the need with its text in `language` (en or zh).

        :raises KeyError: If the case has no text in this language.
        """
        text = self.texts[language]
        return _need(self.engagement, f"case-need-{self.id}-{language}", language, text)


@cache
def read_cases() -> tuple[Case, ...]:
    """Return all documented cases in the order of the reports, 2011 before 2017."""
    texts, members, kpis = (_by_case(table) for table in ("case_texts", "case_members", "case_kpis"))
    partners = {partner.id: partner for partner in read_case_partners()}
    cases = []
    for row in read_table("cases"):
        case = row["id"]
        by_language = {text["language"]: _text(text) for text in texts[case]}
        engagement = _engagement(row, by_language["en"], members[case], kpis[case])
        cases.append(_case(row, engagement, by_language, members[case], partners))
    return tuple(cases)


@cache
def read_case_partners() -> tuple[Partner, ...]:
    """Return the partners of all cases once each, by id, with the countries and Goals of all their cases."""
    cases = {row["id"]: row for row in read_table("cases")}
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for member in read_table("case_members"):
        rows[member["partner"]].append(member)
    return tuple(_partner(rows[key], [cases[member["case"]] for member in rows[key]]) for key in sorted(rows))


def _case(
    row: dict[str, str],
    engagement: Engagement,
    by_language: dict[str, CaseText],
    members: list[dict[str, str]],
    partners: dict[str, Partner],
) -> Case:
    return Case(
        engagement=engagement,
        need=_need(engagement, f"case-need-{row['id']}", "en", by_language["en"]),
        partners=tuple(partners[member["partner"]] for member in members),
        capabilities=tuple(_capability(member, engagement) for member in members),
        texts=by_language,
        described=frozenset(member["partner"] for member in members if member["described"] == "1"),
        route=row["route"],
        note=row["note"],
    )


def _engagement(
    row: dict[str, str], text: CaseText, members: Iterable[dict[str, str]], kpis: Iterable[dict[str, str]]
) -> Engagement:
    entities = split(row["entities"])
    return Engagement(
        id=row["id"],
        title=text.title,
        entities=entities,
        members=tuple(Member(member["partner"], member["role"]) for member in members),
        origin=Origin(row["source"]),
        disclosure=Disclosure(owner_entity=entities[0], reason=PUBLISHED),
        summary=text.summary,
        type=row["type"],
        partner_count=int(row["partner_count"]) if row["partner_count"] else None,
        level=Level(row["level"]),
        resources=_resources(row["resources"]),
        sdgs=tuple(int(goal) for goal in split(row["sdgs"])),
        countries=split(row["countries"]),
        period=Period(_day(row["start"]), _day(row["end"])),
        state=State(row["state"]),
        kpis=tuple(_kpi(kpi) for kpi in kpis),
    )


def _need(engagement: Engagement, id: str, language: str, text: CaseText) -> Need:
    return Need(
        id=id,
        entity=engagement.entities[0],
        title=text.need_title,
        text=text.need,
        origin=engagement.origin,
        language=language,
        sdgs=engagement.sdgs,
        countries=engagement.countries,
        resources=engagement.resources,
        type=engagement.type,
        period=engagement.period,
        state="met",
    )


def _partner(members: list[dict[str, str]], cases: list[dict[str, str]]) -> Partner:
    member = members[0]
    return Partner(
        id=member["partner"],
        name=member["name"],
        kind=Kind(member["kind"]),
        origin=Origin("; ".join(dict.fromkeys(each["source"] for each in members))),
        size=Size(member["size"]) if member["size"] else None,
        country=member["country"],
        countries=tuple(sorted({country for case in cases for country in split(case["countries"])})),
        sdgs=tuple(sorted({int(goal) for case in cases for goal in split(case["sdgs"])})),
    )


def _capability(member: dict[str, str], engagement: Engagement) -> Capability:
    return Capability(
        id=f"{engagement.id}-{member['partner'].removeprefix(engagement.id + '-')}",
        partner=member["partner"],
        text=member["capability"],
        origin=Origin(member["source"]),
        resources=_resources(member["resources"]),
        countries=engagement.countries,
        sdgs=engagement.sdgs,
    )


def _kpi(row: dict[str, str]) -> Kpi:
    return Kpi(
        engagement=row["case"],
        level=KpiLevel(row["level"]),
        name=row["name"],
        unit=row["unit"],
        source=row["source"],
        target=float(row["target"]) if row["target"] else None,
        value=float(row["value"]) if row["value"] else None,
    )


def _resources(cell: str) -> tuple[Resource, ...]:
    return tuple(Resource(resource) for resource in split(cell))


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _text(row: dict[str, str]) -> CaseText:
    return CaseText(row["title"], row["summary"], row["need_title"], row["need"], row["offer"])


def _by_case(table: str) -> defaultdict[str, list[dict[str, str]]]:
    grouped: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read_table(table):
        grouped[row["case"]].append(row)
    return grouped
