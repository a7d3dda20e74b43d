"""A list of approaches from a file: all problems at once, all rows or none, collisions told with the import."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import streamlit as st

from acts.approaches import REQUIRED, Registered, register_file
from acts.errors import SHOWN, NotAllowedError, ProblemsError
from dashboard import access, noting, resources
from dashboard.coordination import names
from dashboard.coordination.telling import alert_line
from dashboard.integrity import wording
from dashboard.markup import plain
from dashboard.words import _, n_, series
from matching.clearance import RegistrationError
from matching.disclosure import told_by_name
from matching.policy import Right
from matching.records import Viewer

SAID = "import-said"
TROUBLE = "import-trouble"


def show(viewer: Viewer) -> None:
    """Show the upload and what came of the last one."""
    with st.expander(_("Bring a list"), icon=":material/upload_file:"):
        st.caption(
            _("A CSV file with the columns {columns}; also level, country, sdgs, topic, need, visibility.").format(
                columns=", ".join(REQUIRED)
            )
        )
        with st.form("bring", border=False, clear_on_submit=True):
            st.file_uploader(_("File (.csv, at most 5 MB)"), type=["csv"], key="bring-file", max_upload_size=5)
            st.form_submit_button(_("Check and register"), on_click=_bring)
        if trouble := st.session_state.pop(TROUBLE, None):
            st.error("\n".join(f"- {plain(line)}" for line in trouble))
        if said := st.session_state.pop(SAID, None):
            st.success(n_("{n} approach registered", "{n} approaches registered", len(said)))
            if any(look != "–" for *_rest, look in said):
                st.warning(_("“Look first” names what nobody knows today though it would exclude the partner."))
            st.dataframe(
                pd.DataFrame(said, columns=[_("Id"), _("Stage"), _("What touches it"), _("Look first")]),
                hide_index=True,
            )


def _bring() -> None:
    upload = st.session_state.get("bring-file")
    viewer = access.require(Right.REGISTER_APPROACHES)
    if upload is None:
        st.session_state[TROUBLE] = [_("Choose a file first.")]
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(upload.getvalue())
        try:
            done = register_file(resources.caller(viewer), path)
        except ProblemsError as error:
            st.session_state[TROUBLE] = [str(problem) for problem in error.problems[:SHOWN]]
            return
        except (RegistrationError, NotAllowedError) as error:
            st.session_state[TROUBLE] = [str(error)]
            return
    noting.known(viewer, "my coordination", told_by_name(alert for each in done for alert in each.told))
    st.session_state[SAID] = [
        (
            each.approach.id,
            names.stage(each.approach.stage),
            "; ".join(map(alert_line, each.told[:3])) or "–",
            _look_first(each),
        )
        for each in done
    ]


def _look_first(done: Registered) -> str:
    return series([wording.criterion(each.rule.criterion) for each in done.unknown]) or "–"
