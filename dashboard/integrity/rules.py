"""The rules of the viewer's entity: where each comes from, what it asks, what it costs, and how it came about."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from acts.rules import as_yaml
from dashboard import widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import queries, wording
from dashboard.words import _, day, n_
from matching.integrity import Rulebook
from matching.records import ALL, IntegrityRule, OwnRule, RuleChange

_SHOWN = 50


def show(entity: str, sheet: DataSheet) -> None:
    """Show every rule that holds for an entity with what it excludes, then each change on record."""
    book = queries.rulebook()
    policy = book.policy(entity)
    cost = {each.rule.id: each for each in queries.costs(entity)}
    finding = n_("{n} rule holds for your entity", "{n} rules hold for your entity", len(policy.rules))
    widgets.heading(finding)
    table = pd.DataFrame(
        [
            {
                _("Rule"): rule.id,
                _("What it does"): wording.stance(rule.kind),
                _("Text"): rule.text,
                _("Asks"): wording.condition(rule),
                _("Where from"): origin(book, rule.id, entity),
                _("Excludes"): cost[rule.id].partners if rule.id in cost else 0,
                _("of them small firms"): cost[rule.id].msme if rule.id in cost else 0,
                _("by this rule alone"): cost[rule.id].only if rule.id in cost else 0,
                _("of these small firms"): cost[rule.id].only_msme if rule.id in cost else 0,
                _("Links followed"): rule.depth,
                _("Least share"): rule.least_share,
                _("Source"): rule.source,
            }
            for rule in policy.rules
        ]
    )
    st.dataframe(table, hide_index=True, alt=finding, key="rules")
    st.caption(
        _(
            "Excludes: partners whom the rule excludes today, of all {n}. To change a rule, look under “What if” at "
            "what that would do; whoever may switches it there."
        ).format(n=len(queries.verdicts(entity).dossiers.partners))
    )
    widgets.downloads(table, sheet, "rules")
    with st.expander(_("The rules as a file"), icon=":material/code:", key="yaml-open"):
        st.code(as_yaml(policy.rules), language="yaml", wrap_lines=True)
    history(entity, sheet)


def origin(book: Rulebook, rule: str, entity: str) -> str:
    """Return where a rule of an entity comes from."""
    own: OwnRule | None = book.own.get(rule)
    if own is not None and own.entity == entity:
        return _("own, in the place of {rule}").format(rule=own.replaces) if own.replaces else _("own")
    if any(each.id == rule for each in book.common()):
        return _("common minimum")
    return _("common base") if rule in book.base else _("taken up")


def history(entity: str, sheet: DataSheet) -> None:
    """Show the changes of an entity's rules and of those for all, the newest first."""
    found = [each for each in queries.changes() if each.entity in (entity, ALL)]
    if not found:
        return
    table = pd.DataFrame([_change(each) for each in found[:_SHOWN]])
    finding = n_("{n} change on record", "{n} changes on record", len(found))
    widgets.heading(finding)
    st.dataframe(table, hide_index=True, height=min(8, len(table)) * 35 + 38, alt=finding, key="changes")
    widgets.downloads(table, sheet, "changes")


def _change(change: RuleChange) -> dict[str, str]:
    return {
        _("Day"): day(change.on),
        _("For"): change.entity or _("every entity"),
        _("Rule"): change.rule,
        _("Now"): _(wording.STANDINGS[change.standing]),
        _("Why"): change.why,
        _("By"): change.who,
    }


def named(rule: IntegrityRule) -> str:
    """Return a rule as a line to choose."""
    return f"{rule.id} · {rule.text}"
