"""The queue of screenings of an entity, and how much is done twice in the whole system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard import widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import looking, wording
from dashboard.words import _, day, number, percent
from matching.integrity import BAND_DAYS, Verdicts, figures, known_before
from matching.records import Screening, Visibility

# What is shown of all entities together is about the last two years.
_SPAN = timedelta(days=730)


def show(verdicts: Verdicts, entity: str, sheet: DataSheet) -> None:
    """Show the figures of all screenings, then those of the viewer's entity, open ones first."""
    everybody = [each for each in looking.all_screenings() if each.asked >= looking.today() - _SPAN]
    _figures(everybody)
    own = [each for each in everybody if each.entity == entity]
    if not own:
        widgets.empty(
            _("No screening of your entity."),
            _("Begin one under “A partner”, after a look at who has done it already."),
        )
        return
    held = verdicts.dossiers.partners
    rows = []
    for each in sorted(own, key=lambda each: (each.done is not None, each.asked, each.id)):
        known = known_before(each.partner, everybody, entity, looking.today())
        rows.append(
            {
                _("Partner"): held[each.partner].name if each.partner in held else each.partner,
                _("Asked"): day(each.asked),
                _("Done"): day(each.done) if each.done else _("open"),
                _("Outcome"): wording.ruling(each.ruling) if each.ruling else "",
                _("By the rules today"): wording.ruling(verdicts.ruling(entity, each.partner)),
                _("Others who screened it"): known.count,
                _("Consulted"): ", ".join(each.consulted),
            }
        )
    table = pd.DataFrame(rows)
    widgets.heading(_("Screenings of {entity}").format(entity=entity))
    st.dataframe(table, hide_index=True, alt=_("Screenings of {entity}").format(entity=entity), key="own-screenings")
    widgets.downloads(table, sheet, "screenings")
    _consult(entity, everybody)


def _figures(everybody: Sequence[Screening]) -> None:
    told = [each for each in everybody if each.disclosure.visibility is not Visibility.HIDDEN]
    found = figures(told)
    low, high = BAND_DAYS
    columns = st.columns(4)
    columns[0].metric(
        _("Screenings in two years"), number(found.total), help=_("Of all entities, without those that are hidden.")
    )
    columns[1].metric(
        _("Made twice"),
        percent(found.duplicate_share),
        help=_("Asked for while another entity's screening of the same partner was valid (R17 ¶34)."),
    )
    columns[2].metric(
        _("With a consultation"),
        percent(found.consulted_share),
        help=_("Fewer than a third of entities consult others (R17 ¶33)."),
    )
    columns[3].metric(
        _("Median days"),
        number(found.median_days) if found.median_days is not None else "–",
        help=_("{n} of {all} took {low} to {high} days, the reference of R17 Box 7.").format(
            n=number(found.in_band), all=number(found.done), low=low, high=high
        ),
    )


def _consult(entity: str, everybody: Sequence[Screening]) -> None:
    """Offer to ask, with one click, an entity that has screened the same partner and may be named."""
    running = [each for each in everybody if each.entity == entity and each.done is None]
    for each in running[:10]:
        known = known_before(each.partner, everybody, entity, looking.today())
        for other in [name for name in known.named if name not in each.consulted][:2]:
            st.button(
                _("Consult {entity} about {partner}").format(entity=other, partner=each.partner),
                on_click=looking.consult,
                args=(each.id, other),
                key=f"consult-{each.id}-{other}",
            )
