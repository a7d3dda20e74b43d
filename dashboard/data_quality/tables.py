"""Records to the tables of the page, and what their codes are called. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from acts.reference import Figure
from dashboard.words import N_, _, number, percent, series
from matching.completeness import CYCLE, Disclosed, Light, Pattern, Phase, Rate, Smart, pattern_of
from matching.records import Engagement

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


def disclosed(entities: Iterable[Disclosed]) -> pd.DataFrame:
    """Return one row an entity: its pattern, and its engagements by pattern."""
    columns = [
        _("Entity"),
        _("Pattern"),
        _("Partnerships"),
        *(_(PATTERNS[each]) for each in PATTERNS),
        _("With a place"),
    ]
    rows = [
        (
            each.entity,
            _(PATTERNS[each.pattern]),
            each.engagements,
            *(each.counts[pattern] for pattern in PATTERNS),
            each.placed,
        )
        for each in entities
    ]
    return pd.DataFrame(rows, columns=columns)


def cycle(rates: Sequence[Rate], published: Mapping[str, Figure]) -> pd.DataFrame:
    """Return one row a phase: what the report published, and how it is here."""
    columns = [
        _("Phase"),
        _("Published (A/72/310 ¶44)"),
        _("Entities that usually report"),
        _("Entities with reports due"),
        _("Share of entities"),
        _("Reports"),
        _("Reports due"),
    ]
    rows = [
        (
            _(PHASES[each.phase]),
            f"{published[CYCLE[each.phase]].comparator} {number(published[CYCLE[each.phase]].value)}%",
            each.usually,
            each.entities,
            percent(each.share),
            each.reported,
            each.due,
        )
        for each in rates
    ]
    return pd.DataFrame(rows, columns=columns)


def lights(running: Mapping[Light, int], profiles: Mapping[Light, int]) -> pd.DataFrame:
    """Return one row a light, with how many records show it."""
    columns = [_("Last known"), _("Partnerships that run"), _("Capabilities of partners")]
    rows = [(_(said), running.get(each, 0), profiles.get(each, 0)) for each, said in LIGHTS.items()]
    return pd.DataFrame(rows, columns=columns)


def smart(missing: Mapping[str, Sequence[Smart]]) -> pd.DataFrame:
    """Return one row a criterion, with how many engagements meet it and how many do not."""
    counts = Counter(criterion for lacks in missing.values() for criterion in lacks)
    columns = [_("Criterion"), _("Met by"), _("Missing in")]
    rows = [(_(SHORT_CRITERIA[each]), len(missing) - counts[each], counts[each]) for each in Smart]
    return pd.DataFrame(rows, columns=columns)


def engagements(
    shown: Iterable[Engagement], missing: Mapping[str, Sequence[Smart]], dated: Mapping[str, Light]
) -> pd.DataFrame:
    """Return one row an engagement: what it discloses, its light and what lacks to be SMART."""
    columns = [_("Partnership"), _("Discloses"), _("Last known"), _("Lacks"), _("State"), _("Invented"), _("Id")]
    rows = [
        (
            each.title,
            _(PATTERNS[pattern_of(each)]),
            _(LIGHTS[dated[each.id]]),
            series([_(SHORT_CRITERIA[lack]) for lack in missing[each.id]]) or _("nothing"),
            each.state.value,
            each.origin.synthetic,
            each.id,
        )
        for each in shown
    ]
    return pd.DataFrame(rows, columns=columns)


def shares(entities: Sequence[Disclosed]) -> dict[str, list[float]]:
    """Return for each pattern its share of the engagements of each entity that has any."""
    return {
        _(said): [each.counts[pattern] / each.engagements for each in entities] for pattern, said in PATTERNS.items()
    }


def of_engagements(shown: Iterable[Engagement]) -> Counter[Pattern]:
    """Return how many engagements have which pattern."""
    return Counter(pattern_of(each) for each in shown)


def of_pattern(entities: Iterable[Disclosed]) -> Counter[Pattern]:
    """Return how many entities have which pattern."""
    return Counter(each.pattern for each in entities)
