"""Why not higher: one fact more and the rank that it would bring; and whether the rank hangs on the weights."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import labels, rankings, widgets
from dashboard.answers import Row
from dashboard.question import Question
from dashboard.words import N_, _, number
from matching.explanation import Change, Lever
from matching.records import Resource

MOST = 3  # a list that can be acted on

SENTENCES = {
    Lever.COUNTRY: N_("Would stand at rank {rank} with presence in {value}."),
    Lever.RESOURCE: N_("Would stand at rank {rank} if it offered {value}."),
    Lever.SDG: N_("Would stand at rank {rank} if it named Goal {value}."),
    Lever.TIMING: N_("Would stand at rank {rank} if its offer held when the need does."),
}


def show(question: Question, row: Row) -> None:
    """Show what would better the rank, and how sure the rank is."""
    changes, standing = rankings.levers(question, row.profile.id)
    if standing is None:
        return
    helping = [change for change in changes if change.rank < standing.rank][:MOST]
    if helping:
        widgets.heading(_("Why not higher"))
        st.markdown("\n".join(f"- {_sentence(change)}" for change in helping))
    if standing.best == standing.worst:
        said = _("Among all partners it keeps rank {rank} when every weight moves by up to 20 %.")
    else:
        said = _("Among all partners its rank lies between {best} and {worst} when weights move by up to 20 %.")
    ranks = {"rank": standing.rank, "best": standing.best, "worst": standing.worst}
    st.caption(said.format(**{name: number(value) for name, value in ranks.items()}))


def _sentence(change: Change) -> str:
    said: dict[Lever, Callable[[str], str]] = {
        Lever.COUNTRY: labels.place,
        Lever.RESOURCE: lambda code: labels.resource(Resource(code)),
        Lever.SDG: lambda code: labels.goal(int(code)),
    }
    value = said.get(change.lever, str)(change.value)
    return _(SENTENCES[change.lever]).format(rank=number(change.rank), value=value)
