"""A draft of a joint approach: both mandates, both needs, what each brings, one ask."""

from __future__ import annotations

import streamlit as st

from dashboard import labels, queries
from dashboard.words import _
from matching.records import Approach


def show(sides: tuple[Approach, ...]) -> None:
    """Offer the draft of a joint approach of the sides of a talk in which all are named."""
    with st.expander(_("Draft of a joint approach"), icon=":material/edit_document:"):
        st.caption(_("A start for both to edit: from the mandates and needs in the register."))
        st.code(draft(sides), language=None, wrap_lines=True)


def draft(sides: tuple[Approach, ...]) -> str:
    """Return the text: to the partner of the first, from all, in the language of the page."""
    held = queries.library()
    first = sides[0]
    name = held.profiles[first.partner].partner.name if first.partner in held.profiles else first.partner
    asked = " / ".join(dict.fromkeys(labels.resource(each.resource) for each in sides))
    lines = [_("To {partner}: one joint request of {entities}").format(partner=name, entities=_all(sides)), ""]
    for each in sides:
        entity = held.entities.get(each.entity)
        mandate = entity.mandate.split(". ")[0].rstrip(".") + "." if entity and entity.mandate else ""
        lines.append(f"{each.entity}. {mandate}")
        need = held.needs.get(each.need)
        what = need.title or need.text[:200] if need else each.topic
        if what:
            lines.append("  " + _("Seeks: {need}").format(need=what))
        if entity and entity.strengths:
            lines.append("  " + _("Brings: {strengths}").format(strengths=", ".join(entity.strengths)))
        if each.gate:
            lines.append("  " + _("Expects: {benefit}").format(benefit=each.gate.benefit))
    places = sorted({each.country for each in sides if each.country})
    lines += [
        "",
        _("One ask: {resource}, {place}, between {start} and {end}.").format(
            resource=asked,
            place=labels.places(places) if places else _("Global level"),
            start=min(str(each.window.start) for each in sides),
            end=max(str(each.window.end) for each in sides),
        ),
    ]
    return "\n".join(lines)


def _all(sides: tuple[Approach, ...]) -> str:
    return ", ".join(dict.fromkeys(each.entity for each in sides))
