"""IATI activity files, 1.0x and 2.0x, as they are or inside an answer of a datastore: one activity after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from data.imports.content import Content
from data.imports.drafts import Draft, dump
from data.imports.found import Findings
from data.imports.iati.activity import read_activity
from data.imports.trouble import Trouble, UnreadableError

# IATI elements nest at most eight deep; a parser of strangers' files should not follow them for ever.
_DEEPEST = 64
# So deep activities lie in the answer of a datastore at most; before that, these roots are other files.
_DEEPEST_ABOVE = 4
_OTHERS = frozenset({"html", "iati-organisations", "codelist", "CONSOLIDATED_LIST"})


def read(content: Content, findings: Findings) -> Iterator[Draft]:
    """Give one draft an activity; the row is its place in the file, from 1.

    :raises UnreadableError: If the file is no IATI activity file, or declares a document type.
    """
    number, seen = 0, dict[str, str]()
    for activity in _activities(content):
        number += 1
        draft = read_activity(activity, number, findings)
        if draft is None:
            continue
        told = blake2b(dump([replace(draft, row=0)]).encode(), digest_size=8).hexdigest()
        if draft.key not in seen:
            seen[draft.key] = told
            yield draft
        elif seen[draft.key] == told:
            findings.skip("an activity that stands twice, the same: kept once")
        else:
            findings.skip(f"an activity under the identifier of another, {draft.key}: the first is kept")
    if not number:
        raise UnreadableError(Trouble.EMPTY, "no iati-activity")


def _activities(content: Content) -> Iterator[Element]:
    above: list[Element] = []
    space = None
    try:
        with content.open() as file:
            _pass_blanks(file)
            for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
                if event == "end":
                    above.pop()
                    if element.tag == "iati-activity":
                        yield element
                        element.clear()
                        if above:
                            del above[-1][:]
                    continue
                above.append(element)
                if len(above) > _DEEPEST:
                    raise UnreadableError(Trouble.BROKEN, "nested too deeply")
                name = str(element.tag).rpartition("}")[2]
                if space is None and name in {"iati-activities", "iati-activity"}:
                    space = element.tag[: -len(name)]
                elif space is None and (len(above) > _DEEPEST_ABOVE or name in _OTHERS):
                    raise UnreadableError(Trouble.FORMAT, f"<{name[:40]}> instead of <iati-activities>")
                # Elements of the standard stand in its namespace or in none; those of other namespaces are none of it.
                if space is not None and element.tag.startswith(space):
                    element.tag = element.tag.removeprefix(space)
    except DefusedXmlException:
        raise UnreadableError(Trouble.ENTITIES) from None
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(Trouble.BROKEN, str(error)[:100]) from None


def _pass_blanks(file: BinaryIO) -> None:
    """Go to where the XML begins: nothing may stand before its declaration, and blank lines do."""
    start = file.read(4096)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    file.seek(len(start) - len(bare))
