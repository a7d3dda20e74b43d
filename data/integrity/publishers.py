"""Sanctions lists in the layouts in which their publishers give them out, told apart by what stands in them.

OFAC (SDN as CSV without headers and as XML), the European Union (CSV and XML), the United Kingdom (CSV with a line of
the date above), the World Bank (debarred firms) and the Security Council (CSV); our own columns and those of
OpenSanctions are read by their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from xml.etree.ElementTree import Element

from matching.records import Listed

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a list says; where entries span several lines, each gives a spelling more."""

    number: int
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    listed_on: str = ""
    main: bool = True
    spans: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """A layout by its headers (folded): the first of each group that the file has counts; names are joined."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    kind: tuple[str, ...] = ()
    listed_on: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    alias_type: str = ""
    spans: bool = False


# The order decides; a column that another list has too comes late.
_LAYOUTS = (
    _Columns(  # Security Council, as a table
        ("reference number", "dataid"),
        ("first name", "second name", "third name", "fourth name"),
        listed_on=("listed on",),
        aliases=("alias name", "name original script"),
    ),
    _Columns(  # United Kingdom, consolidated list of OFSI
        ("group id", "unique id", "ofsi group id"),
        ("name 1", "name 2", "name 3", "name 4", "name 5", "name 6"),
        ("group type", "entity type"),
        ("listed on", "uk sanctions list date designated", "date designated"),
        ("name non latin script",),
        alias_type="alias type",
        spans=True,
    ),
    _Columns(  # European Union, full list
        ("entity eu referencenumber", "entity logicalid", "eu reference number"),
        ("namealias wholename", "nal wholename"),
        ("entity subjecttype classificationcode", "entity subjecttype", "subject type"),
        ("entity regulation publicationdate", "leba publication date"),
        spans=True,
    ),
    _Columns(  # World Bank, debarred firms and individuals
        (),
        ("firm name",),
        listed_on=("from date", "from"),
    ),
    _Columns(  # OFAC, SDN with headers
        ("ent num", "uid"), ("sdn name", "last name"), ("sdn type",), ()
    ),
    _Columns(("id",), ("name", "caption"), ("kind", "schema", "type"), ("listed on", "first seen"), ("aliases",)),
)
_NOTHING = "-0-"  # OFAC's word for an empty cell
_DAYS = ("%d/%m/%Y", "%d-%b-%Y", "%d %b %Y", "%d-%m-%Y", "%m/%d/%Y")


def lines_of_table(rows: Iterable[Row]) -> Iterator[Line] | None:
    """Return the lines of a table in a layout that a publisher uses, None for one that nobody does."""
    table = list(rows)
    for place, (_, cells) in enumerate(table[:3]):
        header = [_folded(cell) for cell in cells]
        for layout in _LAYOUTS:
            if (not layout.id or set(layout.id) & set(header)) and set(layout.name) & set(header):
                return _of_columns(layout, header, table[place + 1 :])
    if table and all(len(cells) == 12 and cells[0].strip().isdecimal() for _, cells in table[:20]):
        return _of_ofac(table)
    return None


def _of_columns(layout: _Columns, header: Sequence[str], rows: Iterable[Row]) -> Iterator[Line]:
    for number, cells in rows:
        row = {name: _cell(cell) for name, cell in zip(header, cells, strict=False)}
        # Given names come first, whatever their numbers: of the United Kingdom's list the sixth is the family's.
        name = " ".join(filter(None, (row.get(column, "") for column in layout.name)))
        name = re.sub(r"\s*\*+$", "", name)
        if not name and not any(row.values()):
            continue
        aliases = (part.strip() for column in layout.aliases for part in row.get(column, "").split(";"))
        yield Line(
            number,
            _first(row, layout.id) if layout.id else made_id(name, row.get("country", "")),
            name,
            tuple(filter(None, aliases)),
            _KINDS.get(_folded(_first(row, layout.kind)), _first(row, layout.kind)).lower(),
            _first(row, layout.listed_on),
            main=not layout.alias_type or _folded(row.get(layout.alias_type, "")) in {"", "primary name", "primary"},
            spans=layout.spans,
        )


def _of_ofac(rows: Iterable[Row]) -> Iterator[Line]:
    """The first columns of the SDN list are number, name, type; the last one, remarks, tells other names."""
    for number, cells in rows:
        row = [_cell(cell) for cell in cells]
        also = tuple(found.strip(" '\"") for found in re.findall(r"a\.k\.a\. ['\"]?([^;'\"]+)", row[11]))
        yield Line(number, row[0], row[1], also, _KINDS.get(_folded(row[2]), row[2].lower() or "entity"))


def lines_of_xml(root: Element) -> Iterator[Line] | None:
    """Return the lines of an XML list of OFAC or the European Union, None for another one."""
    for tag, read in _ROOTS.items():
        nodes = [node for node in root.iter() if _local(node) == tag]
        if nodes and all(_local(child) != "INDIVIDUAL" for child in root):
            return (line for number, node in enumerate(nodes, start=1) if (line := read(number, node)))
    return None


def _ofac_entry(number: int, node: Element) -> Line:
    """One `sdnEntry` of OFAC's SDN.XML."""
    names = (" ".join(filter(None, (_text(each, "firstName"), _text(each, "lastName")))) for each in _each(node, "aka"))
    name = " ".join(filter(None, (_text(node, "firstName"), _text(node, "lastName"))))
    kind = _text(node, "sdnType")
    return Line(number, _text(node, "uid"), name, tuple(names), _KINDS.get(_folded(kind), kind.lower()))


def _eu_entry(number: int, node: Element) -> Line:
    """One `sanctionEntity` of the European Union's full list: its names are attributes."""
    names = [" ".join((each.get("wholeName") or "").split()) for each in _each(node, "nameAlias")]
    names = list(dict.fromkeys(filter(None, names)))
    kind = next((each.get("code") or "" for each in _each(node, "subjectType")), "")
    day = next((each.get("publicationDate") or "" for each in _each(node, "regulation")), "")
    identity = node.get("euReferenceNumber") or node.get("logicalId") or ""
    return Line(number, identity, "".join(names[:1]), tuple(names[1:]), _KINDS.get(kind, kind), day)


_ROOTS: Mapping[str, Callable[[int, Element], Line]] = {"sdnEntry": _ofac_entry, "sanctionEntity": _eu_entry}
_KINDS = {"p": "individual", "e": "entity", "enterprise": "entity", "person": "individual", "organization": "entity"}


def merged(lines: Iterable[Line], name: str) -> Iterator[Listed]:
    """Give one entry for all lines that it spans: the main name, or the first, and the other spellings as aliases."""
    held: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        held.setdefault((line.id, 0 if line.spans else line.number), []).append(line)
    for (identity, _), together in held.items():
        main = next((line for line in together if line.main), together[0])
        spellings = dict.fromkeys(text for line in together for text in (line.name, *line.aliases) if text)
        spellings.pop(main.name, None)
        days = filter(None, (read_day(line.listed_on) for line in together))
        yield Listed(identity, name, main.name, tuple(spellings), main.kind, next(days, None))


def read_day(said: str) -> date | None:
    """Return the day that a list says, day first as all of them but OFAC write; None for none."""
    for pattern in ("%Y-%m-%d", *_DAYS):
        try:
            return datetime.strptime(said[:10] if pattern == "%Y-%m-%d" else said.strip(), pattern).date()
        except ValueError:
            continue
    return None


def made_id(name: str, country: str = "") -> str:
    """Return an id for an entry of a list that numbers none: the same for the same name and country."""
    return blake2b(f"{_folded(name)}|{_folded(country)}".encode(), digest_size=6).hexdigest()


def _first(row: Mapping[str, str], columns: Iterable[str]) -> str:
    return next((row[column] for column in columns if row.get(column)), "")


def _cell(cell: str) -> str:
    text = " ".join(cell.replace("\u00a0", " ").split())
    return "" if text == _NOTHING else text


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _each(node: Element, tag: str) -> Iterator[Element]:
    return (child for child in node.iter() if _local(child) == tag)


def _text(node: Element, tag: str) -> str:
    return next((" ".join((child.text or "").split()) for child in node if _local(child) == tag), "")
