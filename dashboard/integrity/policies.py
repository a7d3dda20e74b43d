"""The rules of each entity and their changes, who excludes what, and the partners on which entities differ."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from acts.rules import as_yaml
from dashboard import choices, labels, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import queries, wording
from dashboard.words import _, day, n_, number, percent
from matching.integrity import Rulebook, Verdicts, differences, stances
from matching.records import ALL, IntegrityRule, OwnRule, RuleChange, RuleKind

# What entities differ in; the rest is the common base.
SECTORS = (
    *("tobacco", "weapons_banned", "weapons_nuclear", "weapons_other", "alcohol", "gambling", "pornography"),
    *("coal", "oil_gas", "breast_milk_substitutes", "global_compact"),
)
_SHOWN = 50


def show(verdicts: Verdicts, sheet: DataSheet) -> None:
    """Show entity x criterion, under the sentence that compares tobacco with what was published."""
    found = stances(list(verdicts.policies.values()), SECTORS)
    count = len(found)
    tobacco = [row["tobacco"] for row in found.values()]
    compact = [row["global_compact"] for row in found.values()]
    shares = [tobacco.count(each) / count for each in (RuleKind.EXCLUDE, RuleKind.HIGH_RISK, None)]
    finding = _(
        "Of {n} entities, {excluded} exclude tobacco, {risk} call it a high risk, {none} have no policy on it "
        "(2017: 61%, 19%, 20%, R17 ¶33); {looks} look at the status in the Global Compact (2017: about 80%, R17 ¶37)."
    ).format(
        n=number(count),
        excluded=percent(shares[0]),
        risk=percent(shares[1]),
        none=percent(shares[2]),
        looks=percent(1 - compact.count(None) / count),
    )
    widgets.heading(finding)
    table = pd.DataFrame(
        [
            {_("Entity"): entity} | {wording.criterion(each): wording.stance(row[each]) for each in SECTORS}
            for entity, row in found.items()
        ]
    )
    st.dataframe(table, hide_index=True, height=560, alt=finding, key="policies")
    st.caption(
        _("The strictest rule of each entity. What is shown of real entities is invented; the shares are published.")
    )
    widgets.downloads(table, sheet, "policies")


def compare(verdicts: Verdicts, entity: str, sheet: DataSheet) -> None:
    """Show on which criteria two entities differ, and by which rules."""
    names = list(verdicts.policies)
    start = names.index(entity) if entity in names else 0
    columns = st.columns(2)
    left = choices.selectbox(_("Entity"), names, index=start, key="left", in_address="left", always=True, at=columns[0])
    right = choices.selectbox(
        _("and"), names, index=(start + 1) % len(names), key="right", in_address="right", always=True, at=columns[1]
    )
    found = differences(verdicts.policies[left], verdicts.policies[right])
    if not found:
        widgets.empty(_("They have the same rules."), _("Choose two entities that differ."))
        return
    table = pd.DataFrame(
        [
            {
                _("Criterion"): wording.criterion(each.criterion),
                left: _rules(each.left),
                f"{right} ": _rules(each.right),
            }
            for each in found
        ]
    )
    finding = _("{left} and {right} differ on {n} of {all} criteria.").format(
        left=left, right=right, n=len(found), all=len({*_criteria(verdicts, left), *_criteria(verdicts, right)})
    )
    widgets.heading(finding)
    st.dataframe(table, hide_index=True, alt=finding, key="differences")
    widgets.downloads(table, sheet, "differences")


def split(verdicts: Verdicts, entity: str, sheet: DataSheet) -> None:
    """Show the partners on which entities differ most."""
    found = queries.split_partners(entity)
    if not found:
        widgets.empty(_("All entities say the same."), _("No partner has two different verdicts."))
        return
    differing = int((verdicts.weights.max(axis=0) > verdicts.weights.min(axis=0)).sum())
    finding = n_(
        "Entities differ on {n} partner.",
        "Entities differ on {n} partners.",
        differing,
    )
    widgets.heading(finding)
    held = verdicts.dossiers.partners
    table = pd.DataFrame(
        [
            {
                _("Partner"): held[each.partner].name,
                _("Kind"): labels.kind_and_size(held[each.partner]),
                **{wording.ruling(ruling): len(each.rulings.get(ruling, ())) for ruling in wording.RULINGS},
                _("The rule that differs"): "\n".join(f"{rule.id}: {rule.text}" for rule in each.rules),
            }
            for each in found
        ]
    )
    st.dataframe(table, hide_index=True, height=560, alt=finding, key="splits")
    st.caption(_("The {n} furthest apart; numbers count entities.").format(n=number(len(found))))
    widgets.downloads(table, sheet, "splits")


def _rules(rules: tuple[IntegrityRule, ...]) -> str:
    return "\n".join(f"{wording.stance(rule.kind)}: {rule.text} ({rule.source})" for rule in rules) or "–"


def _criteria(verdicts: Verdicts, entity: str) -> set[str]:
    return {rule.criterion for rule in verdicts.policies[entity].rules}


def show_rules(entity: str, sheet: DataSheet) -> None:
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
                _("Where from"): rule_origin(book, rule.id, entity),
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
    rule_changes(entity, sheet)


def rule_origin(book: Rulebook, rule: str, entity: str) -> str:
    """Return where a rule of an entity comes from."""
    own: OwnRule | None = book.own.get(rule)
    if own is not None and own.entity == entity:
        return _("own, in the place of {rule}").format(rule=own.replaces) if own.replaces else _("own")
    if any(each.id == rule for each in book.common()):
        return _("common minimum")
    return _("common base") if rule in book.base else _("taken up")


def rule_changes(entity: str, sheet: DataSheet) -> None:
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


def rule_line(rule: IntegrityRule) -> str:
    """Return a rule as a line to choose."""
    return f"{rule.id} · {rule.text}"
