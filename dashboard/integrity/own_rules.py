"""The fields with which an entity writes a rule of its own, or its own version of one that there is."""

from __future__ import annotations

import streamlit as st

from acts import act
from acts.rules import COMPANIES, read_criteria, read_rule
from dashboard import choices, labels
from dashboard.integrity import queries, wording
from dashboard.words import N_, _
from matching.integrity import FLAG, own_id
from matching.records import Comparator, IntegrityRule, OwnRule, RuleKind, Rung, Viewer

_COMPARATORS = {Comparator.ABOVE: N_("more than"), Comparator.AT_LEAST: N_("this or more")}
_FOR_COMPANIES, _FOR_ALL = "companies", "all"
_FOR = {_FOR_COMPANIES: N_("companies and corporate foundations"), _FOR_ALL: N_("every partner")}


def fields(start: IntegrityRule, whose: str, viewer: Viewer) -> OwnRule:
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
