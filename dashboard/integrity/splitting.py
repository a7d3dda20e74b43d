"""The same company, different verdicts: where entities differ most, and by which rule."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import looking, wording
from dashboard.words import _, n_, number
from matching.integrity import Verdicts


def show(verdicts: Verdicts, entity: str, sheet: DataSheet) -> None:
    """Show the partners on which entities differ most."""
    found = looking.split_partners(entity)
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
