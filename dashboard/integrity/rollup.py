"""What due diligence says of a match or a coalition, for the entity whose need it is; shown on other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import resources, widgets
from dashboard.integrity import queries, wording
from dashboard.markup import plain
from dashboard.words import _, n_, number
from matching.integrity import roll_up, to_look_at
from matching.records import Ruling, Size, Viewer


def ruling(entity: str, partner: str) -> str:
    """Return the ruling of an entity on a partner in words, nothing where the entity has no rules."""
    verdicts = queries.verdicts()
    return wording.ruling(verdicts.ruling(entity, partner)) if entity in verdicts.policies else ""


def excluded(entity: str) -> frozenset[str]:
    """Return whom an entity excludes: shown with the reason, never proposed."""
    return queries.verdicts().blocked(entity)


def blocked_among(entity: str, partners: Sequence[str]) -> None:
    """Say how many of some ranked partners the entity excludes, and how many of those are small firms."""
    verdicts = queries.verdicts()
    gone = [each for each in partners if each in verdicts.blocked(entity)]
    if gone:
        held = verdicts.dossiers.partners
        said = n_("{n} of these is blocked by due diligence", "{n} of these are blocked by due diligence", len(gone))
        small = sum(held[each].size is Size.MSME for each in gone)
        why = _(
            "By the rules of {entity}; {n} of them small firms. "
            "The reason stands beside each, and no proposal has them."
        )
        st.caption(plain(f"{said}. {why.format(entity=entity, n=number(small))}"))


def of_match(entity: str, partner: str, viewer: Viewer) -> None:
    """Show the verdict on one partner with the rules that decided it."""
    verdicts = queries.verdicts()
    if entity not in verdicts.policies or partner not in verdicts.dossiers.partners:
        return
    verdict = verdicts.verdict(entity, partner)
    resources.note_reading(viewer, "due diligence of a match", queries.flags_behind(verdict))
    said = _("Due diligence, for {entity}: {ruling}").format(entity=entity, ruling=wording.ruling(verdict.ruling))
    called = {each: verdicts.dossiers.partners[each].name for firing in verdict.firings for each in firing.path}
    reasons = [wording.why(firing, called) for firing in verdict.decisive]
    text = "\n".join([f"**{said}**", "", *(f"- {plain(each)}" for each in reasons)])
    if verdict.ruling is Ruling.EXCLUDED:
        st.error(text, icon=":material/block:")
    elif reasons:
        st.caption(text)
    else:
        st.caption(said)


def before_asking(entity: str, partner: str) -> None:
    """Warn, before an entity asks a partner, of what might exclude it and nobody knows today, with the way to look."""
    verdicts = queries.verdicts(entity)
    if entity not in verdicts.policies or partner not in verdicts.dossiers.partners:
        return
    missing = to_look_at(verdicts.verdict(entity, partner))
    if missing:
        said = _("{entity} would exclude this partner for what nobody knows today. Look before anybody asks:")
        lines = [plain(said.format(entity=entity)), "", *(f"- {plain(wording.unknown(each))}" for each in missing)]
        st.warning("\n".join(lines), icon=":material/search:")
        st.page_link(
            "views/integrity.py",
            label=_("Look into it"),
            icon=":material/policy:",
            query_params={"part": "partner", "partner": partner},
        )


def of_coalition(entity: str, members: Sequence[str], alternates: Mapping[str, Sequence[str]], viewer: Viewer) -> None:
    """Show what the worst member makes of a coalition, the rule, and who could sit there instead."""
    verdicts = queries.verdicts()
    if entity not in verdicts.policies:
        return
    found = roll_up(entity, members, verdicts, alternates)
    said = _("Due diligence, for {entity}: {ruling}").format(entity=entity, ruling=wording.ruling(found.ruling))
    widgets.heading(said)
    if found.rule is not None:
        reasons = queries.flags_behind(verdicts.verdict(entity, found.member))
        resources.note_reading(viewer, "due diligence of a coalition", reasons)
        held = verdicts.dossiers.partners
        why = _("By its weakest member, {member}: {rule}").format(
            member=held[found.member].name, rule=f"{found.rule.text} ({found.rule.id}, {found.rule.source})"
        )
        st.markdown(plain(why))
        if found.swap in held:
            st.markdown(plain(_("The nearest swap that is allowed: {partner}.").format(partner=held[found.swap].name)))
