"""How well does the ranking find what experts would choose?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, choices, labels, quality, queries, widgets
from dashboard.charts import Span, intervals, palette
from dashboard.markup import plain
from dashboard.quality import METHODS, METRIC_NAMES, METRICS, OURS, SETS, headlines
from dashboard.words import _, day, number, percent, series
from matching.policy import Right

viewer = access.require(Right.READ_ABOUT)
results = queries.quality()
best = headlines(results)
if not best:
    widgets.title(_("How good is this?"))
    widgets.empty(
        _("Nothing has been measured here yet."),
        _("An administrator can run `make eval`: it ranks questions whose answers are known and writes what came out."),
    )
    st.stop()

widgets.title(
    _("How good is this?"),
    _("The right answer comes first in {least} to {most} of questions, depending on how hard they are.").format(
        least=percent(min(each.value for each in best)), most=percent(max(each.value for each in best))
    ),
)
st.dataframe(
    quality.headlines_table(best), hide_index=True, alt=_("Share of questions whose first answer is right, by set")
)

chosen_set = choices.selectbox(
    _("Set of questions"),
    labels.of(SETS, [each.set for each in best]),
    key="quality-set",
    in_address="set",
)
measured = [each for each in results if each.set == chosen_set]
metrics = list(dict.fromkeys(each.metric for each in measured))
names = labels.of(METRIC_NAMES, metrics)
chosen_metric = choices.segmented_control(_("Measure"), names, key="quality-measure", in_address="measure")
shown = [each for each in measured if each.metric == chosen_metric]
method_names = labels.of(METHODS, [each.method for each in shown])
order = [OURS, *sorted({each.method for each in shown if not each.against} - {OURS})]
spans = [
    Span(quality.language_name(each.language), method_names[each.method], each.value, each.low, each.high)
    for method in order
    for each in shown
    if each.method == method
]
meaning = _(METRICS[chosen_metric]) if chosen_metric in METRICS else plain(chosen_metric)
counted = _("{meaning} {n} questions. Lines are 95% intervals. Measured on {day}.")
widgets.figure(
    intervals(spans, palette(st.context.theme.type)),
    quality.results_table(shown),
    queries.data_sheet("quality", _("How good is this?"), viewer.user, synthetic=False),
    finding=names[chosen_metric],
    definition=counted.format(meaning=meaning, n=number(max(each.n for each in shown)), day=day(shown[0].date)),
    key="quality",
)
gains = [
    _("{gain} against {method} (between {low} and {high})").format(
        gain=number(each.value, 2),
        method=labels.of(METHODS, [each.against])[each.against],
        low=number(each.low, 2),
        high=number(each.high, 2),
    )
    for each in shown
    if each.against and each.language == "all"
]
if gains:
    st.markdown(_("Question by question Concert gains {gains}.").format(gains=series(gains)))
st.caption(_("Questions used for tuning are never in these figures. The sets are small: compare the intervals."))
