"""The nouns of Concert: plain frozen records, without behaviour beyond what follows from their own fields."""

from matching.records.clearing import Circle, Message, Outcome, Party, Proposal, QuietPeriod, Resolution, Talk
from matching.records.coalitions import Answer, Coalition, CoalitionState, Role, Seat
from matching.records.codes import FacetKind, Kind, KpiLevel, Level, Resource, Size, SizeClass, State, Visibility
from matching.records.coordination import (
    LIVE_STAGES,
    MAX_WINDOW_DAYS,
    Approach,
    Event,
    Gate,
    Overlap,
    OverlapClass,
    Stage,
)
from matching.records.engagements import Contribution, Engagement, Kpi, Member
from matching.records.marks import ALWAYS, Disclosure, Origin, Period
from matching.records.matches import Evidence, Mark, Match, Shelf
from matching.records.needs import Facet, Need, Rule
from matching.records.parties import Affiliate, Capability, Entity, Partner, Profile

__all__ = [
    "ALWAYS",
    "LIVE_STAGES",
    "MAX_WINDOW_DAYS",
    "Affiliate",
    "Answer",
    "Approach",
    "Capability",
    "Circle",
    "Coalition",
    "CoalitionState",
    "Contribution",
    "Disclosure",
    "Engagement",
    "Entity",
    "Event",
    "Evidence",
    "Facet",
    "FacetKind",
    "Gate",
    "Kind",
    "Kpi",
    "KpiLevel",
    "Level",
    "Mark",
    "Match",
    "Member",
    "Message",
    "Need",
    "Origin",
    "Outcome",
    "Overlap",
    "OverlapClass",
    "Partner",
    "Party",
    "Period",
    "Profile",
    "Proposal",
    "QuietPeriod",
    "Resolution",
    "Resource",
    "Role",
    "Rule",
    "Seat",
    "Shelf",
    "Size",
    "SizeClass",
    "Stage",
    "State",
    "Talk",
    "Visibility",
]
