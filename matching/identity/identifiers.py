"""Identifiers of organisations: the LEI with its checksum, IATI organisation ids, registration numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
# An IATI organisation id begins with the agency that keeps the register, such as GB-COH or XM-DAC.
_AGENCY = re.compile(r"(?P<agency>[A-Z]{2,3}-[A-Z0-9]{2,12})-(?P<number>.+)")
# Numbers of donors: a country, of up to three digits, and behind a hyphen one of its bodies; channels have five.
_DONORS, _COUNTRY = "xm-dac", 3
# A whole government, such as US-USAGOV: all of its bodies are known under it.
_GOVERNMENT = re.compile(r"[A-Z]{2}-[A-Z]*GOV")
_NOTHING = frozenset({"", "0", "N/A", "NA", "NONE", "NULL", "-", "UNKNOWN", "TBD", "XXX", "TEST"})
# Registers in which a legal person stands once; the agencies of IATI are told by the hyphen in their names.
_OF_PERSONS = frozenset({"lei", "registration", "duns", "vat", "isni"})
_LEI_NAMES = frozenset({"lei", "xi-lei", "legal_entity_identifier"})


def is_lei(value: str) -> bool:
    """Return whether a text is an LEI whose check digits are right (ISO 17442, ISO 7064 MOD 97-10)."""
    text = value.strip().upper()
    return bool(_LEI.fullmatch(text)) and int("".join(str(int(letter, 36)) for letter in text)) % 97 == 1


def normal(identifiers: Mapping[str, str] | None) -> dict[str, str]:
    """Return identifiers as {register: number}, without empty ones and LEIs with wrong check digits.

    A number that many bodies share, such as that of a whole government or of a donor country, is nobody's.
    """
    found: dict[str, str] = {}
    for scheme, value in sorted((identifiers or {}).items()):
        text = re.sub(r"\s+", "", str(value)).upper()
        name = scheme.strip().casefold()
        if text in _NOTHING or (name in _LEI_NAMES and not is_lei(text)):
            continue
        if name in _LEI_NAMES or is_lei(text.removeprefix("XI-LEI-")):
            found["lei"] = text.removeprefix("XI-LEI-")
        elif parts := _AGENCY.fullmatch(text):
            agency, number = parts["agency"].casefold(), parts["number"]
            if agency != _DONORS:
                found[agency] = _number(number)
            elif not (number.isdigit() and len(number) <= _COUNTRY):
                found[agency] = "-".join(map(_number, number.split("-")))
        elif not _GOVERNMENT.fullmatch(text):
            found[name] = _number(text)
    return found


def agree(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Return a register in which both have the same number, "" when there is none."""
    return min((scheme for scheme in one.keys() & other.keys() if one[scheme] == other[scheme]), default="")


def conflict(one: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Return a register in which the two have different numbers, "" when there is none.

    Only registers of legal persons count: whoever is entered twice in a list of customers has two numbers there.
    """
    shared = (scheme for scheme in one.keys() & other.keys() if one[scheme] != other[scheme])
    return min((scheme for scheme in shared if scheme in _OF_PERSONS or "-" in scheme), default="")


def _number(text: str) -> str:
    """Return a number as registers mean it: without punctuation and without zeros before it."""
    return re.sub(r"[^0-9A-Z]", "", text).lstrip("0") or text
