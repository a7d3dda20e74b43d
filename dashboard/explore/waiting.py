"""What is still going on in the background, and what is not yet in the ranking because of it."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.explore.results import PARTS
from dashboard.frame import fragment
from dashboard.preparation import PreparationStage
from dashboard.words import _, number, series


@fragment(run_every="2s")
def reading() -> None:
    """Hold the place of the answer until the texts are read, then show it."""
    if queries.ready() is not None:
        st.rerun()
    st.caption(_("Reading the profiles: the first answer comes in a few seconds."))
    st.skeleton(height=320)


def embedding(missing: tuple[str, ...]) -> None:
    """Show how far the vectors are, for as long as they are not all there."""
    stage = queries.progress().stage
    if stage in {PreparationStage.LOADING, PreparationStage.EMBEDDING}:
        _progress(missing)
    elif stage is PreparationStage.FAILED:
        said = _("The language model could not be used, so partners are ranked on shared words and facts.")
        where = _("Your administrator finds the reason in the log.")
        st.warning(f"{said} {where}", icon=":material/warning:")


@fragment(run_every="3s")
def _progress(missing: tuple[str, ...]) -> None:
    now = queries.progress()
    if now.stage is PreparationStage.READY:
        st.rerun()
    without = series([_(PARTS[part].name) for part in missing if part in {"meaning", "sentences"}])
    said = _("Reading for meaning: {done} of {total} sentences.").format(done=number(now.done), total=number(now.total))
    if without:
        said += " " + _("You can work already; not yet in the scores: {parts}.").format(parts=without)
    st.progress(now.done / max(now.total, 1), text=said)
