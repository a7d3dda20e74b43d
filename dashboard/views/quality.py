"""How well does the ranking find what experts would choose?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, queries, tables, widgets
from dashboard.charts import Span, intervals
from dashboard.markup import plain
from dashboard.palette import palette
from dashboard.quality import METRICS, headline
from dashboard.words import _, day, number, percent

viewer = access.require()
results = queries.quality()
best = headline(results)
if best is None:
    widgets.title(_("How good is this?"))
    widgets.empty(
        _("Nothing has been measured here yet."),
        _("An administrator can run `make eval`: it ranks questions whose answers are known and writes what came out."),
    )
    st.stop()

share = percent(best.value)
said = _("On {n} questions with known answers the right one comes first in {share}.")
widgets.title(_("How good is this?"), said.format(n=number(best.n), share=share))

columns = st.columns(3)
sets = sorted({each.set for each in results})
chosen_set = columns[0].selectbox(_("Set of questions"), sets, index=sets.index(best.set))
metrics = sorted({each.metric for each in results if each.set == chosen_set})
preferred = metrics.index(best.metric) if best.metric in metrics else 0
chosen_metric = columns[1].selectbox(_("Measure"), metrics, index=preferred)
shown = [each for each in results if (each.set, each.metric) == (chosen_set, chosen_metric)]
methods = sorted({each.method for each in shown}, key=lambda method: (method != "hybrid", method))
chosen_methods = columns[2].multiselect(_("Methods"), methods, default=methods) or methods

spans = [
    Span(tables.language_name(each.language), each.method, each.value, each.low, each.high)
    for method in chosen_methods
    for each in shown
    if each.method == method
]
meaning = _(METRICS.get(chosen_metric, "")) if chosen_metric in METRICS else plain(chosen_metric)
measured = _("{meaning} Lines are 95% intervals. Measured on {day}.").format(meaning=meaning, day=day(shown[0].date))
widgets.figure(
    intervals(spans, palette(st.context.theme.type)),
    tables.quality(shown),
    queries.data_sheet("quality", _("How good is this?"), viewer.user, synthetic=False),
    finding=_("{measure} by language and method").format(measure=plain(chosen_metric)),
    definition=measured,
    key="quality",
)
st.caption(
    _(
        "“hybrid” is what Explore uses. “lexical” compares words alone and “dense” meaning alone: they show what each "
        "adds. Questions used for tuning are never in these figures."
    )
)
