"""Names that resemble one on a sanctions list: a person looks, and what was said is remembered."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import widgets
from dashboard.integrity import looking
from dashboard.markup import plain
from dashboard.words import _, n_, number, percent
from matching.names import Resemblance
from matching.records import NameAnswer, NameReview

_SHOWN = 20


def show(user: str) -> None:
    """Show the queue, most alike first, with three answers each."""
    found, listed = looking.queue()
    if not listed:
        widgets.empty(
            _("No list has been read."),
            _("Read one with `concert screen --names FILE`: the consolidated list of the Security Council, or a CSV."),
        )
        return
    waiting = [each for each in found if each.answer is None or each.answer is NameAnswer.UNSURE]
    said = n_("{n} name to look at", "{n} names to look at", len(waiting))
    widgets.heading(said + " · " + _("{n} listed").format(n=number(listed)))
    for each in waiting[:_SHOWN]:
        with st.container(border=True):
            st.markdown(f"**{plain(each.name)}** ~ {plain(each.listed_name)} ({percent(each.likeness)})")
            with st.container(horizontal=True):
                for answer, label in (
                    (NameAnswer.DIFFERENT, _("Not the same")),
                    (NameAnswer.SAME, _("The same")),
                    (NameAnswer.UNSURE, _("Not sure")),
                ):
                    st.button(
                        label, on_click=_answer, args=(each, answer, user), key=f"{each.partner}/{each.listed}/{answer}"
                    )


def _answer(each: Resemblance, answer: NameAnswer, user: str) -> None:
    looking.settle(NameReview(each.partner, each.listed, answer, user, datetime.now(UTC)))
