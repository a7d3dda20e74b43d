"""How a coalition stands: what it breaks, who covers what, what each adds, its size, fairness and the checklist."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from acts.reference import read_size_classes
from dashboard import labels, widgets
from dashboard.charts import palette
from dashboard.coalitions.charts import coverage_matrix, gain_bars
from dashboard.coalitions.wording import CRITERIA, FACTS, ROLES, SIZE_CLASSES, WHYS, breach, definition, facet, name
from dashboard.downloads import DataSheet
from dashboard.markup import plain
from dashboard.words import _, number, percent, series
from matching.coalitions import Assembly, Choice
from matching.coalitions.checklist import MarkScore, checklist
from matching.coalitions.seats import places, un_places
from matching.coalitions.shares import Share, fairness, kinds
from matching.records import SizeClass


def broken(made: Assembly, choice: Choice) -> None:
    """Say which conditions the members at hand break, if any."""
    found = made.seating(choice.members).broken
    if found:
        st.error(
            "\n".join(
                [_("The coalition at hand breaks:"), "", *(f"- {plain(breach(each, made.profiles))}" for each in found)]
            ),
            icon=":material/rule:",
        )


def covered(made: Assembly, choice: Choice, sheet: DataSheet) -> None:
    """Show who covers what and what each member adds."""
    members = [name(made.profiles[member], member) for member in choice.members]
    parts = [facet(each) for each in made.coverage.facets]
    cells = made.coverage.cells[made.coverage.rows_of(choice.members)].tolist()
    colours = palette(st.context.theme.type)
    frame = pd.DataFrame([[round(cell, 3) for cell in row] for row in cells], columns=_distinct(parts))
    frame.insert(0, _("Partner"), members)
    widgets.figure(
        coverage_matrix(members, parts, cells, colours),
        frame,
        sheet,
        finding=_("Who covers what"),
        definition=definition(made),
        key="c-matrix",
    )
    gains = [gain.gain for gain in made.seating(choice.members).gains]
    widgets.figure(
        gain_bars(members, gains, made.terms.member_cost, colours),
        pd.DataFrame({_("Partner"): members, _("Lost without it"): [round(gain, 4) for gain in gains]}),
        sheet,
        finding=_("What is lost without each member"),
        definition=_("Coverage of the whole coalition minus its coverage without the member, in percent of the need."),
        key="c-gains",
    )


def _distinct(names: Sequence[str]) -> list[str]:
    return [f"{each} ({place})" if names.count(each) > 1 else each for place, each in enumerate(names, start=1)]


def un_side(made: Assembly, choice: Choice, entities: Sequence[str]) -> None:
    """Show the proposed role of each UN entity and why."""
    seats = places(made.coverage, choice, made.profiles, made.need)
    for seat in un_places(entities, seats):
        st.markdown(f"**{plain(seat.holder)}** · {_(ROLES[seat.role])}")
        st.caption(_(WHYS[seat.why]))
    if len(entities) > 1:
        st.caption(_("Several entities: they share one steering group (A/66/320, Box 12)."))


def size_and_fairness(made: Assembly, choice: Choice) -> None:
    """Show the size class beside the published shares, kinds that are present, and small firms against the pool."""
    widgets.heading(_("Size and fairness"))
    size = SizeClass.of(len(choice.members))
    published = read_size_classes()
    shares = series([f"{_(SIZE_CLASSES[each])} {number(published[each].percent)} %" for each in SizeClass])
    st.markdown(_("{size}, counted in partners outside the UN.").format(size=_(SIZE_CLASSES[size])))
    st.caption(_("Published for 2017 (A/72/310, Annex B): {shares}.").format(shares=shares))
    partners = [made.profiles[member].partner for member in choice.members]
    found = fairness(partners, (profile.partner for profile in made.reach.pool.profiles))
    line = _("{what}: {seats} of the seats, {pool} of the pool.")
    for what, seats, pool in (
        (_("Micro, small and medium companies"), found.small, found.small_in_pool),
        (_("National companies, small ones included"), found.national, found.national_in_pool),
    ):
        st.markdown(line.format(what=what, seats=_share(seats), pool=percent(pool.share)))
    present, missing = kinds(partners)
    st.caption(
        _("Kinds present: {present}. Not present: {missing}.").format(
            present=series(sorted(map(labels.kind, present))), missing=series(sorted(map(labels.kind, missing)))
        )
    )


def _share(share: Share) -> str:
    return _("{count} of {total}").format(count=number(share.count), total=number(share.total))


def transformational(made: Assembly, choice: Choice) -> None:
    """Show the five marks of a transformational partnership, each with what it stands on."""
    widgets.heading(_("Is it transformational?"))
    st.caption(
        _(
            "Five marks of A/66/320, ¶26–27, never one number. The last three are read from words: a start for a "
            "discussion, not a verdict."
        )
    )
    for mark in checklist(made.coverage, choice, made.profiles, made.need):
        said = _("{met} of {asked}").format(met=number(mark.met), asked=number(mark.asked))
        with st.expander(f"{_(CRITERIA[mark.criterion])}: {said}"):
            _grounds(made, mark)


def _grounds(made: Assembly, mark: MarkScore) -> None:
    facts = [_(FACTS[each]) if each in FACTS else _member(made, each) for each in mark.facts]
    if facts:
        st.markdown(plain(series(facts)))
    for quote in mark.quotes:
        st.caption(f"{plain(_member(made, quote.who))}: “{plain(quote.text)}”")
    if not facts and not mark.quotes:
        st.caption(_("Nothing in the need or in the profiles speaks for it."))


def _member(made: Assembly, who: str) -> str:
    return name(made.profiles[who], who) if who in made.profiles else _("The need")
