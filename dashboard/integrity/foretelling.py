"""What would a rule do, before it is switched on: who drops out, what is hit, what need not be done again."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import looking, wording
from dashboard.words import _, number, percent
from matching.integrity import Effect, Verdicts
from matching.policy import Right, may
from matching.records import Viewer

_ALL = "all"


def show(verdicts: Verdicts, viewer: Viewer, entity: str, sheet: DataSheet) -> None:
    """Show the effect of one rule for one entity or as the common minimum."""
    rules = {rule.id: rule for rule in looking.options()}
    columns = st.columns([3, 1])
    rule = columns[0].selectbox(
        _("Rule"),
        list(rules),
        index=list(rules).index("GC-R"),
        format_func=lambda key: f"{key} · {rules[key].text}" if key in rules else key,
        key="rule",
    )
    whose = columns[1].selectbox(
        _("Taken up by"),
        [_ALL, *verdicts.policies],
        format_func=lambda key: _("every entity") if key == _ALL else key,
        key="whose",
    )
    if rule not in rules or whose not in (_ALL, *verdicts.policies):
        return
    effect = looking.effect(entity, rule, "" if whose == _ALL else whose)
    _figures(effect)
    table = _table(effect)
    if len(table):
        st.dataframe(table, hide_index=True, alt=_("Who drops out, by entity"), key="dropped")
        widgets.downloads(table, sheet, "dropped")
    if may(viewer, Right.SET_COMMON_RULES):
        st.button(
            _("Switch it on"),
            on_click=looking.take_up,
            args=(rule, "" if whose == _ALL else whose, viewer.user),
            key="switch-on",
        )


def _figures(effect: Effect) -> None:
    gone = effect.partners
    if not gone:
        widgets.heading(_("Nobody drops out."))
    else:
        said = _("{n} partners drop out for at least one entity; {msme} of them ({share}) are small firms.")
        share = percent(effect.msme / len(gone))
        widgets.heading(said.format(n=number(len(gone)), msme=number(effect.msme), share=share))
        st.caption(_("In early 2017, 78% of the companies expelled from the Global Compact were small (R17 ¶38)."))
        kinds = [f"{labels.kind(kind)} {number(count)}" for kind, count in effect.by_kind.most_common()]
        st.markdown(" · ".join(kinds))
    columns = st.columns(3)
    columns[0].metric(_("Live engagements and approaches hit"), number(len(effect.hits)))
    columns[1].metric(_("Entities for whom somebody drops out"), number(len(effect.dropped)))
    columns[2].metric(
        _("Screenings made twice with the same outcome"),
        number(effect.needless_after),
        delta=f"{effect.needless_after - effect.needless_before:+d}",
        delta_color="off",
        help=_("Such a screening could have been spared, had the two entities shared it."),
    )


def _table(effect: Effect) -> pd.DataFrame:
    hits = [hit.entity for hit in effect.hits]
    return pd.DataFrame(
        [
            {
                _("Entity"): entity,
                _("Partners that drop out"): len(gone),
                _("Live records hit"): hits.count(entity),
                wording.ruling(list(wording.RULINGS)[-1]): len(effect.after.blocked(entity)),
            }
            for entity, gone in sorted(effect.dropped.items(), key=lambda each: (-len(each[1]), each[0]))
        ]
    )
