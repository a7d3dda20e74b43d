"""What would a change of rules do, before it is made: who drops out, what is hit, what need not be done again."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from acts import rules as acts
from acts.errors import ProblemsError
from acts.rules import Change
from dashboard import choices, labels, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import effects, feedback, own_rules, queries, wording
from dashboard.integrity.rules import named
from dashboard.markup import plain
from dashboard.words import N_, _
from matching.integrity import Rulebook, Verdicts
from matching.records import ALL, OwnRule, Standing, Viewer

_ALL = "all"  # what the address calls every entity


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
        {key: named(each) for key, each in known.items()},
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
            text = own_rules.fields(known[rule], target, viewer)
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
        return target, text.rule.id, Standing.ADOPTED, text
    if turn is Turn.DOWN:
        return target, rule, Standing.DROPPED if rule in book.base else Standing.NONE, None
    return target, rule, Standing.NONE if rule in book.base else Standing.ADOPTED, None


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
