"""The pages there are, in the order of the menu. A page that does not exist yet is not in the menu."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.words import N_, _
from matching.policy import Right, may
from matching.records import Viewer

NAME = "Concert"
SOUGHT = "sought"  # in the address without a page: where somebody looked for one that is not there (`server.py`)
VIEWS = Path(__file__).with_name("views")

# Section ("" for none), file, title, what the page is for. `url_path` is the file's name.
PAGES = (
    ("", "explore", N_("Explore"), N_("Which partners fit this need? Which needs fit this offer?")),
    ("", "needs", N_("Needs"), N_("Which needs of the United Nations fit what you offer?")),
    (N_("Coalitions"), "coalitions", N_("Coalitions"), N_("Which partners together cover this need?")),
    (
        N_("Coalitions"),
        "coalition",
        N_("Saved coalitions"),
        N_("Who sits in this coalition, and what did they answer?"),
    ),
    (N_("Coordination"), "coordination", N_("Coordination"), N_("Who is about to ask whom for the same thing?")),
    (N_("Coordination"), "my_coordination", N_("My coordination"), N_("What do I have to settle, and with whom?")),
    (N_("Coordination"), "confidentiality", N_("Confidentiality"), N_("What do others learn of our records?")),
    (N_("Country"), "country", N_("Country"), N_("Whom to convene in this country, and what is missing?")),
    (N_("Country"), "convene", N_("Whom to convene"), N_("Which partners here and nearby cover most of the needs?")),
    (N_("Country"), "intake", N_("Offers"), N_("What do companies offer here, and who answers?")),
    (N_("Country"), "network_plan", N_("Network plan"), N_("Who works on what, what is missing, what comes next?")),
    ("", "integrity", N_("Integrity"), N_("What does each entity's due diligence say of this partner?")),
    (N_("Data"), "imports", N_("Bring in"), N_("How do I bring in what I already have?")),
    (N_("Data"), "export", N_("Take along"), N_("Which records may I take along, and in which format?")),
    (N_("Data"), "data_quality", N_("Data quality"), N_("How complete is what entities tell of their partnerships?")),
    (N_("Data"), "identity", N_("Identity"), N_("Which records are the same organisation?")),
    (N_("About"), "people", N_("People"), N_("Who may sign in, as what, and until when?")),
    (N_("About"), "audit", N_("Audit"), N_("Who opened, changed and took along what?")),
    (N_("About"), "quality", N_("How good is this?"), N_("How well does the ranking find what experts would choose?")),
    (N_("About"), "about", N_("About Concert"), N_("What is this, what do its words mean, where are its facts from?")),
)


# Who may open a page: one of these rights is enough. Each view asks for the same ones itself, since a page that is not
# in the menu has an address all the same.
RIGHTS = {
    "explore": (Right.RANK_PARTNERS,),
    "coalitions": (Right.BUILD_COALITIONS,),
    "coalition": (Right.BUILD_COALITIONS,),
    "coordination": (Right.READ_COORDINATION,),
    "my_coordination": (Right.COORDINATE,),
    "needs": (Right.SEEK_NEEDS,),
    "country": (Right.READ_COUNTRY,),
    "convene": (Right.READ_COUNTRY,),
    "intake": (Right.OFFER, Right.CLAIM_OFFERS),
    "network_plan": (Right.READ_COUNTRY,),
    "data_quality": (Right.READ_DATA,),
    "export": (Right.READ_DATA,),
    "confidentiality": (Right.SET_VISIBILITY,),
    "integrity": (Right.READ_INTEGRITY,),
    "imports": (Right.IMPORT,),
    "identity": (Right.READ_DATA,),
    "people": (Right.GRANT_ROLES,),
    "audit": (Right.READ_AUDIT, Right.READ_ACCESS_LOG),
    "quality": (Right.READ_ABOUT,),
    "about": (Right.READ_ABOUT,),
}


def opened(viewer: Viewer) -> StreamlitPage:
    """Return the page that is open, under the menu; whoever has named none is led to the first that is theirs."""
    sections = menu(viewer)
    page = st.navigation(sections, position="top")
    if not page.url_path and SOUGHT not in st.query_params:
        first = next(each for pages in sections.values() for each in pages if each.visibility == "visible")
        st.switch_page(first, query_params={name: st.query_params.get_all(name) for name in st.query_params})
    return page


def menu(viewer: Viewer) -> dict[str, list[StreamlitPage]]:
    """Return all pages by section, with titles in the language of the run; those of others are there, but not shown.

    Every page has its address for everybody, and tells those whose it is not whose it is.
    """
    sections: dict[str, list[StreamlitPage]] = {}

    def nowhere() -> None:
        _nowhere([each for pages in sections.values() for each in pages if each.visibility == "visible"])

    sections[""] = [st.Page(nowhere, title=_("No page here"), default=True, visibility="hidden")]
    for section, name, heading, purpose in PAGES:
        path = VIEWS / f"{name}.py"
        if path.is_file():
            mine = any(may(viewer, right) for right in RIGHTS[name])
            page = st.Page(
                path, title=_(heading), url_path=name, help=_(purpose), visibility="visible" if mine else "hidden"
            )
            sections.setdefault(_(section) if section and mine else "", []).append(page)
    return sections


def _nowhere(offered: Sequence[StreamlitPage]) -> None:
    """Say that there is no page where somebody looked for one, and which ones there are for them."""
    st.title(_("There is no page at this address"), anchor=False)
    came = st.query_params[SOUGHT].replace("`", "")
    st.markdown(_("You came to {address}.").format(address=f"`{came}`"))
    st.caption(_("These pages are yours:"))
    for page in offered:
        st.page_link(page)
