"""Whom a partner is tied to by ownership or affiliation, how far, with what share, and what comes along (R17 ¶40)."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from acts import act
from acts.facts import state_link
from dashboard import choices, labels, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import facts, feedback, queries, wording
from dashboard.queries import OPEN, partner_lines
from dashboard.words import _, day, n_, spoken
from matching.integrity import Verdicts
from matching.policy import Right, may
from matching.records import Origin, StatedLink, Viewer, new_id

# As far as any rule looks, and a link beyond.
_DEPTH = 3
_SHOWN = 50


def show(verdicts: Verdicts, partner: str, entity: str, viewer: Viewer, sheet: DataSheet) -> None:
    """Show the net around a partner, nearest first, and for those who may the form to state a link."""
    held = verdicts.dossiers
    near = sorted(held.links.near(partner, _DEPTH, 0.0).items(), key=lambda each: (len(each[1].path), each[0]))
    finding = n_("Tied to {n} other organisation", "Tied to {n} other organisations", len(near))
    widgets.heading(finding if near else _("No tie of ownership or affiliation is known."))
    if near:
        called = {each: held.partners[each].name for each in held.partners}
        through: dict[str, list[str]] = {}
        if entity in verdicts.policies:
            for firing in verdicts.verdict(entity, partner).firings:
                through.setdefault(firing.path[-1], []).append(firing.rule.id)
        table = pd.DataFrame(
            [
                {
                    _("Organisation"): called.get(other, other),
                    _("Way"): " → ".join(called.get(each, each) for each in tie.path[1:]),
                    _("Share along the way"): facts.share(tie.share),
                    _("Kind"): labels.kind_and_size(held.partners[other]) if other in held.partners else "",
                    _("Comes along for {entity}").format(entity=entity): ", ".join(through.get(other, ())),
                }
                for other, tie in near[:_SHOWN]
            ]
        )
        st.dataframe(table, hide_index=True, alt=finding, key="ties")
        st.caption(
            _(
                "Up to {n} links; shares along a way are multiplied, an unknown one weakens nothing. "
                "Each rule says how many links it follows and how much must be held."
            ).format(n=_DEPTH)
        )
        widgets.downloads(table, sheet, "ties")
    if may(viewer, Right.STATE_FACTS):
        with st.expander(_("State a link"), icon=":material/link:", key="link-open"):
            _form(partner, viewer)
        own = [each for each in queries.links() if partner in (each.partner, each.other)]
        if own:
            with st.expander(_("Take a link back"), icon=":material/link_off:", key="unlink-open"):
                facts.taking_back({each.id: _line(each, verdicts) for each in own}, viewer, "link")


def _line(link: StatedLink, verdicts: Verdicts) -> str:
    held = verdicts.dossiers.partners
    names = [held[each].name if each in held else each for each in (link.partner, link.other)]
    return _("{one} – {other}, {share}, {day} ({age}), {source}").format(
        one=names[0],
        other=names[1],
        share=facts.share(link.share),
        day=day(link.on),
        age=wording.age(link.on),
        source=link.origin.source,
    )


def _form(partner: str, viewer: Viewer) -> None:
    lines = {key: said for key, said in partner_lines(spoken().code, OPEN).items() if key != partner}
    choices.selectbox(
        _("Tied to"),
        lines,
        index=None,
        key="link-other",
        placeholder=_("Search by name, kind or country"),
    )
    left, right = st.columns(2)
    left.number_input(
        _("Share held, percent"),
        0.0,
        100.0,
        value=None,
        step=1.0,
        key="link-share",
        help=_("Empty: not known, such as an NGO's tie to its founder. It then counts in full."),
    )
    right.date_input(_("Day of the source"), value=act.today(), max_value=act.today(), key="link-on")
    st.text_input(_("Source"), max_chars=200, key="link-source")
    st.caption(_("It holds until the same source, or after two years any other, says otherwise; a share of 0 ends it."))
    st.button(_("State the link"), type="primary", key="link-save", on_click=_save, args=(partner, viewer))


def _save(partner: str, viewer: Viewer) -> None:
    said = st.session_state
    share, on = said.get("link-share"), said.get("link-on")
    link = StatedLink(
        new_id("l"),
        partner,
        str(said.get("link-other") or partner),
        None if share is None else float(share) / 100,
        on if isinstance(on, date) else act.today(),
        Origin(str(said.get("link-source") or "").strip()[:200]),
    )
    feedback.attempt(
        _("Stated. Every verdict now reads it."),
        lambda: state_link(resources.caller(viewer), link),
        clear=("link-other", "link-share", "link-source"),
    )
