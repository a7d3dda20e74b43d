"""What the page calls things."""

from __future__ import annotations

from dashboard.words import N_
from matching.completeness import Light, Pattern, Phase, Smart

PATTERNS = {
    Pattern.WHOLE: N_("Partners, contributions and matching funds"),
    Pattern.NO_COUNTERPART: N_("Contributions without matching funds"),
    Pattern.NO_MONEY: N_("Partners without money"),
    Pattern.NOTHING: N_("Nothing in one place"),
}
PHASES = {
    Phase.START: N_("At the start"),
    Phase.DURING: N_("During the partnership"),
    Phase.END: N_("At the end"),
}
# A shape goes with each word: colour alone must not say it.
LIGHTS = {
    Light.FRESH: N_("● at most one year old"),
    Light.AGEING: N_("◐ one to two years old"),
    Light.OLD: N_("○ more than two years old"),
    Light.UNDATED: N_("– no date known"),
}
CRITERIA = {
    Smart.SPECIFIC: N_("Specific: a Goal, a place and a named result"),
    Smart.MEASURABLE: N_("Measurable: a result with baseline, target and source"),
    Smart.ACHIEVABLE: N_("Achievable: partners are named, and what they bring"),
    Smart.RESOURCE_BASED: N_("Resource-based: a contribution with its amount"),
    Smart.TIME_BOUND: N_("Time-bound: a start and an end"),
}
SHORT_CRITERIA = {
    Smart.SPECIFIC: N_("specific"),
    Smart.MEASURABLE: N_("measurable"),
    Smart.ACHIEVABLE: N_("achievable"),
    Smart.RESOURCE_BASED: N_("resource-based"),
    Smart.TIME_BOUND: N_("time-bound"),
}
