"""Provenance of a record behind one button: what each source stated, and the rule that picked the one that holds."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from acts.data_quality import sources
from dashboard import resources
from dashboard.words import N_, _, day, n_, number
from matching.provenance import Choice, PickRule
from matching.records import Provenance, RecordKind, Viewer

RULES = {
    PickRule.ONLY: N_("the only source"),
    PickRule.AGREED: N_("all sources agree"),
    PickRule.PERSON: N_("a person entered it"),
    PickRule.NEWEST: N_("the newest statement"),
    PickRule.LATEST: N_("brought in last"),
    PickRule.ORDER: N_("the first row that states it"),
}
_LONGEST = 200  # characters of a value; whole texts stand in the file


def show(viewer: Viewer, kind: RecordKind, record: str) -> None:
    """Offer where a record is from, as far as the viewer may see its sources; nothing where no source is kept."""
    found = sources(resources.caller(viewer), kind, record)
    if not found:
        return
    conflicts = sum(each.conflict for each in found.values())
    with st.popover(_("Where is this from?"), icon=":material/history:"):
        if conflicts:
            said = n_("Sources differ on one field.", "Sources differ on {n} fields.", conflicts)
            st.markdown(said.format(n=number(conflicts)))
        st.dataframe(table(found), hide_index=True, alt=_("Sources of each field, the one that holds first"))
        st.caption(
            _(
                "What a person entered holds, else the newest statement, else what was brought in last. All sources "
                "are kept; those that another entity keeps to itself are not shown."
            )
        )


def table(found: Mapping[str, Choice]) -> pd.DataFrame:
    """Return one row a source and field, the one that holds first, with the rule that picked it."""
    columns = [_("Field"), _("Value"), _("Holds because"), _("Source"), _("Row"), _("Stated"), _("Brought by")]
    rows = [
        (name, _value(each), _(RULES[choice.rule]) if each is choice.picked else _("does not hold"), *_source(each))
        for name, choice in found.items()
        for each in (choice.picked, *choice.others)
    ]
    return pd.DataFrame(rows, columns=columns)


def _source(each: Provenance) -> tuple[str, str, str, str]:
    return each.source, "" if each.row is None else str(each.row), day(each.stated), each.who


def _value(each: Provenance) -> str:
    said = each.value if isinstance(each.value, str) else json.dumps(each.value, ensure_ascii=False)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
