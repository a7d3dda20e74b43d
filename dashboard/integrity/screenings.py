"""The queue of an entity's screenings: what waits for whom, how one is signed, how much is done twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from acts import act, screenings
from dashboard import choices, labels, resources, widgets
from dashboard.charts import Chart, Palette, palette
from dashboard.coordination.names import VISIBILITIES
from dashboard.downloads import DataSheet
from dashboard.integrity import consultations, facts, feedback, queries, wording
from dashboard.words import _, day, number, percent
from matching.integrity import BAND_DAYS, LONGEST_DAYS, USUAL_DAYS, Verdicts, figures, known_before
from matching.policy import Right, may
from matching.records import Disclosure, Origin, Ruling, Screening, Viewer, Visibility

# What is shown of all entities together is about the last two years.
_SPAN = timedelta(days=730)
_WEEK = 7
_LAST = 20  # weeks; what takes longer stands in one bar
OUTCOMES = (Ruling.ELIGIBLE, Ruling.CONDITIONAL, Ruling.HIGH_RISK, Ruling.EXCLUDED)


def show(verdicts: Verdicts, entity: str, viewer: Viewer, sheet: DataSheet) -> None:
    """Show the queue of the viewer's entity, what it was asked, what runs out, then the figures of all entities."""
    everybody = [each for each in queries.all_screenings() if each.asked >= act.today() - _SPAN]
    told = [each for each in everybody if each.disclosure.visibility is not Visibility.HIDDEN]
    _figures(told)
    consultations.show(viewer, verdicts)
    own = [each for each in queries.all_screenings() if each.entity == entity]
    if own:
        _queue(own, verdicts, entity, everybody, sheet)
        sign_form([each for each in own if each.done is None], verdicts, viewer)
    else:
        widgets.empty(
            _("No screening of your entity."),
            _("Begin one under “A partner”, after a look at who has done it already."),
        )
    facts.show_expiring(verdicts, entity, sheet)
    _turnaround(told, sheet)


def _queue(
    own: Sequence[Screening], verdicts: Verdicts, entity: str, everybody: Sequence[Screening], sheet: DataSheet
) -> None:
    held, today = verdicts.dossiers.partners, act.today()
    rows = []
    for each in sorted(own, key=_order):
        known = known_before(each.partner, everybody, entity, today)
        rows.append(
            {
                _("Partner"): held[each.partner].name if each.partner in held else each.partner,
                _("State"): wording.progress(each, today),
                _("Days"): ((each.done or today) - each.asked).days,
                _("Outcome"): wording.ruling(each.ruling) if each.ruling else "",
                _("By the rules today"): wording.ruling(verdicts.ruling(entity, each.partner)),
                _("Others who screened it"): known.count,
                _("Consulted"): ", ".join(each.consulted),
                _("Asked"): day(each.asked),
                _("Done"): day(each.done) if each.done else "",
                _("Counts until"): day(each.until) if each.until else "",
                _("Signed by"): each.screener if each.done else "",
            }
        )
    table = pd.DataFrame(rows)
    waiting = sum(each.done is None for each in own)
    late = sum(each.done is None and (today - each.asked).days > BAND_DAYS[1] for each in own)
    finding = _("{entity}: {n} screenings open, {late} of them for more than {days} days").format(
        entity=entity, n=number(waiting), late=number(late), days=BAND_DAYS[1]
    )
    widgets.heading(finding)
    st.dataframe(table, hide_index=True, height=min(12, len(rows)) * 35 + 38, alt=finding, key="own-screenings")
    widgets.downloads(table, sheet, "screenings")


def _order(each: Screening) -> tuple[bool, int, str]:
    """Open ones first, the longest waiting on top; then the others, the latest on top."""
    return each.done is not None, -each.done.toordinal() if each.done else each.asked.toordinal(), each.id


def _figures(told: Sequence[Screening]) -> None:
    found = figures(told)
    low, high = BAND_DAYS
    columns = st.columns(4)
    columns[0].metric(
        _("Screenings in two years"), number(found.total), help=_("Of all entities, without those that are hidden.")
    )
    columns[1].metric(
        _("Made twice"),
        percent(found.duplicate_share),
        help=_(
            "Share of these screenings that were asked for while another entity's of the same partner was valid "
            "(R17 ¶34)."
        ),
    )
    columns[2].metric(
        _("With a consultation"),
        percent(found.consulted_share),
        help=_(
            "Share of these screenings before which another entity was asked. Of entities, fewer than a third consult "
            "others (R17 ¶33)."
        ),
    )
    columns[3].metric(
        _("Median days"),
        number(found.median_days) if found.median_days is not None else "–",
        help=_("{n} of {all} took {low} to {high} days, the reference of R17 Box 7.").format(
            n=number(found.in_band), all=number(found.done), low=low, high=high
        ),
    )


def _turnaround(told: Sequence[Screening], sheet: DataSheet) -> None:
    found = figures(told)
    days = [(each.done - each.asked).days for each in told if each.done is not None]
    if not days:
        return
    low, high = BAND_DAYS
    finding = _("{share} of finished screenings took {high} days or less").format(
        share=percent(sum(each <= high for each in days) / len(days)), high=high
    )
    chart, table = turnaround(days, BAND_DAYS, palette(st.context.theme.type))
    widgets.figure(
        chart,
        table,
        sheet,
        finding=finding,
        definition=_(
            "Days from asked to signed, {n} screenings of all entities in two years, without hidden ones. "
            "Shaded: {low} to {high} days, to which one entity came down from months (R17 Box 7); {band} lie in it."
        ).format(n=number(found.done), low=low, high=high, band=number(found.in_band)),
        key="turnaround",
    )


def turnaround(days: Sequence[int], band: tuple[int, int], palette: Palette) -> tuple[Chart, pd.DataFrame]:
    """Return how many screenings took how many weeks, the reference band shaded, and the table behind it."""
    counts = [0] * (_LAST + 1)
    for each in days:
        counts[min(each // _WEEK, _LAST)] += 1
    names = [_("{low}–{high} days").format(low=w * _WEEK, high=w * _WEEK + 6) for w in range(_LAST)]
    names.append(_("{low} days and more").format(low=_LAST * _WEEK))
    figure = go.Figure(
        go.Bar(
            x=[week * _WEEK + 3.5 for week in range(_LAST + 1)],
            y=counts,
            width=6.2,
            marker={"color": palette.parts[0]},
            hovertext=[
                _("{n} screenings took {span}.").format(n=number(count), span=name)
                for count, name in zip(counts, names, strict=True)
            ],
            hoverinfo="text",
        )
    )
    figure.add_vrect(
        x0=band[0],
        x1=band[1],
        fillcolor=palette.text,
        opacity=0.12,
        line_width=0,
        annotation_text=_("{low}–{high} days").format(low=band[0], high=band[1]),
        annotation_position="top left",
        annotation_font={"color": palette.text},
    )
    figure.update_layout(
        height=260,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": palette.text},
        bargap=0,
        showlegend=False,
    )
    figure.update_xaxes(title=_("Days from asked to signed"), showgrid=False, dtick=28, zeroline=False)
    figure.update_yaxes(title=_("Screenings"), gridcolor=palette.line, zeroline=False)
    most = labels.leaders(zip(names, counts, strict=True))
    alt = _("{n} screenings by the days they took; most often: {leaders}.").format(n=number(len(days)), leaders=most)
    return Chart(figure, alt), pd.DataFrame({_("Days"): names, _("Screenings"): counts})


def sign_form(waiting: Sequence[Screening], verdicts: Verdicts, viewer: Viewer) -> None:
    """Show the form to those who may screen, when something waits for its outcome."""
    if not waiting or not viewer.entity or not may(viewer, Right.SCREEN):
        return
    held = verdicts.dossiers.partners
    names = {each.id: held[each.partner].name if each.partner in held else each.partner for each in waiting}
    of = {each.id: each.partner for each in waiting}
    with st.expander(_("Sign a screening"), icon=":material/signature:", key="sign-open"):
        chosen = choices.selectbox(_("Which one"), names, key="sign-which")
        if chosen is None:
            return
        rules = verdicts.ruling(viewer.entity, of[chosen])
        widgets.heading(_("By the rules today: {ruling}").format(ruling=wording.ruling(rules)))
        left, right = st.columns(2)
        choices.selectbox(
            _("What came of it"),
            OUTCOMES,
            index=OUTCOMES.index(rules) if rules in OUTCOMES else None,
            says=wording.ruling,
            key=f"sign-ruling-{chosen}",
            at=left,
        )
        right.text_input(_("Provider, or “in house”"), max_chars=100, key="sign-provider")
        left, right = st.columns(2)
        today = act.today()
        left.date_input(
            _("Counts until"),
            value=today + timedelta(days=USUAL_DAYS),
            min_value=today,
            max_value=today + timedelta(days=LONGEST_DAYS),
            key="sign-until",
        )
        choices.selectbox(
            _("What others may be told"),
            labels.of(VISIBILITIES, [Visibility.NAMED, Visibility.COUNT, Visibility.HIDDEN]),
            key="sign-visibility",
            at=right,
        )
        st.checkbox(_("Other entities may ask for the report"), value=True, key="sign-shared")
        st.caption(_("Who keeps the relationship with the partner cannot sign its screening (R17 ¶35)."))
        st.button(_("Sign it"), type="primary", key="sign-save", on_click=_sign, args=(chosen, of[chosen], viewer))


def _sign(screening: str, partner: str, viewer: Viewer) -> None:
    said = st.session_state
    told = Visibility(said.get("sign-visibility") or Visibility.NAMED)
    ruling, until = said.get(f"sign-ruling-{screening}"), said.get("sign-until")
    outcome = Screening(
        screening,
        viewer.entity,
        partner,
        act.today(),
        Origin("entered"),
        Disclosure(viewer.entity, told),
        ruling=Ruling(ruling) if ruling else None,
        provider=str(said.get("sign-provider") or "").strip()[:100],
        screener=viewer.user,
        # A report that nobody may know of can't be asked for.
        shared=bool(said.get("sign-shared")) and told is Visibility.NAMED,
        until=until if isinstance(until, date) else None,
    )
    feedback.attempt(
        _("Signed."),
        lambda: screenings.sign(resources.caller(viewer), screening, outcome),
        clear=("sign-which", "sign-provider"),
    )
