"""XML elements of the IATI standard; whatever a text holds, what comes out is well-formed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, register_namespace

from data.exporting.cells import legal

# Marks of ours on elements of the standard, which allows attributes of other namespaces.
NAMESPACE = "https://concert.invalid/ns/iati"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
register_namespace("concert", NAMESPACE)
# An identifier of an organisation: an agency that keeps a register, mostly of a country, and the number there.
REFERENCE = re.compile(r"[A-Za-z]{2,3}-[A-Za-z0-9]+(?:-[^\s/&|?]+)?")
# On what the standard wants and nobody has stated: "true" on a whole element, else the name of an attribute.
ASSUMED = f"{{{NAMESPACE}}}assumed"

# Identifiers must not hold / & | ? (standard ruleset); a percent code keeps them apart.
_UNSAFE = re.compile(r"[^A-Za-z0-9._~-]")


def safe(identifier: str) -> str:
    """Return an identifier as IATI allows it; two different ones stay different."""
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), identifier)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Add an element; an underscore in an attribute's name stands for a hyphen, empty attributes are left out."""
    made = {key.strip("_").replace("_", "-"): legal(value) for key, value in attributes.items() if value}
    child = SubElement(parent, name, made)
    if text:
        child.text = legal(text)
    return child


def narrative(parent: Element, text: str, language: str = "") -> None:
    """Add a text in a language; none is that of the file."""
    child = add(parent, "narrative", text)
    if language:
        child.set(LANG, language)


def narratives(parent: Element, texts: Mapping[str, str]) -> None:
    """Add the same text in several languages; "" is that of the file."""
    for language, text in texts.items():
        narrative(parent, text, language)


def day(parent: Element, name: str, on: date, **attributes: str) -> None:
    """Add an element that holds a date."""
    add(parent, name, **attributes, iso_date=on.isoformat())


def decimal(value: float) -> str:
    """Return a number as xsd:decimal writes it: all its digits, no exponent."""
    return f"{Decimal(repr(value)):f}"
