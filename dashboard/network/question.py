"""What is asked of the page on whom to convene, as a link and back; a wrong part is refused and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.address import AddressReader, AddressRefusal, member, whole
from dashboard.words import N_
from matching.coalitions import Demand, Wish
from matching.convening import MOST_SEATS, Rules, Scope

PARAMETERS = ("seats", "scope", "here", "each", "excluded", "wish", "w", "with", "without")
# What a composition of a meeting can ask for; the other wishes belong to coalitions.
WISHES = (Wish.SMALL_COMPANY, Wish.WOMEN_LED, Wish.NGO, Wish.GOVERNMENT, Wish.ASSOCIATION)
MOST_WEIGHT = 9


@dataclass(frozen=True, slots=True)
class ConveningQuestion:
    """The rules of an invitation and the weights that people have set, by need."""

    rules: Rules = field(default_factory=Rules)
    weights: tuple[tuple[str, int], ...] = ()


def read(found: Mapping[str, list[str]]) -> tuple[ConveningQuestion, list[AddressRefusal]]:
    """Return what a link asks for, and what of it could not be read."""
    reader, usual = AddressReader(found), Rules()

    def number(name: str, least: int, most: int, other: int) -> int:
        said = reader.last(name, whole(least, most), f"{least}–{most}")
        return other if said is None else said

    demands = reader.every(
        "wish",
        lambda value: _pair(value, [wish.value for wish in WISHES], MOST_SEATS),
        N_("a wish and a number, such as small_company:10"),
    )
    weights = [_pair(value, None, MOST_WEIGHT) for value in found.get("w", ())[:200]]
    rules = Rules(
        seats=number("seats", 1, MOST_SEATS, usual.seats),
        scope=reader.last("scope", member(Scope), ", ".join(Scope)) or usual.scope,
        demands=tuple(Demand(Wish(pair[0]), pair[1]) for pair in demands),
        present=number("here", 0, 100, round(100 * usual.present)) / 100,
        each_priority=bool(number("each", 0, 1, int(usual.each_priority))),
        without_excluded=bool(number("excluded", 0, 1, 0) == 0),
        invited=frozenset(found.get("with", ())[:MOST_SEATS]),
        left_out=frozenset(found.get("without", ())[:500]),
    )
    return ConveningQuestion(rules, tuple(sorted(pair for pair in weights if pair))), reader.refusals


def address(ask: ConveningQuestion) -> dict[str, str | list[str]]:
    """Return the parameters of a link that asks the same; what is usual is left out."""
    rules, usual = ask.rules, Rules()
    entries: dict[str, str | list[str]] = {}
    if rules.seats != usual.seats:
        entries["seats"] = str(rules.seats)
    if rules.scope is not usual.scope:
        entries["scope"] = rules.scope.value
    if rules.present != usual.present:
        entries["here"] = str(round(100 * rules.present))
    if rules.each_priority != usual.each_priority:
        entries["each"] = str(int(rules.each_priority))
    if not rules.without_excluded:
        entries["excluded"] = "1"
    lists = {
        "wish": [f"{each.wish.value}:{each.bound}" for each in rules.demands],
        "w": [f"{need}:{weight}" for need, weight in ask.weights],
        "with": sorted(rules.invited),
        "without": sorted(rules.left_out),
    }
    return entries | {name: values for name, values in lists.items() if values}


def _pair(value: str, allowed: Sequence[str] | None, most: int) -> tuple[str, int] | None:
    name, _, number = value.rpartition(":")
    fits = bool(name) and len(name) <= 200 and (allowed is None or name in allowed)
    return (name, int(number)) if fits and number.isascii() and number.isdigit() and int(number[:4]) <= most else None
