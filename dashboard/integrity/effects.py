"""What a change of rules would do, in figures and tables that open down to the partner and the live record."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import streamlit as st

from dashboard import labels, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import queries, wording
from dashboard.words import _, n_, number, percent
from matching.integrity import Effect, ruling_changes
from matching.records import Ruling, Viewer

_SHOWN = 500


def show(effect: Effect, entity: str, viewer: Viewer, sheet: DataSheet) -> None:
    """Show who drops out and comes back, per entity, kind and size, which live records are hit, what is spared."""
    owners = queries.live_records(entity).owners
    resources.note_reading(
        viewer, "integrity", [(owners[hit.record], hit.record) for hit in effect.hits if hit.record in owners]
    )
    _figures(effect)
    frames = (
        ("dropped", _("By entity"), _by_entity(effect)),
        ("kinds", _("Who drops out, by kind and size"), _by_kind(effect)),
        ("hits", _hits_counted(effect), _hits(effect, entity)),
        ("gone", n_("{n} partner drops out", "{n} partners drop out", len(effect.partners)), _partners(effect)),
        ("moves", _("How verdicts move"), _moves(effect)),
    )
    for key, title, table in frames:
        if len(table):
            widgets.heading(title)
            shown = table.head(_SHOWN)
            st.dataframe(shown, hide_index=True, height=min(9, len(shown)) * 35 + 38, alt=title, key=key)
            widgets.downloads(table, sheet, key)


def _hits_counted(effect: Effect) -> str:
    records = n_(
        "{n} live engagement or approach is hit", "{n} live engagements and approaches are hit", len(effect.records)
    )
    rows = n_("{n} row", "{n} rows", len(effect.hits))
    return _("{records}: {rows}, one for each entity and partner").format(records=records, rows=rows)


def _figures(effect: Effect) -> None:
    gone, back = effect.partners, effect.back
    if gone:
        said = _("{n} partners drop out for at least one entity; {msme} of them ({share}) are small firms.")
        share = percent(effect.msme / len(gone))
        widgets.heading(said.format(n=number(len(gone)), msme=number(effect.msme), share=share))
    else:
        widgets.heading(_("Nobody drops out."))
    if back:
        st.markdown(
            n_(
                "{n} partner comes back for at least one entity.",
                "{n} partners come back for at least one entity.",
                len(back),
            )
        )
    columns = st.columns(3)
    columns[0].metric(_("Live engagements and approaches hit"), number(len(effect.records)))
    columns[1].metric(_("Entities for whom somebody drops out"), number(len(effect.dropped)))
    columns[2].metric(
        _("Duplicate screenings that could vanish"),
        number(effect.needless_after),
        delta=f"{effect.needless_after - effect.needless_before:+d}",
        delta_color="off",
        help=_(
            "Screenings made while another entity's was valid, where the rules of both come to the same ruling: one "
            "would have done. {before} with the rules of today; named records only."
        ).format(before=number(effect.needless_before)),
    )


def _by_entity(effect: Effect) -> pd.DataFrame:
    hits = Counter(entity for entity, _record in {(hit.entity, hit.record) for hit in effect.hits})
    changed = sorted(
        set(effect.dropped) | set(effect.returned), key=lambda name: (-len(effect.dropped.get(name, ())), name)
    )
    return pd.DataFrame(
        [
            {
                _("Entity"): name,
                _("Partners that drop out"): len(effect.dropped.get(name, ())),
                _("Come back"): len(effect.returned.get(name, ())),
                _("Live records hit"): hits[name],
                _("Excluded before"): len(effect.before.blocked(name)),
                _("Excluded after"): len(effect.after.blocked(name)),
            }
            for name in changed
        ]
    )


def _by_kind(effect: Effect) -> pd.DataFrame:
    held = effect.after.dossiers.partners
    counted = Counter((held[name].kind, held[name].size) for name in effect.partners)
    every = Counter((partner.kind, partner.size) for partner in held.values())
    return pd.DataFrame(
        [
            {
                _("Kind"): labels.kind(kind),
                _("Size"): labels.size(size) if size else "–",
                _("Drop out"): count,
                _("of all of these"): percent(count / every[kind, size]),
            }
            for (kind, size), count in counted.most_common()
        ]
    )


def _hits(effect: Effect, entity: str) -> pd.DataFrame:
    titles, held = queries.live_records(entity).titles, effect.after.dossiers.partners
    return pd.DataFrame(
        [
            {
                _("Entity"): hit.entity,
                _("Partner"): held[hit.partner].name if hit.partner in held else hit.partner,
                _("Live record"): titles.get(hit.record, hit.record) or hit.record,
                _("Record"): hit.record,
            }
            for hit in effect.hits
        ]
    )


def _partners(effect: Effect) -> pd.DataFrame:
    held = effect.after.dossiers.partners
    whom: dict[str, list[str]] = {}
    for name, gone in effect.dropped.items():
        for partner in gone:
            whom.setdefault(partner, []).append(name)
    return pd.DataFrame(
        [
            {
                _("Partner"): held[partner].name,
                _("Kind"): labels.kind_and_size(held[partner]),
                _("Country"): labels.place(held[partner].country),
                _("For how many entities"): len(names),
                _("For"): ", ".join(names),
            }
            for partner, names in sorted(whom.items(), key=lambda each: (-len(each[1]), held[each[0]].name))
        ]
    )


def _moves(effect: Effect) -> pd.DataFrame:
    moved: Counter[tuple[Ruling, Ruling]] = Counter()
    for name in effect.after.policies:
        if name in effect.before.policies:
            moved += ruling_changes(effect, name)
    return pd.DataFrame(
        [
            {_("From"): wording.ruling(one), _("To"): wording.ruling(other), _("Verdicts"): count}
            for (one, other), count in moved.most_common()
        ]
    )
