"""The parts of the page, each with what it counts, its table and its downloads."""

from __future__ import annotations

from datetime import UTC, date, datetime

import streamlit as st

from acts import data_quality
from dashboard import choices, provenance, queries, resources, widgets
from dashboard.charts import palette
from dashboard.data_quality import charts, tables
from dashboard.data_quality.tables import CRITERIA, PHASES
from dashboard.downloads import DataSheet
from dashboard.identity import queries as identity
from dashboard.words import _, n_, number, percent
from matching.completeness import CYCLE, DataQuality, Light, Pattern
from matching.records import RecordKind, Viewer

_SHOWN = 15  # bars that one look takes in; the table has all entities


def disclosure(found: DataQuality, sheet: DataSheet) -> None:
    """Show what entities disclose, in the patterns of paragraph 41."""
    with_any = [each for each in found.entities if each.engagements][:_SHOWN]
    counts = tables.of_engagements(found.told.engagements)
    total = counts.total()
    finding = _("{whole} of partnerships are told whole, {half} lack matching funds, {bare} any amount").format(
        whole=percent(counts[Pattern.WHOLE] / total),
        half=percent(counts[Pattern.NO_COUNTERPART] / total),
        bare=percent((counts[Pattern.NO_MONEY] + counts[Pattern.NOTHING]) / total),
    )
    widgets.figure(
        charts.patterns(
            [each.entity for each in with_any],
            tables.shares(with_any),
            [each.engagements for each in with_any],
            palette(st.context.theme.type),
        ),
        tables.disclosed(found.entities),
        sheet,
        finding=finding,
        definition=_(
            "Share of the partnerships of each entity by what is disclosed of them (A/72/310 ¶41), in brackets how "
            "many; the {n} most complete entities, all in the table. A contribution counts when its amount is known; "
            "matching funds are those of the UN side. An entity has the pattern that at least half of its "
            "partnerships reach."
        ).format(n=number(len(with_any))),
        key="disclosure",
    )


def cycle(found: DataQuality, sheet: DataSheet) -> None:
    """Show reporting over the life of partnerships beside the published figures."""
    published = {each.id: each for each in queries.figures()}
    rows = [
        (
            _(PHASES[each.phase]),
            published[CYCLE[each.phase]].value / 100,
            str(published[CYCLE[each.phase]].comparator),
            each.share,
        )
        for each in found.cycle
    ]
    start, _during, end = found.cycle
    widgets.figure(
        charts.beside(rows, palette(st.context.theme.type)),
        tables.cycle(found.cycle, published),
        sheet,
        finding=_(
            "Of the entities that should, {start} usually report at the start of partnerships, {end} at their end"
        ).format(start=percent(start.share), end=percent(end.share)),
        definition=_(
            "Share of the entities that report more than half of what was due, beside what entities said of "
            "themselves in 2017 (A/72/310 ¶44: more than half at the start, fewer than half during, fewer than a "
            "fifth at the end; its base is not stated). At the start: a result has a baseline or a target. During: "
            "one was measured, due after a year. At the end: one was measured in the last 90 days or later, or what "
            "was learnt is written down; lessons of other entities are not told and not counted."
        ),
        key="cycle",
    )


def freshness(found: DataQuality, sheet: DataSheet) -> None:
    """Show how old what is known is."""
    running = found.running()
    old = running[Light.OLD] + running[Light.UNDATED]
    widgets.heading(
        _("{old} of {all} partnerships that run have nothing known from the last two years").format(
            old=number(old), all=number(running.total())
        )
    )
    table = tables.lights(running, found.profiles)
    st.dataframe(table, hide_index=True, alt=_("Records by the age of what is known of them"))
    st.caption(
        _(
            "The last day of which anything is known: a measured result, the year of a contribution, what a source "
            "stated, a start or an end. Lights change after one and after two years: reports come "
            "yearly (A/72/310 ¶38, ¶60)."
        )
    )
    widgets.downloads(table, sheet, "freshness")


def smart(found: DataQuality, sheet: DataSheet) -> None:
    """Show which criteria of SMART are missing."""
    whole = sum(not lacks for lacks in found.smart.values())
    widgets.heading(
        _("{whole} of {all} partnerships are described as Partnership Data for SDGs asks").format(
            whole=number(whole), all=number(len(found.smart))
        )
    )
    table = tables.smart(found.smart)
    st.dataframe(table, hide_index=True, alt=_("Partnerships by criterion, met and missing"))
    st.caption(_("SMART as in A/72/310 ¶45, where R stands for resource-based."))
    st.markdown("\n".join(f"- {_(said)}" for said in CRITERIA.values()))
    widgets.downloads(table, sheet, "smart")


def of_entity(found: DataQuality, entity: str, viewer: Viewer, sheet: DataSheet) -> None:
    """Show the partnerships of one entity, one row each."""
    shown = [each for each in found.told.engagements if entity in (each.disclosure.owner_entity, *each.entities)]
    if not shown:
        widgets.empty(
            _("There is no partnership of {entity} that you may see.").format(entity=entity),
            _("Either none is in Concert, or all of them are withheld; the line below counts those of all entities."),
        )
        return
    resources.note_reading(viewer, "data quality", [(each.disclosure.owner_entity, each.id) for each in shown])
    table = tables.engagements(shown, found.smart, found.lights)
    st.dataframe(table, hide_index=True, alt=_("Partnerships of {entity}").format(entity=entity), key="rows")
    widgets.downloads(table, sheet, "rows")
    titles = {each.id: each.title or each.id for each in shown}
    chosen = choices.selectbox(_("One partnership"), titles, key="partnership_shown")
    provenance.show(viewer, RecordKind.ENGAGEMENT, chosen)


def duplicates(viewer: Viewer) -> None:
    """Say how many pairs of records wait for a person to judge whether they are one, with the way there."""
    pairs = len(identity.queue(viewer).pairs)
    said = n_("{n} pair of partner records may be one organisation.", "{n} pairs of partner records may be one.", pairs)
    widgets.heading(said.format(n=number(pairs)))
    st.caption(_("Names, places, websites and identifiers that are alike; nothing is merged before somebody judges."))
    if pairs:
        st.page_link("views/identity.py", label=_("Review them"), icon=":material/rule:")


def quality(viewer: Viewer) -> DataQuality:
    """Return how good the records are that a viewer may see."""
    return _quality(viewer.visibility_class, resources.edition(), datetime.now(UTC).date(), viewer)


# The class is the key; who looks is left out of it, since two of one class are told the same.
@st.cache_resource(max_entries=8, ttl="2m", show_spinner=False)
def _quality(visibility_class: str, of_edition: str, today: date, _viewer: Viewer) -> DataQuality:
    return data_quality.data_quality(resources.caller(_viewer))
