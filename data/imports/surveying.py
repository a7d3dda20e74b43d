"""What whole columns say before any row is read: which order their days have, whose codes of places they hold, and
whether what stands in them contradicts their headers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data.countries import countries_within, find_area, find_country
from data.imports.amounts import read_money, thousands_of
from data.imports.days import Calendar, Order, is_ambiguous, order_of, read_day
from data.imports.fields import Columns, choose, is_nothing, read_country, words_for
from data.imports.folding import folded
from data.imports.grids import Numbered
from data.imports.headers import parse_tag, tag_of
from data.imports.mapping import ColumnMap

_COUNTRIES = 250
_MOST = 3_000  # distinct values of a column that are kept: kinds of values show long before
_CODE = re.compile(r"([A-Z]{3}|[A-Z]{2})[-_ ]?[A-Z]{0,2}\d[\dA-Z-]*")
_PLACES = ("#adm", "#loc", "#country")
_DAYS = ("starts", "ends", "joined")
_MONEY = ("amount", "required", "available", "gap")
# What marks a place of a matrix, and what leaves it blank.
_MARKS = frozenset([*"x✓✔√•●■1y是有", "yes", "oui", "si", "sí", "да", "نعم", "true"])
_BLANKS = frozenset(["no", "n", "non", "нет", "否", "لا", "0", "false", "✗", "-"])


@dataclass
class Survey:
    """The distinct values of each column, as many as tell, and how many of its cells are filled."""

    values: list[dict[str, None]] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)
    rows: int = 0

    @classmethod
    def of(cls, rows: Iterable[Numbered], wide: int) -> Survey:
        """Return the survey of all rows of a table."""
        made = cls([{} for _ in range(wide)], [0] * wide)
        for _, cells in rows:
            made.rows += 1
            for place, cell in enumerate(cells[:wide]):
                if cell:
                    made.filled[place] += 1
                    held = made.values[place]
                    if len(held) < _MOST:
                        held[cell] = None
        return made

    def told(self, place: int) -> list[str]:
        """Return the distinct values of a column that say something."""
        return [value for value in self.values[place] if value.strip() and not is_nothing(value)]


def contradicted(survey: Survey, columns: Mapping[str, int]) -> set[tuple[str, int]]:
    """Return the fields whose columns hold something else than the headers say: half of the values do not read so."""
    return {(name, place) for name, place in columns.items() if _contradicts(name, survey.told(place))}


def _contradicts(name: str, values: Sequence[str]) -> bool:
    if not values:
        return False
    if name in _ORGANISATIONS:
        types = sum(folded(value) in words_for("org_word") or folded(value) in words_for("kind") for value in values)
        sectors = sum(folded(value) in words_for("cluster") for value in values)
        return 5 * max(types, sectors) >= 4 * len(values) or all(not any(map(str.isalpha, value)) for value in values)
    reads = _READS.get(name)
    return reads is not None and 2 * sum(map(reads, values)) < len(values)


def _is_country(value: str) -> bool:
    parts = re.split(r"[;\n|,]", value)
    return any(read_country(part) or find_area(part) or folded(part) in words_for("everywhere") for part in parts)


_ORGANISATIONS = ("name", "implementers", "funders", "programmer", "members", "subgrantees", "entity")
_READS = {
    "country": _is_country,
    "countries": lambda value: _is_country(value) or bool(code_country(value)),
    "status": lambda value: bool(choose(value, "state")),
    "kind": lambda value: bool(choose(value, "kind")),
    **{
        name: lambda value: read_day(value) is not None or read_day(value, Calendar(Order.MONTH_FIRST)) is not None
        for name in _DAYS
    },
    **{name: lambda value: read_money(value) is not None for name in _MONEY},
    "activity": lambda value: any(map(str.isalpha, value)),
    "title": lambda value: any(map(str.isalpha, value)),
    "sectors": lambda value: any(map(str.isalpha, value)),
}


def adopted(survey: Survey, mapped: ColumnMap, fields: Sequence[str]) -> dict[str, int]:
    """Return columns whose headers say nothing and whose values leave no doubt: names of sectors or of countries."""
    columns, found = mapped.columns, dict[str, int]()
    for place in range(len(survey.values)):
        if place in columns.values() or not (values := survey.told(place)):
            continue
        sectors = sum(folded(value) in words_for("cluster") for value in values)
        if "sectors" in fields and not {"sectors", "activity"} & {*columns, *found} and 2 * sectors >= len(values):
            found["sectors"] = place
        elif "countries" in fields and "countries" not in {*columns, *found} and len(values) < _COUNTRIES:
            named = sum(len(value) > 3 and find_country(value) is not None for value in values)
            if named == len(values):
                found["countries"] = place
    return found


def is_mark(cell: str) -> bool:
    """Return whether a cell of a matrix is marked."""
    return cell.strip().casefold() in _MARKS


def says_what(headers: Iterable[str]) -> bool:
    """Return whether most headers of a matrix are sectors, so that its marks say what is done."""
    known = [folded(header) in words_for("cluster") for header in headers]
    return 2 * sum(known) >= len(known)


def crossed(survey: Survey, columns: Mapping[str, int], headers: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of a matrix: crosses alone stand in them, and their headers are what is done, or where."""
    places = [
        place
        for place, header in enumerate(headers)
        if header and place not in columns.values() and (values := survey.told(place))
        if all(value.strip().casefold() in _MARKS | _BLANKS for value in values) and any(map(is_mark, values))
        if (tag := tag_of(header)) is None or tag.base in {"#sector", "#activity"}
    ]
    return tuple(places) if len(places) >= 2 else ()


def code_columns(survey: Survey, headers: Sequence[str], tags: Sequence[str]) -> tuple[int, ...]:
    """Return the columns of codes of places that begin with the code of their country, such as ML0506 or IQG01."""
    found = []
    for place, values in enumerate(survey.values):
        tag = parse_tag(tags[place]) if place < len(tags) else None
        tag = tag or (tag_of(headers[place]) if place < len(headers) else None)
        said = tag is not None and tag.base.startswith(_PLACES)
        said = said or (place < len(headers) and "pcod" in folded(headers[place]).replace(" ", ""))
        codes = sum(bool(code_country(value)) for value in values)
        if said and values and 5 * codes >= 4 * len(values):
            found.append(place)
    return tuple(found)


def home_of_codes(survey: Survey, codes: Sequence[int]) -> str:
    """Return the one country whose places all codes are, "" where there are none or several."""
    told = {code_country(value) for place in codes for value in survey.told(place)} - {""}
    return next(iter(told)) if len(told) == 1 else ""


def code_country(code: str) -> str:
    """Return the country of a place code such as VUT0104002, KE047 or IQG01 (ISO 3166 alpha-3), "" for other texts."""
    if found := _CODE.fullmatch(code.strip().upper()):
        heads = (found[1], found[1][:2]) if len(found[1]) == 3 else (found[1],)
        return next((iso3 for head in heads if (iso3 := read_country(head))), "")
    return ""


def home_of(texts: Iterable[str]) -> str:
    """Return the one country that titles and names of files speak of, "" where they name none or several."""
    told = {each.iso3 for text in texts for each in countries_within(text)}
    return next(iter(told)) if len(told) == 1 else ""


def columns_of(
    survey: Survey, columns: Mapping[str, int], headers: Sequence[str], epoch: date, notes: dict[str, None]
) -> Columns:
    """Return how the columns of a table are to be read; what was decided is said in `notes`."""
    named = {name: headers[place] for name, place in columns.items() if place < len(headers)}
    days = {name: survey.told(place) for name, place in columns.items() if name in _DAYS}
    orders = {name: order_of(values) for name, values in days.items()}
    sure = {order for order, clear in orders.values() if clear}
    calendars = {}
    for name, (order, clear) in orders.items():
        # A column without a day past the twelfth is read as the others of its table.
        held = order if clear or len(sure) != 1 else next(iter(sure))
        calendars[name] = Calendar(held, epoch)
        if any(map(is_ambiguous, days[name])):
            why = "other days of the table show" if clear or len(sure) == 1 else "nothing tells; the UN writes so"
            notes[f"days such as 4/5/2022 in {named.get(name, name)} are read {held.value}: {why}"] = None
    thousands = {name: thousands_of(survey.told(place)) for name, place in columns.items() if name in _MONEY}
    return Columns(named, calendars, thousands)
