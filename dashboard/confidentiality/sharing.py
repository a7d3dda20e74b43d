"""How much an entity shares, and what that opens for its own people."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from dashboard import widgets
from dashboard.confidentiality.wording import KINDS
from dashboard.downloads import DataSheet
from dashboard.words import _, n_, number
from matching.disclosure import Sharing
from matching.records import VeiledKind


def show(found: Mapping[VeiledKind, Sharing], sheet: DataSheet) -> None:
    """Show for each kind how many records are named and whether others' are told in return."""
    table = pd.DataFrame(
        [(_(KINDS[kind]), each.named, each.all - each.named, _returned(each)) for kind, each in found.items()],
        columns=[_("Records"), _("Named"), _("Withheld"), _("In return")],
    )
    widgets.heading(_("What we share, and what we are told in return"))
    st.dataframe(table, hide_index=True, height="content", alt=_("Named and withheld records by kind"))
    st.caption(
        _(
            "Who names at least half of its own records of a kind is told others' by name (R17 ¶43). Collisions are "
            "told in any case, without names. Amounts are told to other entities in bands only."
        )
    )
    widgets.downloads(table, sheet, "sharing")


def _returned(each: Sharing) -> str:
    if each.reciprocates:
        return _("told by name")
    return n_("not told: {n} more to name", "not told: {n} more to name", each.missing)


def answer(entity: str, found: Mapping[VeiledKind, Sharing]) -> str:
    """Return the sentence that answers the page's question."""
    asks = found[VeiledKind.APPROACHES]
    return _("{entity} names {named} of its {all} approaches to others.").format(
        entity=entity, named=number(asks.named), all=number(asks.all)
    )
