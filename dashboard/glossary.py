"""The words of the product and its sources, explained in the language of the running page."""

from __future__ import annotations

import pandas as pd

from dashboard.words import N_, _

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


def table() -> pd.DataFrame:
    """Return the words with their meaning."""
    return pd.DataFrame([(_(word), _(meaning)) for word, meaning in WORDS], columns=[_("Word"), _("Meaning")])


def sources() -> list[str]:
    """Return the sources, one sentence each."""
    return [_(source) for source in SOURCES]
