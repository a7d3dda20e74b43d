"""The questions that pages ask. Every cache is bounded and keyed by visibility class: it is shared by all users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import streamlit as st

from dashboard import narrowing, resources
from dashboard.answers import Answer, Row
from dashboard.downloads import DataSheet
from dashboard.library import Library
from dashboard.preparation import Progress, Ready, as_profile
from dashboard.quality import Result, read_results
from dashboard.question import Direction, Filters, Question, plain
from data import shortlists
from data.figures import Figure, read_figures
from data.shortlists import Entry
from data.signals import signalled_resources
from matching.pool import Pool
from matching.ranking import Thin, needs_in, rank
from matching.records import Match, Need, Origin
from matching.scores import Scores, score
from matching.text import enough, language
from matching.text.sufficiency import NEED_TERMS
from matching.weights import Weights

OPEN = "open"  # the visibility class of what everybody may see
ASKED = "asked"  # id of a need or an offer that was typed and is in no register
TOP = 50  # rows of a table: what a person may read, and enough for both shelves


def library() -> Library:
    """Return what everybody may look up."""
    return resources.library(OPEN)


def synthetic() -> bool:
    """Return whether invented data is loaded."""
    return library().synthetic


def progress() -> Progress:
    """Return how far the preparation of the ranking is."""
    return resources.preparation(OPEN).progress


def ready() -> Ready | None:
    """Return what can be ranked now, None while the texts are being read."""
    return resources.preparation(OPEN).ready


def asked_need(question: Question) -> Need:
    """Return the need that is asked for: one of the register, or the typed text with what its words signal."""
    if question.record and question.direction is Direction.PARTNERS:
        return library().needs[question.record]
    text = question.text.strip()
    return Need(
        id=ASKED,
        entity="",
        title="",
        text=text,
        origin=Origin("typed by the viewer"),
        language=str(language(text)),
        resources=tuple(signalled_resources(text)),
    )


def answer(question: Question) -> Answer | None:
    """Return the ranked answer; None while the texts are still being read or when the record does not exist."""
    held = ready()
    return _answer(plain(question), held.version, OPEN) if held and question.asked else None


@st.cache_data(max_entries=300, ttl="1h", show_spinner=False)
def _answer(question: Question, version: int, visibility_class: str) -> Answer | None:
    held = resources.preparation(visibility_class).ready
    if held is None or (question.record and not known(question)):
        return None
    weights = scaled(question.weights)
    if question.direction is Direction.PARTNERS:
        return _partners(asked_need(question), question.filters, weights, held.pool)
    if question.record:
        return _needs(question, weights, version, visibility_class)
    return _offered(asked_need(question), question.filters, weights, held.mirror)


def known(question: Question) -> bool:
    """Return whether the record that the question names exists."""
    held = library()
    return question.record in (held.needs if question.direction is Direction.PARTNERS else held.profiles)


def scaled(factors: Mapping[str, float]) -> Weights:
    """Return the usual weights, each times its factor; the usual ones when every factor is 0."""
    usual = Weights()
    weights = {name: getattr(usual, name) * factors.get(name, 1.0) for name in Weights.names()}
    return Weights.of(weights) if any(weights.values()) else usual


def _partners(need: Need, filters: Filters, weights: Weights, pool: Pool) -> Answer:
    profiles = library().profiles
    left, removed = narrowing.kept(filters, profiles)
    ranking = rank(need, pool, weights, TOP, left)
    places = {match.partner: place for place, match in enumerate(ranking.matches, start=1)}

    def rows(matches: Sequence[Match]) -> dict[str, Row]:
        return {each.partner: Row(places.get(each.partner), each, need, profiles[each.partner]) for each in matches}

    return Answer(
        rows=rows(ranking.matches),
        adjacent=rows(ranking.adjacent),
        judged=ranking.judged,
        pool=len(pool),
        removed=removed,
        thin=() if _thinness(need) else ranking.thin,
        missing=ranking.missing,
        too_thin=_thinness(need),
    )


def _needs(question: Question, weights: Weights, version: int, visibility_class: str) -> Answer:
    needs = library().needs
    left, removed = narrowing.kept_needs(question.filters, needs)
    pool, scores = _scores(weights, version, visibility_class)
    stopped = np.array([key not in left for key in scores.needs])
    among = replace(scores, total=np.where(stopped[:, None], np.nan, scores.total))
    ranking = needs_in(question.record, [needs[key] for key in scores.needs], pool, among, TOP)
    profile = library().profiles[question.record]
    rows = {
        match.need: Row(place, match, needs[match.need], profile)
        for place, match in enumerate(ranking.matches, start=1)
    }
    too_thin = ranking.thin[0] if ranking.thin else None
    return Answer(rows, {}, ranking.judged, len(needs), removed, (), ranking.missing, too_thin)


def _offered(offer: Need, filters: Filters, weights: Weights, mirror: Pool) -> Answer:
    needs = library().needs
    left, removed = narrowing.kept_needs(filters, needs)
    ranking = rank(offer, mirror, weights, TOP, left)
    profile = as_profile(offer)
    rows = {
        match.partner: Row(place, replace(match, need=match.partner, partner=ASKED), needs[match.partner], profile)
        for place, match in enumerate(ranking.matches, start=1)
    }
    return Answer(rows, {}, ranking.judged, len(needs), removed, (), ranking.missing, _thinness(offer))


def moved_by_weights(question: Question) -> int | None:
    """Return how many of the first ten are others than with the usual weights; None when nothing is ranked."""
    now, usual = answer(question), answer(replace(question, weights={}))
    if now is None or usual is None:
        return None
    return len(set(list(now.rows)[:10]) - set(list(usual.rows)[:10]))


def standing(question: Question, partner: str) -> tuple[int, float] | None:
    """Return the rank and score of a partner that passes the filters, however far down; None when it has none."""
    held = ready()
    return _standing(plain(question), partner, held.version, OPEN) if held else None


@st.cache_data(max_entries=200, ttl="1h", show_spinner=False)
def _standing(question: Question, partner: str, version: int, visibility_class: str) -> tuple[int, float] | None:
    held = resources.preparation(visibility_class).ready
    if held is None or partner not in held.pool.places:
        return None
    scores = score([asked_need(question)], held.pool, scaled(question.weights))
    total, own = scores.total[0], scores.total[0, held.pool.places[partner]]
    if np.isnan(own):
        return None
    left, _removed = narrowing.kept(question.filters, library().profiles)
    rivals = np.array([left is None or key in left for key in scores.partners])
    ahead = (total > own) | ((total == own) & (np.array(scores.partners) < partner))
    return int(np.sum(ahead & rivals)) + 1, float(own)


def example(question: Question) -> str:
    """Return a record that shows what the page does: the first that says much, else the first."""
    held = library()
    if question.direction is Direction.NEEDS:
        telling = (key for key, profile in held.profiles.items() if profile.resources and profile.countries)
        return next(telling, next(iter(held.profiles), ""))
    telling = (key for key, need in held.needs.items() if len(need.resources) > 1 and len(need.countries) == 1)
    return next(telling, next(iter(held.needs), ""))


def countries() -> frozenset[str]:
    """Return the countries that any need or partner names."""
    held = library()
    named = (country for need in held.needs.values() for country in need.countries)
    return frozenset(named).union(*(profile.countries for profile in held.profiles.values()))


def shortlist(viewer: str) -> tuple[Entry, ...]:
    """Return what a viewer has kept, oldest first."""
    with resources.connection(viewer) as asked:
        return shortlists.of_viewer(asked, viewer)


def keep(viewer: str, partner: str, need: str) -> None:
    """Put a partner on a viewer's shortlist; a typed question has no record, so the partner is kept for none."""
    with resources.connection(viewer) as asked:
        shortlists.add(asked, viewer, partner, "" if need == ASKED else need)


def drop(viewer: str, partner: str, need: str) -> None:
    """Take a partner off a viewer's shortlist."""
    with resources.connection(viewer) as asked:
        shortlists.remove(asked, viewer, partner, "" if need == ASKED else need)


def _thinness(need: Need) -> Thin | None:
    verdict = enough("\n".join(need.texts), NEED_TERMS, has_place=bool(need.countries))
    return None if verdict else Thin(need.id, verdict.ask)


@st.cache_resource(max_entries=3, show_spinner=False)
def _scores(weights: Weights, version: int, visibility_class: str) -> tuple[Pool, Scores]:
    """Return all needs against all partners: the matrix that both directions are read from."""
    held = resources.preparation(visibility_class).ready
    assert held is not None  # noqa: S101 - `_answer` has asked
    ordered = sorted(resources.library(visibility_class).needs.values(), key=lambda need: need.id)
    return held.pool, score(ordered, held.pool, weights)


def figures() -> tuple[Figure, ...]:
    """Return the figures that the two reports published."""
    return read_figures()


def quality() -> tuple[Result, ...]:
    """Return what `make eval` measured."""
    return read_results()


def data_sheet(
    name: str, question: str, viewer: str, *, synthetic: bool, filters: Mapping[str, str] | None = None
) -> DataSheet:
    """Return the sheet that goes with a download made now."""
    return DataSheet(name, question, viewer, datetime.now(UTC), synthetic, filters or {})
