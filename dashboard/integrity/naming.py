"""Names that resemble one on a sanctions list: a person looks, and what was said is remembered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard import widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import listing, looking, telling, wording
from dashboard.integrity.acts import lists
from dashboard.markup import plain
from dashboard.words import _, day, moment, n_, number, percent
from matching.names import Resemblance
from matching.policy import Right, may
from matching.records import Listed, NameAnswer, NameReview, Viewer

_SHOWN = 20


def show(viewer: Viewer, sheet: DataSheet) -> None:
    """Show the lists, then the queue, most alike first, with three answers each, then what was settled."""
    found, entries, said = looking.queue()
    acting = may(viewer, Right.REVIEW_LISTED_NAMES)
    if entries:
        _lists(entries)
    else:
        widgets.empty(
            _("No list has been read."),
            _("Read the consolidated list of the Security Council (XML), or a list as CSV."),
        )
    if acting:
        listing.show(viewer, bool(entries))
    waiting = [each for each in found if each.answer is None or each.answer is NameAnswer.UNSURE]
    if entries:
        widgets.heading(n_("{n} name to look at", "{n} names to look at", len(waiting)))
    about = {entry.key: entry for entry in entries}
    for each in waiting[:_SHOWN]:
        _card(each, about.get(each.listed), viewer if acting else None)
    if len(waiting) > _SHOWN:
        st.caption(_("The {n} most alike; the others follow when these are settled.").format(n=number(_SHOWN)))
    _settled(said, about, viewer if acting else None, sheet)


def _lists(entries: Sequence[Listed]) -> None:
    counted = Counter(entry.list for entry in entries)
    st.markdown(" · ".join(f"{plain(name)}: {number(count)}" for name, count in sorted(counted.items())))


def _card(each: Resemblance, entry: Listed | None, viewer: Viewer | None) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(each.name)}** ~ **{plain(each.listed_name)}** ({percent(each.likeness)})")
        partner = looking.verdicts().dossiers.partners.get(each.partner)
        lines = [_("On file: {name}").format(name=partner.name) if partner and partner.name != each.name else ""]
        if entry:
            lines.append(_("Listed as {name}, {id}").format(name=entry.name, id=entry.key))
            lines.append(_("also {names}").format(names=", ".join(entry.aliases[:6])) if entry.aliases else "")
            lines.append(_("since {day}").format(day=day(entry.listed_on)) if entry.listed_on else "")
        if each.answer is NameAnswer.UNSURE:
            lines.append(_("somebody was not sure"))
        st.caption(plain(" · ".join(filter(None, lines))))
        if viewer is None:
            return
        key = f"{each.partner}/{each.listed}"
        st.text_input(_("Why"), max_chars=500, key=f"why-{key}", label_visibility="collapsed", placeholder=_("Why"))
        with st.container(horizontal=True):
            for answer in (NameAnswer.DIFFERENT, NameAnswer.SAME, NameAnswer.UNSURE):
                st.button(
                    _(wording.ALIKE[answer]), on_click=_answer, args=(each, answer, viewer), key=f"{key}/{answer}"
                )


def _answer(each: Resemblance, answer: NameAnswer, viewer: Viewer) -> None:
    why = str(st.session_state.get(f"why-{each.partner}/{each.listed}") or "").strip()
    review = NameReview(each.partner, each.listed, answer, viewer.user, datetime.now(UTC), why, each.likeness)
    telling.attempt(
        _("Remembered: {answer}.").format(answer=_(wording.ALIKE[answer])), lambda: lists.settle(review, viewer)
    )


def _settled(said: Sequence[NameReview], about: dict[str, Listed], viewer: Viewer | None, sheet: DataSheet) -> None:
    if not said:
        return
    held = looking.verdicts().dossiers.partners
    ordered = sorted(said, key=lambda each: (each.at, each.partner, each.listed), reverse=True)
    names = {
        f"{each.partner}/{each.listed}": (
            held[each.partner].name if each.partner in held else each.partner,
            about[each.listed].name if each.listed in about else each.listed,
        )
        for each in ordered
    }
    table = pd.DataFrame(
        [
            {
                _("Partner"): names[f"{each.partner}/{each.listed}"][0],
                _("Listed name"): names[f"{each.partner}/{each.listed}"][1],
                _("Answer"): _(wording.ALIKE[each.answer]),
                _("Why"): each.why,
                _("By"): each.who,
                _("When"): moment(each.at),
            }
            for each in ordered
        ]
    )
    title = n_("{n} answer is remembered", "{n} answers are remembered", len(said))
    widgets.heading(title)
    st.dataframe(table, hide_index=True, height=min(8, len(table)) * 35 + 38, alt=title, key="settled")
    widgets.downloads(table, sheet, "settled")
    if viewer is not None:
        again = {f"{each.partner}/{each.listed}": each for each in ordered if each.answer is not NameAnswer.UNSURE}
        with st.expander(_("Look at one again"), icon=":material/replay:", key="again-open"):
            chosen = st.selectbox(
                _("Which one"), list(again), format_func=lambda key: " ~ ".join(names.get(key, ())), key="again"
            )
            if chosen is not None:
                st.button(
                    _("Put it back into the queue"), on_click=_again, args=(again[chosen], viewer), key="again-do"
                )


def _again(said: NameReview, viewer: Viewer) -> None:
    review = NameReview(said.partner, said.listed, NameAnswer.UNSURE, viewer.user, datetime.now(UTC), "", said.likeness)
    telling.attempt(_("It waits in the queue again."), lambda: lists.settle(review, viewer), clear=("again",))
