"""The sentences that answer the questions of the country page, and what its codes are called."""

from __future__ import annotations

from datetime import date

from dashboard import labels, queries
from dashboard.words import N_, _, day, n_
from matching.country import Fallback, Gap, Light, NeedStanding, Portrait, Presence, light
from matching.records import State

STANDINGS = {
    NeedStanding.COVERED: N_("Covered"),
    NeedStanding.UNDER_WAY: N_("Under way"),
    NeedStanding.OPEN: N_("Open"),
}
PRESENCES = {
    Presence.LOCAL: N_("At home here"),
    Presence.MULTINATIONAL: N_("Multinational, works here"),
    Presence.FROM_ABROAD: N_("From abroad, works here"),
}
LIGHTS = {
    Light.FRESH: N_("within a year"),
    Light.AGEING: N_("within two years"),
    Light.OLD: N_("older than two years"),
    Light.UNDATED: N_("no date"),
}
LEVELS = {
    0: N_("0: no network"),
    1: N_("1: a contact, no programme"),
    2: N_("2: meets and can convene"),
    3: N_("3: takes part in planning"),
}
CONVENORS = {
    Fallback.LOCAL_NETWORK: N_("The Local Network can call local companies together."),
    Fallback.CONNECTING_BUSINESS: N_("The Local Network cannot convene yet: ask the Connecting Business network."),
    Fallback.ASSOCIATION: N_("The Local Network cannot convene yet: ask the business association."),
    Fallback.NONE: N_("Nobody is recorded who could call local companies together: the country team has to."),
}
GAPS = {
    Gap.NONE: N_("In time"),
    Gap.TOO_SLOW: N_("Committed, too slow"),
    Gap.NOT_COMMITTED: N_("On offer, not committed"),
    Gap.NOBODY: N_("Nobody"),
}
STATES = {
    State.PROPOSED: N_("Proposed"),
    State.SCREENED: N_("Screened"),
    State.AGREED: N_("Agreed"),
    State.ACTIVE: N_("Active"),
    State.ENDED: N_("Ended"),
    State.STOPPED: N_("Stopped"),
}
# What is counted as covered, said under every figure that counts it.
COVERED = N_(
    "Covered: recorded as met, or each resource that the need seeks is brought by an agreed or active engagement here "
    "that shares a Goal with it. Under way: a live approach names the need, or asks here for a resource it lacks."
)


def answer(portrait: Portrait) -> str:
    """Return the sentence that says how the country stands."""
    name = labels.place(portrait.country)
    needs = n_("{n} need", "{n} needs", len(portrait.served))
    collisions = n_("{n} collision", "{n} collisions", len(portrait.collisions))
    covered = n_("{n} covered", "{n} covered", portrait.covered)
    level = portrait.network.level
    if level is None:
        said = _("{country}: {needs}, {covered}, {collisions}, level of the Local Network not stated.")
        return said.format(country=name, needs=needs, covered=covered, collisions=collisions)
    said = _("{country}: {needs}, {covered}, {collisions}, Local Network level {level}.")
    return said.format(country=name, needs=needs, covered=covered, collisions=collisions, level=level)


def newest(value: date | None, today: date) -> str:
    """Return a day with how old it is in words."""
    said = _(LIGHTS[light(value, today)])
    return f"{day(value)} ({said})" if value else said


def partner_name(id: str) -> str:
    """Return the name of a partner, or what was written where it is none that we know."""
    found = queries.library().profiles.get(id)
    return found.partner.name if found else id
