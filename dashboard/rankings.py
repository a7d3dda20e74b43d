"""The questions of the Explore page, answered from the pools that the preparation holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from acts.ranking import ASKED, typed_need
from dashboard import resources
from dashboard.answers import RankedAnswer, RankedRow
from dashboard.filters import Filters, gates
from dashboard.preparation import Ready, give_back
from dashboard.queries import OPEN, library, ready
from dashboard.question import Direction, Question, plain
from matching.absence import Absence, why_not
from matching.explanation import Change, RankRange, sensitivity, what_would_help
from matching.filters import Kept, apply
from matching.pool import Pool, as_profile
from matching.ranking import Ranking, Thin, needs_in, partners_in
from matching.records import Match, Need
from matching.routing import Directory, Route, route
from matching.scores import Scores, score
from matching.text import enough
from matching.text.sufficiency import NEED_TERMS
from matching.weights import Weights

ENTITIES = 3  # an offer goes to one to three entities: R11 ¶53 asks for a filter
TOP = 50  # rows of a table: more than a person reads


def asked_need(question: Question) -> Need:
    """Return the need that is asked for: one of the register, or the typed text with what its words signal."""
    if question.record and question.direction is Direction.PARTNERS:
        return library().needs[question.record]
    return typed_need(question.text.strip(), resources.readers().tagger)


def entities_for(question: Question) -> list[Route]:
    """Return the UN entities whose field a typed offer is, best first; none while that cannot be said."""
    directory = resources.readers().directory
    if question.record or question.direction is Direction.PARTNERS or directory is None:
        return []
    return _routed(question.text.strip(), OPEN, directory)


@st.cache_data(max_entries=100, ttl="1h", show_spinner=False)
def _routed(text: str, visibility_class: str, _directory: Directory) -> list[Route]:
    return route(text, _directory, resources.encoder(), ENTITIES)


def known(question: Question) -> bool:
    """Return whether the record that the question names exists."""
    held = library()
    return question.record in (held.needs if question.direction is Direction.PARTNERS else held.profiles)


def answer(question: Question) -> RankedAnswer | None:
    """Return the ranked answer; None while the texts are still being read or when the record does not exist."""
    if not question.asked:  # the first page waits for nothing
        return None
    held = ready()
    if held is None:
        return None
    try:
        return _answer(plain(question), held.version, OPEN)
    except NotReadyError:
        return None


@st.cache_data(max_entries=300, ttl="1h", show_spinner=False)
def _answer(question: Question, version: int, visibility_class: str) -> RankedAnswer | None:
    if question.record and not known(question):
        return None
    if question.direction is Direction.PARTNERS:
        return _partners(question, version, visibility_class)
    if question.record:
        return _needs(question, version, visibility_class)
    return _offered(question, version, visibility_class)


def _partners(question: Question, version: int, visibility_class: str) -> RankedAnswer:
    need, profiles = asked_need(question), library().profiles
    pool, scores = _pool(question, visibility_class), _measured(_subject(question), version, visibility_class)
    kept = apply(gates(question.filters), pool.profiles)
    ranking = partners_in(need, pool, scores, TOP, kept.ids)
    places = {match.partner: place for place, match in enumerate(ranking.matches, start=1)}

    def rows(matches: Sequence[Match]) -> dict[str, RankedRow]:
        return {
            each.partner: RankedRow(places.get(each.partner), each, need, profiles[each.partner]) for each in matches
        }

    return _answered(rows(ranking.matches), rows(ranking.adjacent), ranking, kept, _thinness(need))


def _needs(question: Question, version: int, visibility_class: str) -> RankedAnswer:
    needs, profile = library().needs, library().profiles[question.record]
    pool, scores = (
        _pool(question, visibility_class),
        _matrix(Weights.scaled(question.weights), version, visibility_class),
    )
    kept = apply(gates(question.filters), [as_profile(needs[key]) for key in scores.needs])
    stopped = np.array([key not in kept.ids for key in scores.needs])
    among = replace(scores, total=np.where(stopped[:, None], np.nan, scores.total))
    ranking = needs_in(profile.id, [needs[key] for key in scores.needs], pool, among, TOP)
    rows = {
        each.need: RankedRow(place, each, needs[each.need], profile) for place, each in enumerate(ranking.matches, 1)
    }
    return _answered(rows, {}, ranking, kept, ranking.thin[0] if ranking.thin else None)


def _offered(question: Question, version: int, visibility_class: str) -> RankedAnswer:
    """Return the answer to a typed offer: it is asked of the needs as if they were profiles."""
    offer, needs = asked_need(question), library().needs
    mirror, scores = _pool(question, visibility_class), _measured(_subject(question), version, visibility_class)
    kept = apply(gates(question.filters), mirror.profiles)
    ranking = partners_in(offer, mirror, scores, TOP, kept.ids)
    profile = as_profile(offer)
    rows = {
        each.partner: RankedRow(place, replace(each, need=each.partner, partner=ASKED), needs[each.partner], profile)
        for place, each in enumerate(ranking.matches, start=1)
    }
    return _answered(rows, {}, ranking, kept, _thinness(offer))


def _answered(
    rows: Mapping[str, RankedRow],
    adjacent: Mapping[str, RankedRow],
    ranking: Ranking,
    kept: Kept,
    too_thin: Thin | None,
) -> RankedAnswer:
    return RankedAnswer(
        rows=rows,
        adjacent=adjacent,
        judged=ranking.judged,
        pool=kept.of,
        removed=kept.consequences,
        thin=() if too_thin else ranking.thin,
        missing=ranking.missing,
        too_thin=too_thin,
    )


def _thinness(need: Need) -> Thin | None:
    verdict = enough("\n".join(need.texts), NEED_TERMS, has_place=bool(need.countries))
    return None if verdict else Thin(need.id, verdict.ask)


def _subject(question: Question) -> Question:
    """Return the question without its filters: who is left out changes no score."""
    return replace(plain(question), filters=Filters())


class NotReadyError(Exception):
    """The records were replaced a moment ago and are being read again."""


def _held(visibility_class: str) -> Ready:
    found = resources.preparation(visibility_class).ready
    if found is None:
        raise NotReadyError
    return found


def _pool(question: Question, visibility_class: str) -> Pool:
    """Return what the question is asked of: the partners, or for a typed offer the needs as if they were profiles."""
    held = _held(visibility_class)
    typed_offer = question.direction is Direction.NEEDS and not question.record
    return held.mirror if typed_offer else held.pool


# Scores are remembered without their pool, which is replaced when more vectors are there.
@st.cache_resource(max_entries=40, ttl="1h", show_spinner=False)
def _measured(subject: Question, version: int, visibility_class: str) -> Scores:
    """Return the scores of one need against all partners, or of one typed offer against all needs."""
    return score([asked_need(subject)], _pool(subject, visibility_class), Weights.scaled(subject.weights))


@st.cache_resource(max_entries=2, ttl="1h", show_spinner=False)
def _matrix(weights: Weights, version: int, visibility_class: str) -> Scores:
    """Return all needs against all partners: the matrix that both directions are read from."""
    ordered = sorted(resources.library(visibility_class).needs.values(), key=lambda need: need.id)
    return score(ordered, _held(visibility_class).pool, weights)


def warm() -> None:
    """Make ranking ready and wait for it, then read ahead what the first offer would have to wait for."""
    preparation = resources.preparation(OPEN)
    while not preparation.wait(seconds=60):
        pass
    if preparation.ready:
        _matrix(Weights(), preparation.ready.version, OPEN)
        resources.read_ahead()
        _answer.clear()  # typed questions now know their Goals
        _measured.clear()
        give_back()


def moved_by_weights(question: Question) -> int | None:
    """Return how many of the first ten are others than with the usual weights; None when nothing is ranked."""
    now, usual = answer(question), answer(replace(question, weights={}))
    if now is None or usual is None:
        return None
    return len(set(list(now.rows)[:10]) - set(list(usual.rows)[:10]))


def absence(question: Question, partner: str) -> Absence | None:
    """Return what keeps a partner out of the list; None while nothing can be ranked."""
    held = ready()
    if held is None:
        return None
    pool, scores = held.pool, _measured(_subject(question), held.version, OPEN)
    return why_not(asked_need(question), partner, pool, gates(question.filters), TOP, scores=scores)


def levers(question: Question, partner: str) -> tuple[tuple[Change, ...], RankRange | None]:
    """Return what would better a partner's rank, and how its rank moves with the weights; among all partners."""
    held = ready()
    return _levers(_subject(question), partner, held.version, OPEN) if held else ((), None)


@st.cache_data(max_entries=300, ttl="1h", show_spinner=False)
def _levers(
    subject: Question, partner: str, version: int, visibility_class: str
) -> tuple[tuple[Change, ...], RankRange | None]:
    need = asked_need(subject)
    pool, scores = _pool(subject, visibility_class), _measured(subject, version, visibility_class)
    return what_would_help(need, partner, pool, scores), sensitivity(need, [partner], pool, scores).get(partner)


def example(question: Question) -> str:
    """Return a record that shows what the page does: one that says much, an invented one where there are such."""
    held = library()
    if question.direction is Direction.NEEDS:
        partners = [profile for profile in held.profiles.values() if profile.resources and profile.countries]
        return min(partners, key=lambda each: (not each.partner.origin.synthetic, each.id)).id if partners else ""
    needs = [need for need in held.needs.values() if len(need.resources) > 1 and len(need.countries) == 1]
    return min(needs, key=lambda each: (not each.origin.synthetic, each.id)).id if needs else ""
