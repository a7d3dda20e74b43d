"""A file of activities, written one by one, with the data sheet as a comment at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import indent, tostring

from data.exporting.cells import legal
from data.exporting.files import whole
from data.exporting.iati.activity import activity, can_be_written
from data.exporting.iati.elements import NAMESPACE
from data.exporting.iati.published import Stated
from matching.records import Engagement, Entity, OutSheet, Partner

VERSION = "2.03"
# So many engagements lie in memory while it is asked what their publishers stated.
_AT_ONCE = 500


class NothingToWriteError(ValueError):
    """There is no engagement that IATI could hold, and a file of the standard has at least one activity."""

    def __init__(self, without_start: int) -> None:
        why = (
            f"{without_start} have no start date, which IATI wants"
            if without_start
            else "none may be told or is asked for"
        )
        super().__init__(f"no engagement to write as IATI: {why}; nothing was written")


@dataclass(frozen=True)
class IatiContext:
    """Whom the engagements name, and what their publishers stated of them that Concert has no field of its own for."""

    entities: dict[str, Entity]
    partners: dict[str, Partner]
    stated: Callable[[Sequence[Engagement]], Mapping[str, Stated]] = lambda _: {}


def write(
    path: Path, engagements: Iterable[Engagement], context: IatiContext, made: datetime, sheet: Callable[[], OutSheet]
) -> int:
    """Write the engagements, whole or not at all; return how many had no start and stayed out.

    :raises NothingToWriteError: If none remains; the standard has no empty file.
    """
    left = written = 0
    with whole(path) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        stamp = f"{made:%Y-%m-%dT%H:%M:%SZ}"
        file.write(f'<iati-activities version="{VERSION}" generated-datetime="{stamp}" xmlns:concert="{NAMESPACE}">\n')
        for each, stated in _with_statements(engagements, context):
            if not can_be_written(each):
                left += 1
                continue
            element = activity(each, context.entities, context.partners, made.date(), stated)
            indent(element)
            file.write(tostring(element, encoding="unicode"))
            file.write("\n")
            written += 1
        if not written:
            raise NothingToWriteError(left)
        lines = [f"{name}: {value}" for name, value in sheet().lines()]
        lines.append(f"left out because IATI wants a start date: {left}")
        file.write(_comment(lines))
        file.write("</iati-activities>\n")
    return left


def _with_statements(engagements: Iterable[Engagement], context: IatiContext) -> Iterator[tuple[Engagement, Stated]]:
    waiting = iter(engagements)
    while together := list(islice(waiting, _AT_ONCE)):
        stated = context.stated(together)
        yield from ((each, stated.get(each.id, {})) for each in together)


def _comment(lines: Iterable[str]) -> str:
    # Two hyphens end a comment, whatever comes after them.
    body = "\n".join(legal(line).replace("-", "\u2010") for line in lines)
    return f"<!-- About this file\n{body}\n-->\n"
