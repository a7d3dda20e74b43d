"""One pair: why they may be one, both records side by side, and three answers."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import labels, widgets
from dashboard.identity import acting, wording
from dashboard.identity.acting import LONGEST
from dashboard.markup import plain
from dashboard.words import _, number, percent
from matching.identity import Likely
from matching.records import NameAnswer, Partner

_STYLE = {NameAnswer.SAME: "primary", NameAnswer.DIFFERENT: "secondary", NameAnswer.UNSURE: "tertiary"}


def show(pair: Likely, left: Partner, right: Partner, acts: bool) -> None:
    """Show the pair that is judged next."""
    with st.container(border=True):
        said = _("{left} and {right}: {share} likely to be one organisation.")
        share = percent(pair.candidate.probability)
        st.markdown(said.format(left=f"**{plain(left.name)}**", right=f"**{plain(right.name)}**", share=share))
        if pair.answer is NameAnswer.UNSURE:
            st.caption(_("Somebody looked at it before and was not sure."))
        for side, partner in zip(st.columns(2, gap="small"), (left, right), strict=True):
            with side:
                _record(partner)
        if acts:
            _answers(pair)
        _why(pair)


def _record(partner: Partner) -> None:
    st.markdown(f"**{plain(partner.name)}**")
    widgets.origin(partner.origin)
    lines = [
        (_("Also known as"), "; ".join(partner.aliases[:6])),
        (_("Kind"), labels.kind_and_size(partner)),
        (_("Country"), labels.place(partner.country)),
        (_("Website"), partner.website),
        (_("Identifiers"), "; ".join(f"{key}: {value}" for key, value in sorted((partner.identifiers or {}).items()))),
        (_("Id"), partner.id),
    ]
    st.markdown("  \n".join(f"{name}: {plain(value)}" for name, value in lines if value))


def _answers(pair: Likely) -> None:
    why = st.text_input(_("Why (told to your entity and the central desk only)"), key="why", max_chars=LONGEST)
    with st.container(horizontal=True, gap="small"):
        for answer, key in wording.KEYS.items():
            st.button(
                wording.answer(answer),
                type=_STYLE[answer],
                shortcut=key,
                key=f"answer-{answer}",
                on_click=_judge,
                args=(pair, answer, why),
            )
        st.button(_("Later"), key="later", shortcut="l", on_click=_later, args=(pair,))


def _judge(pair: Likely, answer: NameAnswer, why: str) -> None:
    number_of = acting.judge(pair.left, pair.right, answer, why)
    st.session_state["judged"] = number_of
    st.session_state["why"] = ""


def _later(pair: Likely) -> None:
    st.session_state.setdefault("put_off", []).append(f"{pair.left} {pair.right}")


def _why(pair: Likely) -> None:
    rows = [(wording.clue(clue), clue.detail, number(clue.bits, 1)) for clue in pair.candidate.clues]
    rows.append((_("Together"), percent(pair.candidate.probability), number(pair.candidate.bits, 1)))
    table = pd.DataFrame(rows, columns=[_("Clue"), _("What was seen"), _("Bits")])
    st.dataframe(table, hide_index=True, width="stretch")
    st.caption(_("One bit more doubles the odds that both are one organisation, one bit less halves them."))
