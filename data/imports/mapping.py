"""Which column of a table is which field: told by HXL tags, by headers in six languages, or by people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from hashlib import blake2b

from data.facts import read_table, split
from data.imports.folding import folded
from data.imports.headers import Tag, parse_tag, readings, says_of_another, tag_of
from data.imports.layouts import LAYOUTS, Layout

# A header may be misspelt by a letter or two.
_CLOSE = 0.9
# Attributes that make of an organisation, an activity or a day something else, unless a field asks for them.
_RESTRICTING = frozenset(
    [
        "type",
        "acronym",
        "abbreviation",
        "abbr",
        "short",
        "code",
        "id",
        "url",
        "email",
        "phone",
        "num",
        "count",
        "contact",
        "reported",
        "updated",
        "start",
        "end",
    ]
)
# Places and countries are told by their codes as well as by their names.
_BY_CODE = ("#country", "#adm", "#loc", "#sector")
_ROLES = frozenset(["impl", "funder", "prog", "type", "acronym"])


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The kind of table and for each field the place of its column, from 0; `fit` says how well it is told."""

    layout: str
    columns: Mapping[str, int]
    fit: float = 0.0


_WORDS = 2  # the place of words among the four ways to name a field
Barred = Collection[tuple[str, int]]


def headers_digest(headers: Sequence[str]) -> str:
    """Return a short text that stays the same for the same headers, whatever their case."""
    told = "\n".join(folded(header) for header in headers)
    return blake2b(told.encode(), digest_size=12).hexdigest()


def guess(headers: Sequence[str], tags: Sequence[str] = (), layout: str = "", barred: Barred = ()) -> ColumnMap | None:
    """Return the kind of table that the headers fit best, or the named kind, with its columns; None when none fits.

    `barred` pairs of field and place are not taken: what stands in the column contradicts its header.

    :raises KeyError: If there is no kind of the name.
    """
    kinds = [LAYOUTS[layout]] if layout else list(LAYOUTS.values())
    found = [_mapped(kind, headers, tags, barred) for kind in kinds]
    fitting = [each for each, kind in zip(found, kinds, strict=True) if layout or kind.fits(each.columns)]
    return max(fitting, key=lambda each: each.fit, default=None)


def _mapped(kind: Layout, headers: Sequence[str], tags: Sequence[str], barred: Barred) -> ColumnMap:
    columns, worded = _columns(kind, headers, tags, barred)
    # What single words of a header amount to says less than a tag or a usual header.
    telling = sum(1.0 if field in worded else 2.0 for field in kind.telling if field in columns)
    return ColumnMap(kind.name, columns, len(columns) + (telling or (-2.0 if kind.telling else 0.0)))


def _columns(
    kind: Layout, headers: Sequence[str], tags: Sequence[str], barred: Barred
) -> tuple[dict[str, int], set[str]]:
    """Give each field the column that names it best: by tag, by usual headers, by their words, by their spelling.

    The fields that words alone name are given beside.
    """
    columns: dict[str, int] = {}
    tagged = [_both(parse_tag(tag), header) for tag, header in zip(_padded(tags, headers), headers, strict=True)]
    worded = [None if tag else tag_of(header) for tag, header in zip(tagged, headers, strict=True)]
    untagged = [() if tag else readings(header) for tag, header in zip(tagged, headers, strict=True)]
    spelt = [tuple(filter(None, (_near(kind, each) for each in every[:1]))) for every in untagged]
    by_words: set[str] = set()
    for stage, named in enumerate(
        (_by_tag(kind, tagged), _by_name(kind, untagged), _by_tag(kind, worded), _by_name(kind, spelt))
    ):
        for field, place in named:
            if field not in columns and place not in columns.values() and (field, place) not in barred:
                columns[field] = place
                by_words |= {field} if stage == _WORDS else set()
    _lend(kind, columns)
    return columns, by_words


def _lend(kind: Layout, columns: dict[str, int]) -> None:
    """Fill fields that a table needs with columns that say the same in it."""
    for field in kind.fields:
        short = f"{field}_short"
        if field not in columns and short in columns:
            columns[field] = columns.pop(short)
    for field in kind.needed:
        # A table of clusters and organisations alone tells in its clusters what is done.
        lent = next((other for other in kind.borrowed.get(field, ()) if other in columns), None)
        # Only what else is told makes it such a table: a list of companies has sectors too.
        if field not in columns and lent and set(kind.telling) & set(columns):
            columns[field] = columns.pop(lent)


def _padded(tags: Sequence[str], headers: Sequence[str]) -> list[str]:
    return [tags[place] if place < len(tags) else "" for place in range(len(headers))]


def _both(tag: Tag | None, header: str) -> Tag | None:
    """Return a tag with the role or restriction that the header above it adds: #org over "Donor" is a donor."""
    if tag is None or tag.base != "#org" or tag.attributes & (_ROLES - {"acronym"}):
        restricts = tag is not None and tag.base == "#org" and (said := tag_of(header)) and "type" in said.attributes
        return Tag("#org", tag.attributes | {"type"}) if tag is not None and restricts else tag
    words = tag_of(header)
    return Tag("#org", tag.attributes | (words.attributes & _ROLES)) if words and words.base == "#org" else tag


def _by_name(kind: Layout, read: Sequence[Sequence[str]]) -> list[tuple[str, int]]:
    found = [
        (nth, own, order, place, field)
        for own in (True, False)
        for order, field in enumerate(kind.fields)
        if own or field not in kind.needed
        for place, every in enumerate(read)
        for nth, header in enumerate(every)
        if header in (_names()[field] if own else _borrowed(kind, field)) and not (nth and says_of_another(header))
    ]
    # A header that names a field as it stands comes before one that does so after something was taken away.
    found.sort(key=lambda each: (not each[1], each[0], each[2], each[3]))
    return [(field, place) for _, _, _, place, field in found]


def _by_tag(kind: Layout, tags: Sequence[Tag | None]) -> list[tuple[str, int]]:
    """Return which field each tag means, the most specific first; attributes restrict: #org+type is no #org."""
    found: list[tuple[tuple[int, bool, bool, int], str, int]] = []
    lent = {other: own for own, others in kind.borrowed.items() for other in others if other not in kind.fields}
    for place, tag in enumerate(tags):
        if tag is None:
            continue
        fitting = [
            (sum(2 if each in _ROLES else 1 for each in wanted), field)
            for field in (*kind.fields, *lent)
            for base, wanted in _tags().get(field, ())
            if base == tag.base and wanted <= tag.attributes and _unrestricted(tag, wanted)
        ]
        if fitting:
            matched, field = max(fitting, key=lambda pair: pair[0])
            by_code = bool(tag.attributes & {"code", "pcode", "id"})
            rank = (-matched, by_code, "name" not in tag.attributes, place)
            found.append((rank, lent.get(field, field), place))
    found.sort()
    return [*((field, place) for _, field, place in found), *_second(kind, found)]


def _second(kind: Layout, found: Sequence[tuple[object, str, int]]) -> Iterator[tuple[str, int]]:
    """Give a second column of organisations in the same role: beside the name it is the acronym."""
    seen: set[str] = set()
    for _, field, place in found:
        if field in seen and f"{field}_short" in kind.fields:
            yield f"{field}_short", place
        seen.add(field)


def _unrestricted(tag: Tag, wanted: frozenset[str]) -> bool:
    extra = (tag.attributes & _RESTRICTING) - wanted
    return not extra or (tag.base.startswith(_BY_CODE) and extra <= {"code", "id", "short", "acronym", "abbr"})


def _near(kind: Layout, header: str) -> str:
    known = [name for field in kind.fields for name in _names()[field]]
    found = get_close_matches(header, known, n=1, cutoff=_CLOSE) if len(header) > 4 else []
    return found[0] if found else ""


def _borrowed(kind: Layout, field: str) -> frozenset[str]:
    return frozenset(name for other in kind.borrowed.get(field, ()) for name in _names()[other])


@cache
def _names() -> dict[str, frozenset[str]]:
    return {
        row["field"]: frozenset({*map(folded, split(row["names"])), folded(row["field"])})
        for row in read_table("import_columns")
    }


@cache
def _tags() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    parsed = {row["field"]: [parse_tag(tag) for tag in split(row["tag"])] for row in read_table("import_columns")}
    return {field: tuple((tag.base, tag.attributes) for tag in tags if tag) for field, tags in parsed.items()}
