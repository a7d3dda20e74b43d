"""Sanctions lists: reading one from a file, and the queue of names that resemble a listed one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import streamlit as st

from acts import sanctions
from dashboard import choices, resources, widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import feedback, queries, wording
from dashboard.markup import plain
from dashboard.words import _, day, moment, n_, number, percent
from matching.names import Resemblance
from matching.policy import Right, may
from matching.records import Listed, NameAnswer, NameReview, Viewer

_SHOWN = 20
_MEGABYTES = sanctions.MAX_UPLOAD // 1024 // 1024


def show(viewer: Viewer, sheet: DataSheet) -> None:
    """Show the lists, then the queue, most alike first, with three answers each, then what was settled."""
    found, entries, said = queries.queue()
    acting = may(viewer, Right.REVIEW_LISTED_NAMES)
    if entries:
        _lists(entries)
    else:
        widgets.empty(
            _("No list has been read."),
            _("Read a list as its publisher gives it out: UN, OFAC, EU, UK, World Bank, or a list of your own as CSV."),
        )
    if acting:
        _bring_in(viewer, bool(entries))
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


def _bring_in(viewer: Viewer, any_list: bool) -> None:
    with st.expander(_("Read a list"), icon=":material/upload_file:", key="list-open"):
        st.caption(
            _(
                "A list as its publisher gives it out (UN, OFAC and EU as XML or CSV; UK, World Bank and OpenSanctions "
                "as CSV), or CSV with the columns id and name; also aliases (separated by ;), kind, listed_on. It "
                "takes the place of what was read under the same name."
            )
        )
        st.text_input(_("Name of the list"), max_chars=60, key="list-name", placeholder=_("UN consolidated list"))
        st.file_uploader(
            _("File (.xml or .csv, at most {n} MB)").format(n=_MEGABYTES),
            type=["xml", "csv"],
            key="list-file",
            max_upload_size=_MEGABYTES,
        )
        st.button(_("Read it"), type="primary", key="list-read", on_click=_read, args=(viewer,))
    if any_list:
        st.button(
            _("Put the search on file for every partner"),
            key="search",
            on_click=_search,
            args=(viewer,),
            help=_(
                "For each partner a fact of today: not on a list, a name like one on a list, or on a list. It counts "
                "for 90 days, as lists change."
            ),
        )


def _read(viewer: Viewer) -> None:
    upload = st.session_state.get("list-file")
    name = str(st.session_state.get("list-name") or "").strip()
    feedback.attempt(
        _("Read. Names that resemble a partner's wait below."),
        lambda: _taken(upload, name, viewer),
        clear=("list-name",),
    )


def _taken(upload: Any, name: str, viewer: Viewer) -> None:
    if upload is None:
        raise ValueError(_("Choose a file first."))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{'.xml' if upload.name.lower().endswith('.xml') else '.csv'}"
        path.write_bytes(upload.getvalue())
        sanctions.read_list(resources.caller(viewer), path, name or Path(upload.name).stem)


def _search(viewer: Viewer) -> None:
    feedback.attempt(
        _("The search is on file."), lambda: sanctions.search(resources.caller(viewer), queries.resemblances())
    )


def _card(each: Resemblance, entry: Listed | None, viewer: Viewer | None) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(each.name)}** ~ **{plain(each.listed_name)}** ({percent(each.likeness)})")
        partner = queries.verdicts().dossiers.partners.get(each.partner)
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
    feedback.attempt(
        _("Remembered: {answer}.").format(answer=_(wording.ALIKE[answer])),
        lambda: sanctions.review(resources.caller(viewer), review, queries.resemblances()),
    )


def _settled(said: Sequence[NameReview], about: dict[str, Listed], viewer: Viewer | None, sheet: DataSheet) -> None:
    if not said:
        return
    held = queries.verdicts().dossiers.partners
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
            chosen = choices.selectbox(_("Which one"), {key: " ~ ".join(names[key]) for key in again}, key="again")
            if chosen is not None:
                st.button(
                    _("Put it back into the queue"), on_click=_again, args=(again[chosen], viewer), key="again-do"
                )


def _again(said: NameReview, viewer: Viewer) -> None:
    review = NameReview(said.partner, said.listed, NameAnswer.UNSURE, viewer.user, datetime.now(UTC), "", said.likeness)
    feedback.attempt(
        _("It waits in the queue again."),
        lambda: sanctions.review(resources.caller(viewer), review, queries.resemblances()),
        clear=("again",),
    )
