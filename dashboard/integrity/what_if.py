"""What would a change of rules do, before it is made; and the fields with which an entity writes a rule of its own."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from acts import act
from acts import rules as acts
from acts.errors import ProblemsError
from acts.rules import COMPANIES, Change, read_criteria, read_rule
from dashboard import choices, labels, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import effects, feedback, queries, wording
from dashboard.integrity.policies import rule_line
from dashboard.markup import plain
from dashboard.words import N_, _
from matching.integrity import FLAG, Rulebook, Verdicts, own_id
from matching.records import ALL, Comparator, IntegrityRule, OwnRule, RuleKind, RuleStanding, Rung, Viewer

_ALL = "all"  # what the address calls every entity
_COMPARATORS = {Comparator.ABOVE: N_("more than"), Comparator.AT_LEAST: N_("this or more")}
_FOR_COMPANIES, _FOR_ALL = "companies", "all"
_FOR = {_FOR_COMPANIES: N_("companies and corporate foundations"), _FOR_ALL: N_("every partner")}


class Turn(StrEnum):
    """What becomes of a rule."""

    UP = "up"
    DOWN = "down"
    OWN = "own"


_TURNS = {Turn.UP: N_("take it up"), Turn.DOWN: N_("drop it"), Turn.OWN: N_("write it anew")}


def show(verdicts: Verdicts, viewer: Viewer, entity: str, sheet: DataSheet) -> None:
    """Show the effect of one change of a rule for one entity or for all, and the switch for those who may."""
    columns = st.columns([3, 1, 1])
    whose = choices.selectbox(
        _("For"),
        {_ALL: _("every entity"), **{each: each for each in verdicts.policies}},
        key="whose",
        in_address="whose",
        at=columns[2],
    )
    target = ALL if whose == _ALL else whose
    book = queries.rulebook()
    known = book.rules_for(target)
    rule = choices.selectbox(
        _("Rule"),
        {key: rule_line(each) for key, each in known.items()},
        index=list(known).index("GC-R"),
        key="rule",
        in_address="rule",
        at=columns[0],
    )
    turns = possible(book, rule, target)
    turn = choices.selectbox(_("What if we"), labels.of(_TURNS, turns), key="act", in_address="act", at=columns[1])
    if Turn.DOWN not in turns and book.holds(target, rule):
        st.caption(_("This rule is the common minimum: no entity may drop it."))
    text = None
    if turn == Turn.OWN:
        try:
            text = rule_fields(known[rule], target, viewer)
        except ProblemsError as error:
            st.error("\n".join(f"- {plain(str(problem))}" for problem in error.problems))
            return
    change = resolved(book, rule, target, Turn(turn), text)
    effect = queries.effect(entity, change)
    effects.show(effect, entity, viewer, sheet)
    if acts.may_set(viewer, target):
        _switch(change, viewer)
    else:
        st.caption(_("Rules of an entity are switched by its lead, those for every entity by leadership."))


def possible(book: Rulebook, rule: str, target: str) -> list[Turn]:
    """Return what can become of a rule, the usual first."""
    if not book.holds(target, rule):
        return [Turn.UP, Turn.OWN]
    minimum = target != ALL and any(each.id == rule for each in book.common())
    return [Turn.OWN] if minimum else [Turn.DOWN, Turn.OWN]


def resolved(book: Rulebook, rule: str, target: str, turn: Turn, text: OwnRule | None) -> Change:
    """Return the change that is written down when it is switched."""
    if turn is Turn.OWN and text is not None:
        return target, text.rule.id, RuleStanding.ADOPTED, text
    if turn is Turn.DOWN:
        return target, rule, RuleStanding.DROPPED if rule in book.base else RuleStanding.NONE, None
    return target, rule, RuleStanding.NONE if rule in book.base else RuleStanding.ADOPTED, None


def _switch(change: Change, viewer: Viewer) -> None:
    widgets.heading(_("Make this change"))
    st.text_input(_("Why"), max_chars=500, key="switch-why", placeholder=_("The decision or policy behind it"))
    st.button(_("Switch it on"), type="primary", on_click=_make, args=(change, viewer), key="switch-on")


def _make(change: Change, viewer: Viewer) -> None:
    whose, rule, standing, _text = change
    why = str(st.session_state.get("switch-why") or "").strip()
    said = _("{rule} for {whose}: {standing}. Every verdict now follows.").format(
        rule=rule, whose=whose or _("every entity"), standing=_(wording.STANDINGS[standing])
    )
    feedback.attempt(said, lambda: acts.switch(resources.caller(viewer), change, why), clear=("switch-why", "act"))


def rule_fields(start: IntegrityRule, whose: str, viewer: Viewer) -> OwnRule:
    """Show the fields, filled from a rule, and return the rule that they describe.

    :raises ProblemsError: If it doesn't hold together, with everything that is wrong in it.
    """
    key = f"own-{start.id}-{whose}"
    left, middle, right = st.columns(3)
    kind = choices.selectbox(
        _("What it does"),
        RuleKind,
        wording.stance,
        index=list(RuleKind).index(start.kind),
        key=f"{key}-kind",
        at=left,
    )
    codes = [*(each.code for each in read_criteria()), FLAG]
    code = choices.selectbox(
        _("Criterion"),
        codes,
        index=codes.index(start.criterion),
        says=wording.criterion,
        key=f"{key}-criterion",
        at=middle,
    )
    with right:
        condition = _condition(start, code, f"{key}-{code}")
    left, middle, right = st.columns(3)
    depth = left.number_input(_("Links followed"), 0, 5, start.depth, key=f"{key}-depth")
    least = middle.number_input(
        _("Least share held, percent"), 0.0, 100.0, start.least_share * 100, 5.0, key=f"{key}-share"
    )
    about = choices.selectbox(
        _("Must be known of"),
        labels.of(_FOR),
        index=0 if start.kinds == COMPANIES else 1,
        key=f"{key}-kinds",
        help=_("Of others what is found counts too, but nothing needs to be on file."),
        at=right,
    )
    due, recheck = _days(start, key)
    text = st.text_input(_("Text of the rule"), start.text, max_chars=300, key=f"{key}-text")
    source = st.text_input(_("Paragraph or policy that it stands on"), start.source, max_chars=200, key=f"{key}-source")
    steps = st.text_area(
        _("Steps that better the verdict, one a line"), "\n".join(start.steps), height=80, key=f"{key}-steps"
    )
    entry = {
        "id": own_id(start.id, whose),
        "kind": kind,
        "criterion": code,
        **condition,
        "kinds": "companies" if about == _FOR_COMPANIES else [],
        "depth": int(depth),
        "least_share": round(float(least) / 100, 4),
        "steps": [line.strip() for line in steps.splitlines() if line.strip()],
        "due_days": due,
        "recheck_days": recheck,
        "text": text,
        "source": source,
    }
    entry = {name: value for name, value in entry.items() if value is not None}
    replaced = start.id if "/" not in start.id else queries.rulebook().own[start.id].replaces
    return OwnRule(whose, read_rule(entry, entry["id"]), viewer.user, act.today(), replaced)


def _condition(start: IntegrityRule, code: str, key: str) -> dict[str, object]:
    criteria = {each.code: each for each in read_criteria()}
    states = ("none", *Rung) if code == FLAG else criteria[code].states
    same = start.criterion == code
    if states:
        fires_on = start.threshold if same and isinstance(start.threshold, tuple) else ()
        chosen = choices.multiselect(
            _("One of"),
            list(states),
            default=[each for each in fires_on if each in states],
            says=wording.state,
            key=f"{key}-among",
        )
        return {Comparator.AMONG: [str(each) for each in chosen]}
    graded = code == "controversy"
    scale = 1 if graded else 100
    usual = float(start.threshold) * scale if same and isinstance(start.threshold, float) else 0.0
    comparator = start.comparator if same and start.comparator in _COMPARATORS else Comparator.ABOVE
    how = choices.selectbox(
        _("When it is"),
        labels.of(_COMPARATORS),
        index=list(_COMPARATORS).index(comparator),
        key=f"{key}-how",
    )
    label = _("Grade, 0 to 5") if graded else _("Share of revenue, percent")
    found = st.number_input(label, 0.0, 5.0 if graded else 100.0, usual, 1.0, key=f"{key}-threshold")
    return {how: float(found) / scale}


def _days(start: IntegrityRule, key: str) -> tuple[int | None, int | None]:
    left, right = st.columns(2)
    due = left.number_input(
        _("Days to meet it"),
        0,
        730,
        value=start.due_days,
        key=f"{key}-due",
        help=_("Empty: none. A requirement with days makes a partner conditional; without, it excludes."),
    )
    recheck = right.number_input(_("Look again after days"), 0, 1095, value=start.recheck_days, key=f"{key}-recheck")
    return (None if due is None else int(due)), (None if recheck is None else int(recheck))
