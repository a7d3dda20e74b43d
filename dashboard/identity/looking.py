"""What the page on identity asks of the store; partners and pairs are open, reasons are read as the viewer."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import resources
from data import identity, partners
from data.countries import spellings
from data.entities import read_entities
from data.entity_names import read_entity_names
from matching.identity import Clusters, Likely, Register, World, likely_pairs
from matching.records import Judgement, JudgementReason, Partner, Viewer


@dataclass(frozen=True, slots=True)
class Queue:
    """The pairs to look at, the partners they are made of, and all that was said."""

    pairs: tuple[Likely, ...]
    partners: dict[str, Partner]
    judgements: tuple[Judgement, ...]
    clusters: Clusters


def queue(viewer: Viewer) -> Queue:
    """Return the queue as it stands for a viewer."""
    with resources.connection(viewer) as asked:
        stamp = identity.stamp(asked)
    return _queue(viewer, resources.edition(), stamp)


# Judgements are open to all roles of the UN side and closed to the others, who get another stamp; who judged and why is
# not among them. So the stamp says which of the two may read what is kept here.
@st.cache_resource(max_entries=2, show_spinner=False)
def _queue(_viewer: Viewer, edition: str, stamp: str) -> Queue:
    with resources.connection(_viewer) as asked:
        known, said = partners.all_(asked), identity.judgements(asked)
    register = Register.of(known, world(), said)
    return Queue(likely_pairs(register, known), {each.id: each for each in known}, said, register.clusters)


@st.cache_resource(max_entries=1, show_spinner=False)
def world() -> World:
    """Return the UN entities by all their names, and countries."""
    return World.of(read_entities(), read_entity_names(), spellings())


def reasons(viewer: Viewer) -> dict[int, JudgementReason]:
    """Return who judged and why, as far as this viewer may be told."""
    with resources.connection(viewer) as asked:
        return identity.reasons(asked)


@st.cache_data(ttl=resources.EDITION_SECONDS, max_entries=256, show_spinner=False)
def former(partner: str, edition: str) -> tuple[tuple[str, str, str, bool], ...]:
    """Return (id, name, source, invented) of each record that a partner is made of; empty when it was never merged."""
    with resources.connection() as asked:
        ids = identity.redirects(asked).all_of([partner])
        found = partners.each_of(asked, ids) if len(ids) > 1 else ()
    return tuple((each.id, each.name, each.origin.source, each.origin.synthetic) for each in found)
