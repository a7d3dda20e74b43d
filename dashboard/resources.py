"""What all sessions share: database engine, records and encoder, the pool that is ranked; and what each has read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

import streamlit as st
from sqlalchemy import Engine

from acts import ranking
from acts.act import EVERYBODY, Caller, note_reads
from acts.opening import open_database
from acts.ranking import VectorMemory
from acts.reference import read_entities, regions, vocabulary
from acts.routing import Directory, open_directory
from acts.tagging import SdgTagger, open_tagger
from dashboard import settings as dashboard
from dashboard.preparation import LazyEncoder, Preparation
from matching.records import Entity, Need, Profile, Viewer
from models.cache import CachedEncoder
from models.encoder import load_encoder
from models.folder import cache_folder

EDITION_SECONDS = 30  # how long a page may show what an import has replaced
NOTED_READS = "noted-reads"  # what this session has noted as read, with when
# A page that somebody comes back to after this time is read again.
AGAIN_AFTER = timedelta(minutes=30)


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened.dispose())
def engine() -> Engine:
    """Return the engine of the application's role, tables up to date."""
    return open_database()


@st.cache_resource(show_spinner=False)
def encoder() -> LazyEncoder:
    """Return the one encoder of this process; its model comes into memory when it is first used."""
    return load_encoder()


def caller(viewer: Viewer) -> Caller:
    """Return on whose behalf an act is done; where people sign in, it asks the database again who they are.

    Everybody is no user, whose role could end.
    """
    demonstration = dashboard.DashboardSettings.from_environment().mode is dashboard.Mode.DEMONSTRATION
    return Caller(engine(), viewer, signed_in=viewer != EVERYBODY and not demonstration)


def everybody() -> Caller:
    """Return the caller for figures that are the same for everybody on the UN side, whoever looks."""
    return caller(EVERYBODY)


@st.cache_data(ttl=EDITION_SECONDS, max_entries=1, show_spinner=False)
def edition() -> str:
    """Return a text that changes when other records are in the database; the same for everybody."""
    return ranking.edition(engine())


def library(visibility_class: str) -> Library:
    """Return what the viewers of one class may look up."""
    return _library(visibility_class, edition())


def preparation(visibility_class: str) -> Preparation:
    """Return the background work that makes ranking ready for one class of viewers, begun at the first call."""
    return _preparation(visibility_class, edition())


# Another class is another library, and another edition replaces the one before.
@st.cache_resource(max_entries=2, show_spinner=False)
def _library(visibility_class: str, of_edition: str) -> Library:
    found_needs, found_profiles = ranking.needs_and_profiles(engine())
    return Library(
        needs={need.id: need for need in found_needs},
        profiles={profile.id: profile for profile in found_profiles},
        entities={entity.id: entity for entity in read_entities()},
    )


@st.cache_resource(max_entries=1, show_spinner=False, on_release=lambda running: running.close())
def _preparation(visibility_class: str, of_edition: str) -> Preparation:
    held = _library(visibility_class, of_edition)
    return Preparation(
        profiles=lambda: tuple(held.profiles.values()),
        needs=lambda: tuple(held.needs.values()),
        encoder=encoder,
        memory=VectorMemory(engine()),
        regions=regions(),
        vocabulary=vocabulary(),
    ).start()


@dataclass
class Readers:
    """What reads a typed text further, each None until `read_ahead` has made it: ranking never waits for them."""

    tagger: SdgTagger | None = None
    directory: Directory | None = None


@st.cache_resource(show_spinner=False)
def readers() -> Readers:
    """Return the readers of this process."""
    return Readers()


def read_ahead() -> None:
    """Make the readers; takes part of a minute the first time, so only the background does it."""
    made, using = readers(), CachedEncoder(encoder(), cache_folder() / "vectors")
    made.directory = open_directory(using)
    made.tagger = open_tagger(encoder())


@dataclass(frozen=True)
class Library:
    """Needs, profiles and entities by id, in order of id."""

    needs: Mapping[str, Need]
    profiles: Mapping[str, Profile]
    entities: Mapping[str, Entity]

    @cached_property
    def synthetic(self) -> bool:
        """Whether anything in it is invented."""
        return any(need.origin.synthetic for need in self.needs.values()) or any(
            profile.partner.origin.synthetic for profile in self.profiles.values()
        )

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that any need or partner names."""
        named = frozenset(country for need in self.needs.values() for country in need.countries)
        homes = (profile.partner.country for profile in self.profiles.values() if profile.partner.country)
        return named.union(homes, *(profile.countries for profile in self.profiles.values()))


def note_reading(viewer: Viewer, page: str, records: Iterable[tuple[str, str]]) -> None:
    """Note which records of other entities a page shows to somebody: pairs of owner entity and id, once a page view."""
    fresh = taken_as_noted(viewer, page, records)
    if fresh:
        note_reads(caller(viewer), page, fresh)


def taken_as_noted(viewer: Viewer, page: str, records: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those that this page view has not noted yet, and take them as noted: an act notes them."""
    now = datetime.now(UTC)
    noted: dict[str, str] = st.session_state.setdefault(NOTED_READS, {})
    fresh = []
    for owner, record in set(records):
        key = f"{viewer.visibility_class}|{page}|{record}"
        at = noted.get(key)
        if owner and owner != viewer.entity and (at is None or now - datetime.fromisoformat(at) > AGAIN_AFTER):
            noted[key] = now.isoformat()
            fresh.append((owner, record))
    return fresh
