"""Who-does-what-where tables, with or without HXL tags: rows of one organisation's activity are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from data.facts import read_table, split
from data.imports.drafts import Draft
from data.imports.fields import Fields
from data.imports.folding import folded
from data.imports.layouts.activities import organisations
from data.imports.layouts.shape import Layout, stated
from matching.records import Level, RecordKind

_ROLES = (("programmer", "2"), ("entity", "2"), ("funders", "1"), ("implementers", "4"), ("subgrantees", "4"))
_WHO = ("name", "implementers", "programmer", "entity", "subgrantees", "funders")
# UN entities in the Inter-Agency Standing Committee.
_STANDING_COMMITTEE = {
    "FAO",
    "IOM",
    "OCHA",
    "OHCHR",
    "UN-Habitat",
    "UNDP",
    "UNFPA",
    "UNHCR",
    "UNICEF",
    "WFP",
    "WHO",
}
# What an organisation does of which a table says only where it is.
_PRESENT = "Operational presence"


class PresenceReader:
    """Puts rows together that differ in place and day alone: one draft an organisation, activity and country."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    def row(self, cells: Fields) -> Iterable[Draft]:
        """Take in one row; nothing is said before the last one."""
        named = [_with_entity(each) for each in organisations(cells, (("name", "4"), *_ROLES))]
        sectors = cells.several("sectors")
        activity = cells.name("activity", 1000) or cells.name("title", 1000)
        if not named:
            who = next((field for field in _WHO if cells.has(field)), "name")
            cells.wrong(who, cells.row[who], "the name of an organisation")
        if not activity and not sectors and cells.has("activity"):
            cells.wrong("activity", cells.row["activity"], "what the organisation does there")
        elif not activity and cells.has("activity"):
            cells.leave("an activity is not named: its sector stands for it")
        place = cells.text("place")
        where = cells.where("countries")
        countries = list(where.countries) or (
            [cells.home] if cells.home and not (where.areas or where.everywhere) else []
        )
        state, period = cells.choice("status", "state"), cells.period()
        money, sdgs = cells.amount_of("amount"), cells.goals()
        if not cells.sound:
            return ()
        level = Level.COUNTRY if countries or where.areas else Level.GLOBAL if where.everywhere else ""
        for title in [activity] if activity else sectors or [_PRESENT]:
            key = "|".join([*sorted(each["key"] for each in named), folded(title), *countries, *where.areas])
            held = self._drafts.get(key)
            if held is not None:
                _widen(held, [*where.areas, place], state, period)
                continue
            self._drafts[key] = Draft(
                RecordKind.ENGAGEMENT,
                key,
                cells.row.number,
                stated(
                    {
                        "presence": True,
                        "title": title,
                        "summary": cells.row["summary"].strip(),
                        "organisations": named,
                        "countries": countries,
                        "level": str(level),
                        "places": list(filter(None, [*where.areas, place])),
                        "sdgs": sdgs,
                        "sectors": sectors,
                        "state": state,
                        "budgets": [stated({"amount": money.value, "currency": money.currency})] if money else [],
                        **period,
                    }
                ),
            )
        return ()

    def finish(self) -> Iterator[Draft]:
        """Give one draft an organisation, activity and country."""
        yield from self._drafts.values()


def _with_entity(named: dict[str, str]) -> dict[str, str]:
    """Return an organisation with the UN entity whose acronym is its name, or stands beside its name."""
    entity = _acronyms().get(named["name"]) or _acronyms().get(named.get("alias", ""), "")
    return named | {"entity": entity} if entity else named


@cache
def _acronyms() -> dict[str, str]:
    """The acronyms, in all languages, of those who work in emergencies: others bear some of them, but not there."""
    known = {alias: row["id"] for row in read_table("entities") for alias in (row["id"], *split(row["aliases"]))}
    known |= {row["name"]: row["entity"] for row in read_table("entity_names")}
    return {name: entity for name, entity in known.items() if entity in _STANDING_COMMITTEE and name.isupper()}


def _widen(held: Draft, places: list[str], state: str, period: dict[str, str]) -> None:
    fields = held.fields
    if not isinstance(fields, dict):
        raise TypeError("drafts that are put together hold plain fields")
    for place in filter(None, places):
        if place not in fields.setdefault("places", []):
            fields["places"].append(place)
    # What goes on anywhere goes on.
    if state == "active" or "state" not in fields:
        fields.update(stated({"state": state}))
    if "starts" in period:
        fields["starts"] = min(period["starts"], fields.get("starts", period["starts"]))
    if "ends" in period:
        fields["ends"] = max(period["ends"], fields.get("ends", period["ends"]))


THREE_W = Layout(
    "3w",
    (
        "name",
        "name_short",
        "activity",
        "title",
        "countries",
        "place",
        "status",
        "entity",
        "programmer",
        "programmer_short",
        "funders",
        "funders_short",
        "implementers",
        "implementers_short",
        "subgrantees",
        "starts",
        "ends",
        "amount",
        "sdgs",
        "sectors",
        "summary",
    ),
    needed=("name", "activity"),
    reader=PresenceReader,
    telling=("activity", "place"),
    borrowed={"countries": ("country",), "activity": ("summary",)},
    one_of=(_WHO, ("activity", "sectors", "place")),
)
