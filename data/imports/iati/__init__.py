"""IATI activity files, version 2.0x (and the plain texts of 1.0x): one activity after the other, whatever the size."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from data.imports.content import Content
from data.imports.drafts import Draft
from data.imports.found import Findings
from data.imports.iati.activity import read_activity
from data.imports.trouble import Trouble, UnreadableError

# IATI elements nest at most eight deep; a parser of strangers' files should not follow them for ever.
_DEEPEST = 64


def read(content: Content, findings: Findings) -> Iterator[Draft]:
    """Give one draft an activity; the row is its place in the file, from 1.

    :raises UnreadableError: If the file is no IATI activity file, or declares a document type.
    """
    number, seen = 0, dict[str, int]()
    for activity in _activities(content):
        number += 1
        draft = read_activity(activity, number, findings)
        if draft is None:
            continue
        if draft.key in seen:
            place = f"each identifier once; activity {seen[draft.key]} has it too"
            findings.wrong(number, "iati-identifier", draft.key, place)
            continue
        seen[draft.key] = number
        yield draft
    if not number:
        raise UnreadableError(Trouble.EMPTY, "no iati-activity")


def _activities(content: Content) -> Iterator[Element]:
    depth, root = 0, None
    try:
        file = content.open()
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                if depth > _DEEPEST:
                    raise UnreadableError(Trouble.BROKEN, "nested too deeply")
                if root is None:
                    root = element
                    if element.tag not in {"iati-activities", "iati-activity"}:
                        raise UnreadableError(Trouble.FORMAT, f"<{str(element.tag)[:40]}> instead of <iati-activities>")
                continue
            depth -= 1
            if element.tag == "iati-activity":
                yield element
                element.clear()
            if depth == 1 and root is not None:
                root.clear()
    except DefusedXmlException:
        raise UnreadableError(Trouble.ENTITIES) from None
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(Trouble.BROKEN, str(error)[:100]) from None
