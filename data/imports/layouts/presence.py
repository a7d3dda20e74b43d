"""Who-does-what-where tables, with or without HXL tags: rows of one organisation's activity are put together."""

from __future__ import annotations

from collections.abc import Iterable

from data.imports.drafts import Draft
from data.imports.fields import Fields, read_country
from data.imports.folding import folded
from data.imports.layouts.activities import organisations
from data.imports.layouts.shape import Layout, stated
from matching.records import RecordKind

_ROLES = (("programmer", "2"), ("entity", "2"), ("funders", "1"), ("implementers", "4"))


class PresenceReader:
    """Puts rows together that differ in place and day alone: one draft an organisation, activity and country."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}

    def row(self, cells: Fields) -> Iterable[Draft]:
        """Take in one row; nothing is said before the last one."""
        named = list(organisations(cells, (("name", "4"), *_ROLES)))
        what = cells.name("activity", 1000)
        if not named:
            cells.wrong("name", cells.text("name"), "the name of an organisation")
        if not what:
            cells.wrong("activity", "", "what the organisation does there")
        place = cells.text("place")
        countries = cells.places("countries") or list(filter(None, [country_of_place(place)]))
        state, period = cells.choice("status", "state"), cells.period()
        if not named or not what:
            return ()
        key = "|".join([*sorted(each["key"] for each in named), folded(what), *countries])
        held = self._drafts.get(key)
        if held is None:
            self._drafts[key] = Draft(
                RecordKind.ENGAGEMENT,
                key,
                cells.row.number,
                stated(
                    {
                        "presence": True,
                        "title": what,
                        "organisations": named,
                        "countries": countries,
                        "places": [place] if place else [],
                        "sdgs": cells.goals(),
                        "sectors": cells.several("sectors"),
                        "state": state,
                        **period,
                    }
                ),
            )
        else:
            _widen(held, place, state, period)
        return ()

    def finish(self) -> Iterable[Draft]:
        """Return one draft an organisation, activity and country."""
        return self._drafts.values()


def _widen(held: Draft, place: str, state: str, period: dict[str, str]) -> None:
    fields = held.fields
    if not isinstance(fields, dict):
        raise TypeError("drafts that are put together hold plain fields")
    if place and place not in fields.setdefault("places", []):
        fields["places"].append(place)
    # What goes on anywhere goes on.
    if state == "active" or "state" not in fields:
        fields.update(stated({"state": state}))
    fields.update(
        {"starts": min(period["starts"], fields.get("starts", period["starts"]))} if "starts" in period else {}
    )
    fields.update({"ends": max(period["ends"], fields.get("ends", period["ends"]))} if "ends" in period else {})


def country_of_place(code: str) -> str:
    """Return the country of a p-code such as VUT0104002 or KE047, "" for other texts."""
    for length in (3, 2):
        head, rest = code[:length], code[length:]
        if head.isalpha() and head.isupper() and rest.isdigit():
            return read_country(head)
    return ""


THREE_W = Layout(
    "3w",
    (
        "name",
        "activity",
        "countries",
        "place",
        "status",
        "entity",
        "programmer",
        "funders",
        "implementers",
        "starts",
        "ends",
        "sdgs",
        "sectors",
    ),
    needed=("name", "activity"),
    reader=PresenceReader,
    telling=("activity", "place"),
    borrowed={"countries": ("country",), "activity": ("sectors",)},
)
