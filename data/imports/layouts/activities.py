"""Lists of partnerships: an entity's own list, or an IATI activity file flattened to one row an activity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.imports.drafts import Draft
from data.imports.fields import Fields, words_for
from data.imports.folding import folded
from data.imports.layouts.shape import EachRow, Layout, stated
from matching.records import RecordKind

# Field and the role that its organisations have, as IATI numbers them.
ROLES = (("entity", "reporting"), ("funders", "1"), ("programmer", "2"), ("extenders", "3"), ("implementers", "4"))


def organisations(cells: Fields, fields: Iterable[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Give the organisations that the fields name, with their roles."""
    for field, role in fields:
        names = cells.several(field)
        shorts = cells.several(f"{field}_short")
        for place, name in enumerate(names or shorts):
            if len(name) > 400:
                cells.wrong(field, name, "names of at most 400 characters, separated by semicolons")
            elif any(letter.isalnum() for letter in name):
                alias = shorts[place] if len(shorts) == len(names) and folded(shorts[place]) != folded(name) else ""
                found = {"key": folded(name) or name, "name": name, "role": role}
                yield found | {"alias": alias} if alias else found


def read(cells: Fields) -> Iterable[Draft]:
    """Return the partnership of a row."""
    title = cells.name("title", 1000)
    if not title:
        cells.wrong("title", "", "the title of a partnership or activity")
        return
    resources = [words_for("resource").get(folded(part), "") for part in cells.several("resources")]
    money, currency = cells.amount_of("amount"), cells.text("currency").upper()
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        cells.wrong("currency", currency, "three letters (ISO 4217)")
    countries = cells.places("countries")
    period = cells.period()
    yield Draft(
        RecordKind.ENGAGEMENT,
        cells.text("iati_identifier") or cells.text("id") or f"{folded(title)}|{';'.join(countries)}",
        cells.row.number,
        stated(
            {
                "title": title,
                "summary": cells.row["summary"].strip(),
                "organisations": list(organisations(cells, (*ROLES, ("members", "")))),
                "sdgs": cells.goals(),
                "countries": countries,
                "resources": [code for code in dict.fromkeys(resources) if code],
                "state": cells.choice("status", "state"),
                "budgets": [stated({"amount": money.value, "currency": currency or money.currency})] if money else [],
                "iati_identifier": cells.text("iati_identifier"),
                **period,
            }
        ),
    )


_FIELDS = (
    "id",
    "title",
    "summary",
    "entity",
    "members",
    "funders",
    "programmer",
    "extenders",
    "implementers",
    "countries",
    "sdgs",
    "resources",
    "status",
    "starts",
    "ends",
    "amount",
    "currency",
)
_BORROWED = {"countries": ("country",), "summary": ("text",)}

PARTNERSHIPS = Layout(
    "partnerships", _FIELDS, ("title",), lambda: EachRow(read), telling=("members",), borrowed=_BORROWED
)
IATI_TABLE = Layout(
    "iati-table",
    ("iati_identifier", *_FIELDS[1:]),
    ("iati_identifier", "title"),
    lambda: EachRow(read),
    telling=("iati_identifier", "funders", "implementers"),
    borrowed=_BORROWED,
)
