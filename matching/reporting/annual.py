"""The report of one year: what it says, made of what one viewer may be told by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from matching.completeness import ToldEngagements
from matching.disclosure import Viewpoint
from matching.records import Engagement, OutSheet, Partner, Period, Report, ReportSection, State, Viewer
from matching.reporting import tables
from matching.reporting.measures import PublishedFigure, measures

_REAL = (State.AGREED, State.ACTIVE, State.ENDED, State.STOPPED)


@dataclass(frozen=True, slots=True)
class ReportScope:
    """Which report: of a year, and of one country ("" for the system), with the names of countries by code."""

    year: int
    country: str
    places: Mapping[str, str]

    @property
    def scope(self) -> str:
        """The country's name, or the whole system."""
        return self.places.get(self.country, self.country) if self.country else "the United Nations system"

    def holds(self, engagement: Engagement) -> bool:
        """Return whether an engagement was agreed and ran in the year, and where it is asked for.

        One without any date belongs to no year.
        """
        dated = engagement.period.start is not None or engagement.period.end is not None
        within = Period(date(self.year, 1, 1), date(self.year, 12, 31)).overlaps(engagement.period)
        here = not self.country or self.country in engagement.countries
        return dated and within and here and engagement.state in _REAL


def annual_report(
    asked: ReportScope,
    told: ToldEngagements,
    partners: Mapping[str, Partner],
    reporting: Collection[str],
    published: Mapping[str, PublishedFigure],
    *,
    viewer: Viewer,
    view: Viewpoint,
) -> Report:
    """Return the report that a viewer may read; `reporting` are the entities that should be in it."""
    of_year = [each for each in told.engagements if asked.holds(each)]
    day = min(view.at.date(), date(asked.year, 12, 31))
    invented = sum(each.origin.synthetic for each in of_year)
    kept = sum(told.withheld.values())
    absent = tables.missing(of_year, reporting)
    sections = [
        ReportSection(
            "What this report counts",
            (
                f"Partnerships that were agreed and ran in {asked.year} in {asked.scope}: {len(of_year)}, as far as "
                f"the viewer may be told them by name. {kept} partnerships of all years and places are withheld from "
                "the viewer and stand in no figure; they are counted of everything, so that no scope can find them.",
                *(f"Withheld, {reason}: {n}." for reason, n in told.withheld.items()),
                "Amounts of other entities are not told; a contribution counts when its amount is known to its owner.",
            ),
        ),
        ReportSection(
            "Beside the published figures",
            (
                "What A/66/320 (2011) and A/72/310 (2017) published, and the same measured on the partnerships of this "
                "report. Published figures are of entities that answered a survey; these are of records.",
            ),
            tables.compared(measures(of_year, partners, day), published),
        ),
        ReportSection(
            "Entities",
            ("What each entity discloses of its partnerships, in the patterns of A/72/310 ¶41.",),
            tables.entities(of_year, reporting),
        ),
        ReportSection(
            "Entities that are missing",
            (
                f"Of {len(tuple(absent.rows))} of {len(reporting)} entities this report holds no partnership by name: "
                "they have none here, or theirs are withheld (A/72/310 ¶60 asks all of them).",
            ),
            absent,
        ),
        ReportSection("Goals", ("A partnership may serve several Goals.",), tables.goals(of_year)),
        ReportSection("Partners", ("Each partner once, by the types of Annex A.",), tables.kinds(of_year, partners)),
    ]
    if not asked.country:
        sections.append(
            ReportSection("Countries", ("A partnership may be in several.",), tables.places(of_year, asked.places))
        )
    sections.append(ReportSection("Partnerships", (), tables.listed(of_year, partners)))
    sheet = OutSheet(
        viewer="/".join(filter(None, (viewer.user, viewer.role, viewer.entity))),
        made=view.at,
        what=f"report of {asked.year}, {asked.scope}",
        filters={"year": str(asked.year), **({"country": asked.country} if asked.country else {})},
        rows={"engagements": len(of_year)},
        invented={"engagements": invented} if invented else {},
        withheld={"engagements": told.withheld},
    )
    return Report(f"Partnerships of {asked.scope} in {asked.year}", tuple(sections), sheet)
