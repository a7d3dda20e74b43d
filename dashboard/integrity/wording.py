"""The words of the page on due diligence."""

from __future__ import annotations

from collections import Counter
from datetime import date

from acts import act
from dashboard.words import N_, _, day, n_, number, percent, series
from matching.integrity import BAND_DAYS, FactState, Verdicts
from matching.records import (
    Comparator,
    ConsultationAnswer,
    Fact,
    Firing,
    IntegrityRule,
    NameAnswer,
    RuleKind,
    RuleStanding,
    Ruling,
    Rung,
    Screening,
)

SECTIONS = {
    "partner": N_("A partner"),
    "policies": N_("Policies"),
    "rules": N_("My entity's rules"),
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
STATES = {
    "done": N_("done"),
    "active": N_("participant"),
    "learner": N_("learner"),
    "none": N_("none"),
    "non_communicating": N_("does not report"),
    "expelled": N_("expelled"),
    "public": N_("made in public"),
    "clear": N_("not on a list"),
    "possible": N_("a name like one on a list"),
    "listed": N_("on a list"),
    "observation": N_("observation"),
    "yellow": N_("yellow"),
    "escalated": N_("escalated"),
    "red": N_("red"),
}
FACT_STATES = {
    FactState.COUNTS: N_("counts until {day}"),
    FactState.HOLDS: N_("old: holds against it until a newer fact clears it"),
    FactState.STALE: N_("too old: not known"),
    FactState.REPLACED: N_("replaced by a newer fact"),
}
STANDINGS = {
    RuleStanding.ADOPTED: N_("taken up"),
    RuleStanding.DROPPED: N_("dropped"),
    RuleStanding.NONE: N_("as it was before"),
}
ALIKE = {
    NameAnswer.DIFFERENT: N_("Not the same"),
    NameAnswer.SAME: N_("The same"),
    NameAnswer.UNSURE: N_("Not sure"),
}
ANSWERS = {
    ConsultationAnswer.GIVEN: N_("the report is given"),
    ConsultationAnswer.DECLINED: N_("declined"),
}
RUNGS = {
    Rung.OBSERVATION: N_("observation"),
    Rung.YELLOW: N_("yellow"),
    Rung.ESCALATED: N_("escalated"),
    Rung.RED: N_("red"),
}


def ruling(value: Ruling) -> str:
    """Return a ruling in words with its mark."""
    return f"{MARKS[value]} {_(RULINGS[value])}"


def stance(value: RuleKind | None) -> str:
    """Return what a policy does about a criterion."""
    return _(KINDS[value]) if value else "–"


def condition(rule: IntegrityRule) -> str:
    """Return what a rule asks of a fact, in words."""
    about = criterion(rule.criterion)
    if isinstance(rule.threshold, tuple):
        states = series([state(each) for each in rule.threshold])
        # Two kinds of rule fire when the condition holds, the other two when it doesn't.
        fires = rule.kind in {RuleKind.EXCLUDE, RuleKind.HIGH_RISK}
        said = _("{criterion}: {states}") if fires else _("{criterion}: anything but {states}")
        return said.format(criterion=about, states=states)
    graded = rule.criterion == "controversy"
    least = number(rule.threshold) if graded else percent(rule.threshold, 0 if rule.threshold * 100 % 1 == 0 else 1)
    if rule.comparator is Comparator.ABOVE:
        return _("{criterion}: more than {value}").format(criterion=about, value=least)
    return _("{criterion}: {value} or more").format(criterion=about, value=least)


def criterion(code: str) -> str:
    """Return what a criterion is called."""
    return _(CRITERIA[code]) if code in CRITERIA else code


def spread(verdicts: Verdicts, partner: str) -> str:
    """Return how many entities say what of a partner; there is no verdict for all of them."""
    counted = Counter(verdicts.ruling(entity, partner) for entity in verdicts.policies)
    said = [f"{_(RULINGS[each])} {number(counted[each])}" for each in Ruling if counted[each]]
    return n_("For {n} entity: ", "For {n} entities: ", len(verdicts.policies)) + series(said) + "."


def state(code: str) -> str:
    """Return what a state of a criterion is called."""
    return _(STATES[code]) if code in STATES else code


def value(fact: Fact) -> str:
    """Return the value of a fact in words: a share of revenue, a grade, or a state."""
    if isinstance(fact.value, str):
        return state(fact.value)
    return _("grade {n}").format(n=number(fact.value)) if fact.criterion == "controversy" else percent(fact.value)


def progress(screening: Screening, today: date) -> str:
    """Return how far a screening is, and for an open one whether it takes longer than the reference band."""
    if screening.done is None:
        late = (today - screening.asked).days > BAND_DAYS[1]
        return _("open, past {n} days").format(n=BAND_DAYS[1]) if late else _("open")
    if screening.valid(today):
        return _("signed, counts")
    return _("signed, excludes until a newer one") if screening.ruling is Ruling.EXCLUDED else _("signed, run out")


def rung(at: Rung | None) -> str:
    """Return what a rung of the ladder of flags is called."""
    return _(RUNGS[at]) if at else _("lifted")


def evidence(fact: Fact) -> str:
    """Return a fact with its value, day, age and source: bad news holds whatever its age, which is therefore said."""
    said = _("{criterion}: {value}, {day} ({age}), {source}")
    return said.format(
        criterion=criterion(fact.criterion),
        value=value(fact),
        day=day(fact.on),
        age=age(fact.on),
        source=fact.origin.source,
    )


def age(on: date) -> str:
    """Return how long ago a day was."""
    days = (act.today() - on).days
    return n_("{n} day ago", "{n} days ago", days) if days else _("today")


def unknown(firing: Firing) -> str:
    """Return of which criterion nobody knows today, with what was known last."""
    last = "; ".join(map(evidence, firing.facts))
    return last or ": ".join([criterion(firing.rule.criterion), _("nothing on file")])


def why(firing: Firing, called: dict[str, str]) -> str:
    """Return the rule that fired with what it stands on and the way it came."""
    parts = [f"{firing.rule.id} ({firing.rule.source}): {firing.rule.text}"]
    parts += [evidence(fact) for fact in firing.facts] or [_("nothing on file")]
    if len(firing.path) > 1:
        way = " → ".join(called.get(each, each) for each in firing.path)
        held = f" ({percent(firing.share)})" if firing.share is not None else ""
        parts.append(_("through {way}").format(way=way) + held)
    return " · ".join(parts)
