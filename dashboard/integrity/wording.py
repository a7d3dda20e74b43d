"""The words of the page on due diligence."""

from __future__ import annotations

from collections import Counter

from dashboard.markup import plain
from dashboard.words import N_, _, day, n_, number, percent, series
from matching.integrity import Verdicts
from matching.records import Fact, Firing, RuleKind, Ruling

SECTIONS = {
    "partner": N_("A partner"),
    "policies": N_("Policies"),
    "compare": N_("Two entities"),
    "what_if": N_("What if"),
    "splits": N_("Where entities differ"),
    "screenings": N_("Screenings"),
    "names": N_("Listed names"),
}
RULINGS = {
    Ruling.ELIGIBLE: N_("eligible"),
    Ruling.CONDITIONAL: N_("on conditions"),
    Ruling.UNKNOWN: N_("not known"),
    Ruling.HIGH_RISK: N_("high risk"),
    Ruling.EXCLUDED: N_("excluded"),
}
# A shape beside the word, so that colour alone never says it.
MARKS = {
    Ruling.ELIGIBLE: "○",
    Ruling.CONDITIONAL: "◔",
    Ruling.UNKNOWN: "?",
    Ruling.HIGH_RISK: "▲",
    Ruling.EXCLUDED: "✕",
}
KINDS = {
    RuleKind.EXCLUDE: N_("excludes"),
    RuleKind.HIGH_RISK: N_("high risk"),
    RuleKind.CHECK: N_("looks at it"),
    RuleKind.REQUIRE: N_("requires"),
}
CRITERIA = {
    "sector_review": N_("Review of sectors"),
    "tobacco": N_("Tobacco"),
    "weapons_banned": N_("Weapons banned by treaty"),
    "weapons_nuclear": N_("Nuclear weapons"),
    "weapons_other": N_("Other weapons"),
    "alcohol": N_("Alcohol"),
    "gambling": N_("Gambling"),
    "pornography": N_("Pornography"),
    "coal": N_("Coal"),
    "oil_gas": N_("Oil and gas"),
    "breast_milk_substitutes": N_("Breast-milk substitutes"),
    "global_compact": N_("Global Compact"),
    "commitment": N_("Other commitment"),
    "sanctions": N_("Sanctions lists"),
    "controversy_review": N_("Search for controversies"),
    "controversy": N_("Controversies"),
    "flag": N_("Flags"),
}


def ruling(value: Ruling) -> str:
    """Return a ruling in words with its mark."""
    return f"{MARKS[value]} {_(RULINGS[value])}"


def stance(value: RuleKind | None) -> str:
    """Return what a policy does about a criterion."""
    return _(KINDS[value]) if value else "–"


def criterion(code: str) -> str:
    """Return what a criterion is called."""
    return _(CRITERIA[code]) if code in CRITERIA else code


def spread(verdicts: Verdicts, partner: str) -> str:
    """Return how many entities say what of a partner; there is no verdict for all of them."""
    counted = Counter(verdicts.ruling(entity, partner) for entity in verdicts.policies)
    said = [f"{_(RULINGS[each])} {number(counted[each])}" for each in Ruling if counted[each]]
    return n_("For {n} entity: ", "For {n} entities: ", len(verdicts.policies)) + series(said) + "."


def evidence(fact: Fact) -> str:
    """Return a fact with its value, day and source."""
    value = percent(fact.value) if isinstance(fact.value, float) and fact.value <= 1 else str(fact.value)
    said = _("{criterion}: {value}, {day}, {source}")
    return said.format(criterion=criterion(fact.criterion), value=value, day=day(fact.on), source=fact.origin.source)


def why(firing: Firing, called: dict[str, str]) -> str:
    """Return the rule that fired with what it stands on and the way it came."""
    parts = [f"{firing.rule.id} ({firing.rule.source}): {firing.rule.text}"]
    parts += [evidence(fact) for fact in firing.facts] or [_("nothing on file")]
    if len(firing.path) > 1:
        way = " → ".join(called.get(each, each) for each in firing.path)
        held = f" ({percent(firing.share)})" if firing.share is not None else ""
        parts.append(_("through {way}").format(way=way) + held)
    return " · ".join(parts)


def safe(text: str) -> str:
    """Return other people's words for markdown."""
    return plain(text)
