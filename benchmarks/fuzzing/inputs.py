"""Inputs for the readers: texts near to what each expects, and bytes cut, swapped and repeated out of good files."""

from __future__ import annotations

import io
import json

import xlsxwriter
from hypothesis import strategies as st

_HEADERS = [
    "Name",
    "Organisation",
    "Type",
    "Country",
    "Countries",
    "SDGs",
    "What you can do",
    "Status",
    "Activity",
    "Adm2 code",
    "Start date",
    "End date",
    "Sub-Output",
    "Total required resources",
    "IATI identifier",
    "Title",
    "Budget",
    "Currency",
    "LEI",
    "Women led",
    "国家",
    "#org",
    "#sector",
    "",
]
_CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["Kenya", "KEN", "Mali, Peru", "SDG 3", "3.b", "99", "Company", "NGO", "Ongoing", "yes", "x", "-1"]
    ),
    st.sampled_from(["2026-11-30", "31/12/2025", "1,250", "1e400", "nan", "=1+1", "@x", "-"]),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
)


@st.composite
def _table(draw: st.DrawFn) -> list[list[str]]:
    headers = draw(st.lists(st.one_of(st.sampled_from(_HEADERS), st.text(max_size=12)), min_size=1, max_size=8))
    rows = draw(st.lists(st.lists(_CELLS, max_size=9), max_size=6))
    return [headers, *rows]


def _csv(table: list[list[str]], delimiter: str, quoted: bool) -> bytes:
    mark = '"' if quoted else ""
    lines = [
        delimiter.join(f"{mark}{cell.replace(mark, mark * 2) if mark else cell}{mark}" for cell in row) for row in table
    ]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


_PIECES = [
    "<iati-activities>",
    "</iati-activities>",
    '<iati-activity xml:lang="fr" default-currency="EUR">',
    "</iati-activity>",
    "<iati-identifier>X-1</iati-identifier>",
    "<title><narrative>T</narrative></title>",
    '<title><narrative xml:lang="zzz">é</narrative></title>',
    '<recipient-country code="KE" percentage="x"/>',
    '<recipient-country code="ML" percentage="140"/>',
    '<sector vocabulary="7" code="3"/>',
    '<sector vocabulary="8" code="99.z"/>',
    '<tag vocabulary="2" code="-1"/>',
    '<participating-org role="4" type="70"><narrative>Acme</narrative></participating-org>',
    '<participating-org ref="XM-DAC-41122"/>',
    "<reporting-org/>",
    '<activity-date type="2" iso-date="2020-02-30"/>',
    '<activity-date type="3" iso-date="1999-01-01"/>',
    '<budget><value currency="usd">1e999</value></budget>',
    '<transaction><transaction-type code="1"/><provider-org><narrative>P</narrative></provider-org>',
    "<value>-5</value></transaction>",
    "<description/>",
    "<![CDATA[<a>]]>",
    "<!-- x -->",
    "<?pi?>",
    "&amp;&#x41;",
    "&unknown;",
    '<!DOCTYPE x [<!ENTITY a "b">]>',
]
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "data",
                    "flows",
                    "id",
                    "sourceObjects",
                    "destinationObjects",
                    "type",
                    "name",
                    "amountUSD",
                    "date",
                    "Name",
                ]
            )
            | st.text(max_size=8),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)
_object = st.fixed_dictionaries({"type": st.sampled_from(["Organization", "Location", "Plan", 3]), "name": _json})
_flow = st.fixed_dictionaries(
    {
        "id": _json,
        "sourceObjects": st.lists(_object, max_size=3) | _json,
        "destinationObjects": st.lists(_object, max_size=3) | _json,
    },
    optional={"amountUSD": _json, "date": _json, "status": _json, "contributionType": _json, "description": _json},
)


def _workbook() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate([["Name", "Country", "SDGs"], ["Acme", "Kenya", 3], ["Hope", "Mali", "3;4"]]):
            sheet.write_row(row, 0, line)
    return made.getvalue()


_BOOK = _workbook()
_ACTIVITY = "".join(_PIECES[0:1] + _PIECES[2:3] + _PIECES[4:20] + _PIECES[3:4] + _PIECES[1:2]).encode()


@st.composite
def _damaged(draw: st.DrawFn, good: bytes) -> bytes:
    content = bytearray(good)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, max(0, len(content) - 1)))
        act = draw(st.sampled_from(["set", "cut", "insert", "double"]))
        if act == "set":
            content[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
        elif act == "cut":
            del content[place : place + draw(st.integers(1, 40))]
        elif act == "insert":
            content[place:place] = draw(st.binary(max_size=12))
        else:
            content[place:place] = content[place : place + draw(st.integers(1, 200))]
    return bytes(content)


_encodings = st.sampled_from(["utf-8", "utf-16", "utf-8-sig", "latin-1"])
INPUTS: dict[str, st.SearchStrategy[bytes]] = {
    "tables": st.builds(_csv, _table(), st.sampled_from(",;\t|"), st.booleans()),
    "bytes": st.binary(max_size=400),
    "texts": st.builds(lambda text, code: text.encode(code, "replace"), st.text(max_size=300), _encodings),
    "iati": st.lists(st.sampled_from(_PIECES), max_size=25).map(
        lambda pieces: f"<iati-activities>{''.join(pieces)}</iati-activities>".encode()
    ),
    "iati damaged": _damaged(_ACTIVITY),
    "json": _json.map(lambda value: json.dumps(value).encode()),
    "flows": st.lists(_flow, min_size=1, max_size=3).map(lambda flows: json.dumps({"data": {"flows": flows}}).encode()),
    "workbooks damaged": _damaged(_BOOK),
}
