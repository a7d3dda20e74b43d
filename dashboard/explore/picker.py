"""Where the question comes from: the register, a typed text, or an uploaded file."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard import choices, labels, queries, rankings, widgets
from dashboard.documents import ENDINGS, DocumentError, text_of
from dashboard.explore.state import turn
from dashboard.markup import marked, plain
from dashboard.question import MAX_TEXT, Direction, Question, pack
from dashboard.words import N_, _, number, spoken
from matching.records import Resource

DIRECTIONS = {
    Direction.PARTNERS: N_("A need seeks partners"),
    Direction.NEEDS: N_("An offer seeks needs"),
}
SOURCES = {"register": N_("From the register"), "text": N_("Your own text"), "file": N_("A file")}
TROUBLE = "upload-trouble"


def pick(question: Question) -> None:
    """Show the choice of direction and source, and the field that belongs to them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choices.segmented_control(
            _("What is known"),
            labels.of(DIRECTIONS),
            key="direction",
            persist_state="session",
            on_change=turn,
            label_visibility="collapsed",
        )
        choices.segmented_control(
            _("Where it comes from"),
            labels.of(SOURCES),
            key="source",
            persist_state="session",
            label_visibility="collapsed",
        )
    source = st.session_state.get("source") or "register"
    if source == "register":
        _register(question.direction)
    else:
        if source == "file":
            _upload()
        _typed(question)


def _register(direction: Direction) -> None:
    if direction is Direction.PARTNERS:
        label, lines = _("Need"), queries.need_lines(spoken().code, queries.OPEN)
        hint = _("Search {n} needs by title, entity or country")
    else:
        label, lines = _("Partner"), queries.partner_lines(spoken().code, queries.OPEN)
        hint = _("Search {n} partners by name, kind or country")
    choices.selectbox(
        label,
        lines,
        index=None,
        key="record",
        persist_state="session",
        placeholder=hint.format(n=number(len(lines))),
    )


def _typed(question: Question) -> None:
    about_need = question.direction is Direction.PARTNERS
    with st.form("typed", border=False):
        st.text_area(
            _("What you need") if about_need else _("What you offer"),
            key="text",
            persist_state="session",
            max_chars=MAX_TEXT,
            height=140,
            placeholder=_(
                "Write it in your own words, in any of the six UN languages: what, for whom, where, by when."
            ),
        )
        st.form_submit_button(_("Find partners") if about_need else _("Find needs"), type="primary")
    if question.text and not pack(question.text.strip()):
        st.caption(_("This text is too long for a link: the address of this page carries the filters only."))


def _upload() -> None:
    st.file_uploader(
        _("File (.txt, .docx or .pdf, at most 5 MB)"),
        type=list(ENDINGS),
        key="upload",
        on_change=_read_upload,
        max_upload_size=5,
    )
    if trouble := st.session_state.get(TROUBLE):
        st.error(trouble)


def _read_upload() -> None:
    upload = st.session_state.get("upload")
    st.session_state[TROUBLE] = ""
    if upload is None:
        return
    try:
        st.session_state["text"] = text_of(upload.name, upload.getvalue())
    except DocumentError as error:
        st.session_state[TROUBLE] = f"{plain(upload.name)}: {_(str(error))}"


def asked_card(question: Question) -> None:
    """Show what is asked as it was understood, with what was read out of a typed text marked as a guess."""
    if question.direction is Direction.NEEDS and question.record:
        profile = queries.library().profiles[question.record]
        with st.expander(_("What {partner} offers").format(partner=plain(profile.partner.name))):
            for text in profile.texts:
                st.markdown(plain(text))
            st.caption(facts_line(profile.resources, profile.countries, profile.sdgs))
            widgets.origin(profile.partner.origin)
        return
    need = rankings.asked_need(question)
    facts = facts_line(need.resources, need.countries, need.sdgs)
    if question.record:
        with st.expander(_("Read the need")):
            st.markdown(plain(need.text))
            st.caption(facts)
            widgets.origin(need.origin)
    elif facts:
        st.caption(_("Read from your words, a guess: {facts}.").format(facts=facts))


def facts_line(resources: Iterable[Resource], countries: Iterable[str], sdgs: Iterable[int]) -> str:
    """Return resources, countries and Goals of a record on one line."""
    named = [
        ", ".join(labels.resource(each) for each in sorted(resources)),
        labels.places(sorted(countries), 5),
        ", ".join(labels.goal(each) for each in sorted(sdgs)),
    ]
    return " · ".join(filter(None, named))


def addressees(question: Question) -> None:
    """Show the entities whose field a typed offer is; nothing while that cannot be said."""
    found = rankings.entities_for(question)
    if not found:
        return
    widgets.heading(_("UN entities whose field this is"))
    held = queries.library().entities
    for column, each in zip(st.columns(len(found)), found, strict=True):
        entity = held[each.entity]
        with column.container(border=True, height="stretch"):
            st.markdown(f"**{plain(each.entity)}** · {plain(entity.names.get(spoken().code) or entity.name)}")
            if each.evidence:
                st.caption(_("Your words"))
                st.markdown(marked(each.evidence[0].left, each.evidence[0].left_marks))
                st.caption(_("Its field, in our words"))
                st.markdown(marked(each.evidence[0].right, each.evidence[0].right_marks))
