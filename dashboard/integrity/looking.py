"""What the page on due diligence asks of the store; verdicts are kept for a class of viewers until anything changes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import streamlit as st

from dashboard import resources
from data import approaches, engagements
from data.integrity import adopting, judging, known, names, screenings
from data.integrity.adopting import ALL, RuleChange
from data.rules import read_rules
from matching.integrity import (
    Dossiers,
    Effect,
    Removal,
    Split,
    Verdicts,
    flags_for,
    judge,
    policies_of,
    removals,
    splits,
    what_if,
)
from matching.names import Resemblance, resemblances
from matching.records import (
    SYSTEM,
    Disclosure,
    Fact,
    IntegrityRule,
    Listed,
    NameAnswer,
    NameReview,
    Origin,
    Screening,
    Visibility,
)


def today() -> date:
    """Return the day on which facts are read."""
    return datetime.now(UTC).date()


@st.cache_data(ttl=10, max_entries=1, show_spinner=False)
def stamp() -> str:
    """Return a text that changes when due diligence does; the same for everybody."""
    with resources.connection(SYSTEM) as asked:
        return judging.stamp(asked)


def verdicts(entity: str = "") -> Verdicts:
    """Return the verdicts of all entities, as somebody of `entity` may be told them; empty for nobody's."""
    return _verdicts(entity, stamp(), today())


# What an entity keeps to itself enters only what its own people are shown, so its name is part of the key.
@st.cache_resource(max_entries=8, show_spinner=False)
def _verdicts(entity: str, of_stamp: str, day: date) -> Verdicts:
    held = _material(of_stamp)
    flags = flags_for(held.flags, entity, day)
    dossiers = Dossiers.of(held.partners, held.facts, held.criteria, day, flags)
    return judge(policies_of(held.base, held.changes), dossiers)


# Read once for all and told to nobody as it is: flags and screenings go through the rules of who may know.
@st.cache_resource(max_entries=1, show_spinner=False)
def _material(of_stamp: str) -> judging.Material:
    with resources.connection(SYSTEM) as asked:
        return judging.read(asked)


def all_screenings() -> tuple[Screening, ...]:
    """Return every screening, for what `matching.integrity` then tells a viewer of them."""
    return _material(stamp()).screenings


def options() -> tuple[IntegrityRule, ...]:
    """Return the rules that an entity may take up."""
    return read_rules("options")


def effect(entity: str, rule: str, whose: str) -> Effect:
    """Return what happens when `whose` entity, all of them when empty, takes a rule up."""
    return _effect(entity, rule, whose, stamp(), today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _effect(entity: str, rule: str, whose: str, of_stamp: str, day: date) -> Effect:
    before = _verdicts(entity, of_stamp, day)
    added = next(each for each in options() if each.id == rule)
    changed = [policy.with_rule(added) for name, policy in before.policies.items() if not whose or name == whose]
    with resources.connection(SYSTEM) as asked:
        running = [each for each in engagements.all_(asked) if _told(each.disclosure, entity)]
        live = [each for each in approaches.live(asked) if _told(each.disclosure, entity)]
    screened = [each for each in _material(of_stamp).screenings if _told(each.disclosure, entity)]
    return what_if(before, changed, running, live, screened)


def _told(disclosure: Disclosure, entity: str) -> bool:
    return disclosure.visibility is Visibility.NAMED or disclosure.owner_entity == entity


def costs(entity: str) -> tuple[Removal, ...]:
    """Return what each rule of an entity costs."""
    return _costs(entity, stamp(), today())


@st.cache_resource(max_entries=8, show_spinner=False)
def _costs(entity: str, of_stamp: str, day: date) -> tuple[Removal, ...]:
    return removals(_verdicts(entity, of_stamp, day), entity)


@st.cache_resource(max_entries=8, show_spinner=False)
def _splits(entity: str, of_stamp: str, day: date) -> tuple[Split, ...]:
    return splits(_verdicts(entity, of_stamp, day), most=200)


def split_partners(entity: str) -> tuple[Split, ...]:
    """Return the partners on which entities are furthest apart, at most 200."""
    return _splits(entity, stamp(), today())


def take_up(rule: str, whose: str, who: str) -> None:
    """Write down that an entity, all of them when empty, takes a rule up."""
    with resources.connection(SYSTEM) as asked:
        adopting.change(asked, RuleChange(whose or ALL, rule, "adopted", who, today()))
    stamp.clear()


def ask_for_screening(entity: str, partner: str, who: str) -> None:
    """Begin a screening of a partner for an entity."""
    begun = Screening(str(uuid4()), entity, partner, today(), Origin("entered"), Disclosure(entity), screener=who)
    with resources.connection(SYSTEM) as asked:
        screenings.save_many(asked, [begun])
    stamp.clear()


def consult(screening: str, entity: str) -> None:
    """Note that another entity was asked about a screening."""
    with resources.connection(SYSTEM) as asked:
        screenings.consult(asked, screening, entity)
    stamp.clear()


def queue() -> tuple[tuple[Resemblance, ...], int]:
    """Return the names to look at, and how many names are listed."""
    return _queue(stamp())


@st.cache_resource(max_entries=1, show_spinner=False)
def _queue(of_stamp: str) -> tuple[tuple[Resemblance, ...], int]:
    with resources.connection(SYSTEM) as asked:
        entries: tuple[Listed, ...] = names.listed(asked)
        said = names.reviews(asked)
    return resemblances(_material(of_stamp).partners, entries, said), len(entries)


def settle(review: NameReview) -> None:
    """Remember what a person says about a partner and a listed name; the same is a hit that every verdict counts."""
    hit = Fact(str(uuid4()), review.partner, "sanctions", "listed", today(), Origin(f"sanctions list, {review.listed}"))
    with resources.connection(SYSTEM) as asked:
        names.answer(asked, review)
        if review.answer is NameAnswer.SAME:
            known.save_facts(asked, [hit])
    stamp.clear()
