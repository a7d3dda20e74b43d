"""How do I bring in what I already have?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from acts import imports
from dashboard import access, queries, resources, widgets
from dashboard.imports import steps, work
from dashboard.imports.steps import JOB
from dashboard.imports.wording import format_name, would_do
from dashboard.markup import plain
from dashboard.words import _, moment, n_, number
from matching.policy import Right
from matching.records import BatchState, Viewer

viewer = access.require(Right.IMPORT)


def show_history(viewer: Viewer) -> None:
    """Show the batches of the viewer's entity; one that waits can be taken up without reading its file again."""
    found = imports.batches_of(resources.caller(viewer))
    waits = [batch for batch in found if batch.state is BatchState.CHECKED]
    for batch in waits[:5]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            rows = n_("{n} row", "{n} rows", batch.rows)
            st.markdown(_("**{file}** was checked and waits: {rows}.").format(file=plain(batch.file), rows=rows))
            st.button(_("Continue"), on_click=_resume, args=(batch.id,), key=f"import-resume-{batch.id}")
    loaded = [batch for batch in found if batch.state is BatchState.LOADED]
    if loaded:
        said = _("Brought in before")
        st.subheader(said, anchor=False)
        columns = [_("File"), _("What it is"), _("Rows"), _("What it did"), _("By"), _("When")]
        rows_of = [
            (
                batch.file,
                format_name(batch.format),
                number(batch.rows),
                would_do(batch.tallies),
                batch.importer,
                moment(batch.loaded) if batch.loaded else "",
            )
            for batch in loaded
        ]
        st.dataframe(pd.DataFrame(rows_of, columns=columns), hide_index=True, alt=said)


def _resume(id: str) -> None:
    by = resources.caller(access.require(Right.IMPORT))
    batch = next((each for each in imports.batches_of(by) if each.id == id), None)
    if batch is not None:
        st.session_state[JOB] = work.resume(by, batch).id


if not viewer.entity and access.demonstration():
    viewer = access.for_entity(queries.an_entity(""))
title = _("How do I bring in what I already have?")
if not viewer.entity:
    widgets.title(title)
    widgets.empty(
        _("You belong to no entity yet."),
        _("What comes in belongs to a UN entity; an administrator can add the one that you work for."),
    )
    st.stop()

job = work.job_of(viewer, st.session_state.get(steps.JOB, ""))
answer = _("As it is: a file is checked whole, compared, and loaded for {entity}.")
widgets.title(title, answer.format(entity=viewer.entity))
access.choose_entity(sorted(queries.library().entities))
if job is not None:
    steps.show(job)
else:
    steps.upload(viewer)
    show_history(viewer)
