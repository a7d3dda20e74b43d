"""What is this, what do its words mean, where are its facts from?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import access, quality, queries, widgets
from dashboard.words import N_, _, n_
from matching.policy import Right

viewer = access.require(Right.READ_ABOUT)


WORDS = (
    (N_("Entity"), N_("A UN organisation: agency, fund, programme, office or country team.")),
    (
        N_("Partner"),
        N_("Any organisation outside the United Nations, of one of nine kinds; companies also have a size."),
    ),
    (N_("Need"), N_("What an entity seeks: a text with Goals, countries, the resources sought and dates.")),
    (N_("Capability"), N_("What a partner can do or offers, in its own words.")),
    (N_("Match"), N_("A partner ranked for a need, or a need for a partner: a score, the parts of it, and evidence.")),
    (N_("Part"), N_("One named contribution to a score. The parts add up to the score.")),
    (N_("Evidence"), N_("A sentence of the need and a sentence of the capability, word for word, side by side.")),
    (
        N_("Direct and adjacent"),
        N_("Direct: from a sector that the need is about. Adjacent: the capability fits, the sector is another."),
    ),
    (N_("Coalition"), N_("Partners that together cover what a need requires, each with a seat.")),
    (N_("Approach"), N_("An entity's intention to ask a partner for a resource.")),
    (N_("Clearance"), N_("A right to ask, limited in scope and time; others may still keep in touch.")),
    (N_("Collision"), N_("Two live approaches to one partner for the same resource, topic and time.")),
    (
        N_("Due diligence"),
        N_("What an entity checks before it works with a partner. The outcome holds for that entity only."),
    ),
    (N_("Resident coordinator"), N_("Leads the UN team in a country and convenes partners there.")),
    (N_("Matching contribution"), N_("What the UN side brings beside the partner's contribution.")),
    (
        N_("Transformational partnership"),
        N_("The right partners from all sectors change behaviour or systems, at scale and for good."),
    ),
)

SOURCES = (
    N_("Reports of the Secretary-General on cooperation of the United Nations with partners: A/66/320 and A/72/310."),
    N_("Sustainable Development Goals: General Assembly resolution 70/1. Short names of the targets are our own."),
    N_("Countries and areas: UN M49 and UNTERM names, with the groups LDC, LLDC and SIDS."),
    N_("Sectors: International Standard Industrial Classification, revision 4."),
    N_("Mandates of UN entities: in our words, to lead a newcomer to the right entity. They are not official texts."),
    N_("The demonstration network is invented by a program: its partners, needs and engagements do not exist."),
)


def words() -> pd.DataFrame:
    """Return the words with their meaning."""
    return pd.DataFrame([(_(word), _(meaning)) for word, meaning in WORDS], columns=[_("Word"), _("Meaning")])


def sources() -> list[str]:
    """Return the sources, one sentence each."""
    return [_(source) for source in SOURCES]


figures = queries.figures()
said = n_(
    "{n} figure that the two reports published, with its paragraph.",
    "{n} figures that the two reports published, each with its paragraph.",
    len(figures),
)
widgets.title(_("About Concert"))
st.markdown(
    _(
        "Concert helps the United Nations system and its partners act in concert. It compares what companies and other "
        "partners can do with what UN entities need, proposes single partners and whole coalitions, and shows where "
        "several entities are about to ask the same partner for the same thing, so that they can go together."
    )
)
st.markdown(
    _(
        "It proposes; people decide. A score says how well two texts and their facts fit. It is not a judgement of a "
        "partner, and it replaces neither due diligence nor a conversation."
    )
)

st.subheader(_("What the words mean"), anchor=False)
st.dataframe(words(), hide_index=True, alt=_("Words used in Concert and their meaning"), height="content")

st.subheader(_("Published figures"), anchor=False)
st.markdown(said)
widgets.downloads(
    quality.figures_table(figures),
    queries.data_sheet("figures", _("Published figures"), viewer.user, synthetic=False),
    "figures",
)
st.dataframe(quality.figures_table(figures), hide_index=True, alt=_("Figures of the two reports with their paragraphs"))

st.subheader(_("Where the facts come from"), anchor=False)
st.markdown("\n".join(f"- {line}" for line in sources()))
