"""What all sessions share: the database engine, what is read from it, the encoder, and the pool that is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from sqlalchemy import Connection, Engine

from acts.act import EVERYBODY, Caller, look
from dashboard import settings as dashboard
from dashboard.library import Library
from dashboard.preparation import LazyEncoder, Preparation
from data import embedding, needs, partners, vectors
from data.countries import read_countries
from data.database import prepare, transaction
from data.entities import read_entities, read_offers, read_topics
from data.goals import read_examples, read_goal_texts, read_target_texts
from data.identity import redirects_stamp
from data.loading import loaded
from data.partnering import read_partnering
from data.settings import Settings
from matching.ports import Encoder, Vectors
from matching.records import SYSTEM, Viewer
from matching.routing import Directory
from models.cache import CachedEncoder
from models.encoder import load_encoder
from models.folder import cache_folder
from models.sdg import LabelledText, SdgTagger, prepare_tagger

EDITION_SECONDS = 30  # how long a page may show what an import has replaced


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened.dispose())
def engine() -> Engine:
    """Return the engine of the application's role, tables up to date."""
    return prepare(Settings.from_environment())


@st.cache_resource(show_spinner=False)
def encoder() -> LazyEncoder:
    """Return the one encoder of this process; its model comes into memory when it is first used."""
    return load_encoder()


def caller(viewer: Viewer) -> Caller:
    """Return on whose behalf an act is done; where people sign in, it asks the database again who they are."""
    return Caller(
        engine(), viewer, signed_in=dashboard.Settings.from_environment().mode is not dashboard.Mode.DEMONSTRATION
    )


def everybody() -> Caller:
    """Return the caller for figures that are the same for everybody on the UN side, whoever looks."""
    return caller(EVERYBODY).as_everybody()


@contextmanager
def connection(viewer: Viewer | None = None) -> Iterator[Connection]:
    """Give one transaction for a viewer, who must still hold their role; for nobody without one.

    :raises AccessEndedError: If they do not.
    """
    if viewer is None or viewer in (SYSTEM, EVERYBODY):
        with transaction(engine(), viewer) as opened:
            yield opened
    else:
        with look(caller(viewer)) as opened:
            yield opened


@st.cache_data(ttl=EDITION_SECONDS, max_entries=1, show_spinner=False)
def edition() -> str:
    """Return a text that changes when other records are in the database; the same for everybody."""
    with connection() as asked:
        count = partners.count(asked)
        merged = redirects_stamp(asked)
    sets = sorted(f"{name}:{each.edition}" for name, each in loaded(engine()).items())
    return " ".join([*sets, str(count), merged])


def library(visibility_class: str) -> Library:
    """Return what the viewers of one class may look up."""
    return _library(visibility_class, edition())


def preparation(visibility_class: str) -> Preparation:
    """Return the background work that makes ranking ready for one class of viewers, begun at the first call."""
    return _preparation(visibility_class, edition())


# Another class is another library, and another edition replaces the one before.
@st.cache_resource(max_entries=2, show_spinner=False)
def _library(visibility_class: str, of_edition: str) -> Library:
    with connection() as asked:
        found_needs, found_profiles = needs.all_(asked), partners.profiles(asked)
    return Library(
        needs={need.id: need for need in found_needs},
        profiles={profile.id: profile for profile in found_profiles},
        entities={entity.id: entity for entity in read_entities()},
    )


@st.cache_resource(max_entries=1, show_spinner=False, on_release=lambda running: running.close())
def _preparation(visibility_class: str, of_edition: str) -> Preparation:
    held = _library(visibility_class, of_edition)
    regions = {country.iso3: country.region for country in read_countries()}
    return Preparation(
        profiles=lambda: tuple(held.profiles.values()),
        needs=lambda: tuple(held.needs.values()),
        encoder=encoder,
        memory=Memory(engine()),
        regions=regions,
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
    made.directory = Directory.of(read_entities(), read_topics(), read_offers(), using, read_partnering())
    goals = [LabelledText(text.text, (text.goal,), f"goal-{text.goal}") for text in read_goal_texts()]
    targets = [LabelledText(text.text, (text.goal,), f"target-{text.target}") for text in read_target_texts()]
    examples = [LabelledText(example.text, example.sdgs, example.family) for example in read_examples()]
    tagger = prepare_tagger(encoder(), goals + targets, examples, cache_folder() / "taggers")
    tagger.tag([goals[0].text])  # the libraries behind it load with its first text, and no viewer should wait for them
    made.tagger = tagger


class Memory:
    """Vectors in the database, as `preparation.Memory` wants them."""

    def __init__(self, opened: Engine) -> None:
        self._engine = opened

    def load(self, encoder: str, texts: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the vectors that are remembered."""
        with transaction(self._engine) as asked:
            return vectors.load(asked, encoder, texts)

    def work(self, encoder: Encoder, texts: Sequence[str]) -> Iterator[int]:
        """Make what is missing, or watch the process that does."""
        return (each.done for each in embedding.work(self._engine, encoder, texts))
