"""The line under a breakdown that tells of records that may not be named, in counts that are safe to publish."""

from __future__ import annotations

import streamlit as st

from dashboard import labels
from dashboard.words import _, number, series
from matching.coordination.situation import Situation
from matching.coordination.unnamed import NONE
from matching.disclosure import LEAST
from matching.records import Kind, Resource

SHOWN = 6


def show(situation: Situation, by: str) -> None:
    """Show what may be told of unnamed live approaches by country, resource or kind of partner; nothing for others."""
    found = situation.unnamed.by.get(by, NONE)
    if not found.total:
        return
    ranked = sorted(found.counts.items(), key=lambda each: (-each[1], each[0]))
    parts = [f"{_name(by, key)} {number(count)}" for key, count in ranked[:SHOWN]]
    left = found.total - sum(count for _key, count in ranked[:SHOWN])
    parts += [_("elsewhere or not broken down {n}").format(n=number(left))] if left else []
    said = _("Besides, of approaches that may not be named: {counts}.").format(counts=series(parts))
    rule = _("Such a count stands on records of at least {n} entities and is renewed once a day.")
    st.caption(f"{said} {rule.format(n=number(LEAST))}")


def _name(by: str, key: str) -> str:
    if by == "country":
        return labels.place(key) if key else _("Global level")
    return labels.kind(Kind(key)) if by == "kind" else labels.resource(Resource(key))
