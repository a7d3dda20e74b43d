"""Reading a sanctions list from a file, and putting the search on file for every partner."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from dashboard.integrity import telling
from dashboard.integrity.acts import lists
from dashboard.words import _
from data.integrity.lists import MAX_UPLOAD
from matching.records import Viewer

_NAME = re.compile(r"[\w .()-]{1,60}")
_MEGABYTES = MAX_UPLOAD // 1024 // 1024


def show(viewer: Viewer, any_list: bool) -> None:
    """Show the upload, and the button that searches all lists for all partners."""
    with st.expander(_("Read a list"), icon=":material/upload_file:", key="list-open"):
        st.caption(
            _(
                "The consolidated list of the Security Council as XML, or CSV with the columns id and name; also "
                "aliases (separated by ;), kind, listed_on. It takes the place of what was read under the same name."
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
    telling.attempt(
        _("Read. Names that resemble a partner's wait below."),
        lambda: _taken(upload, name, viewer),
        clear=("list-name",),
    )


def _taken(upload: object, name: str, viewer: Viewer) -> None:
    if upload is None:
        raise ValueError(_("Choose a file first."))
    raw = upload.getvalue()
    if len(raw) > MAX_UPLOAD:
        raise ValueError(_("The file has {n} bytes; at most {most} are read.").format(n=len(raw), most=MAX_UPLOAD))
    called = name or Path(upload.name).stem
    if not _NAME.fullmatch(called):
        raise ValueError(_("A list's name has at most 60 letters, digits, blanks and . ( ) -"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{'.xml' if upload.name.lower().endswith('.xml') else '.csv'}"
        path.write_bytes(raw)
        lists.read(path, called, viewer)


def _search(viewer: Viewer) -> None:
    telling.attempt(_("The search is on file."), lambda: lists.search(viewer))
