"""Titles, summaries and lessons of engagements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from data.demo.chance import Dice
from data.demo.grammar import expand
from data.demo.telling import capitalised
from data.demo.words import FOLDER, Niche, country_in_text, lines, load
from matching.records import Period, SizeClass

# More countries than this in a title are given as a number.
_LISTED = 2


def title(niche: Niche, countries: Sequence[str], size: SizeClass, dice: Dice) -> str:
    """Return a title such as `Solar cold rooms in Mali`."""
    where = " and ".join(country_in_text(code) for code in countries)
    where = where if len(countries) <= _LISTED else f"{len(countries)} countries"
    section = "titles_network" if size is SizeClass.NETWORK else "titles"
    return _told(section, niche, {"places": where}, dice)


def summary(niche: Niche, country: str, partners: int, period: Period, dice: Dice) -> str:
    """Return one or two sentences on an engagement; they name no partner."""
    year = str(period.start.year) if period.start else ""
    who = "one partner" if partners == 1 else f"{partners} partners"
    return _told("summaries", niche, {"country": country, "partners": who, "year": year}, dice)


def lesson(dice: Dice) -> str:
    """Return why an engagement was stopped and what was learned."""
    return dice.pick(_forms()["lessons"])


def _told(section: str, niche: Niche, values: dict[str, str], dice: Dice) -> str:
    pools = niche.vocabularies["en"].pools
    drawn = {"label": niche.label, "product": dice.pick(pools["products"]), "customer": dice.pick(pools["customers"])}
    return capitalised(expand(dice.pick(_forms()[section]), lambda slot: {**drawn, **values}[slot], dice))


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    return {name: lines(block) for name, block in load(FOLDER / "stories.yaml").items()}
