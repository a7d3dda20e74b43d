"""Texts of IATI elements by language, without what files carry along: mark-up, entities escaped twice, odd blanks."""

from __future__ import annotations

import re
from html.entities import html5
from xml.etree.ElementTree import Element

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
# Tags of HTML alone: a text may well say "<50 people". Those within a line part no words.
_TAG = re.compile(
    r"<(/?)(p|br|div|ul|ol|li|h[1-6]|table|tbody|thead|tr|td|th|hr|pre|blockquote|style|script"
    r"|a|b|i|u|em|strong|span|font|sub|sup|small|img|o:p)(?:\s[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
_WITHIN = frozenset({"a", "b", "i", "u", "em", "strong", "span", "font", "sub", "sup", "small", "o:p"})


def blanks_collapsed(text: str | None) -> str:
    """Return a text with each run of blanks as one, without characters that no text holds."""
    return " ".join(_CONTROLS.sub(" ", text or "").replace("\u00a0", " ").split())


def plain(text: str | None) -> str:
    """Return a text as people read it: no tags of HTML, no entities, blanks collapsed; a plain one stays."""
    found = blanks_collapsed(text)
    while ("&" in found or "<" in found) and (next_ := _once(found)) != found:
        found = next_
    return found


def narratives(elements: Element | list[Element] | None, language: str) -> dict[str, str]:
    """Return the texts of an element by language; without one they are in the language of the activity.

    Files of 1.0x have no narratives: there an element is a text, and each language an element of its own.
    """
    found: dict[str, list[str]] = {}
    for element in [elements] if isinstance(elements, Element) else elements or []:
        told = element.findall("narrative")
        own = element.get(_LANGUAGE) or language
        texts = [(each.get(_LANGUAGE) or own, plain(each.text)) for each in told]
        if not any(text for _, text in texts):
            texts = [(own, plain(element.text))]
        for code, text in texts:
            if text:
                found.setdefault(code.lower()[:2], []).append(text)
    return {code: "\n".join(dict.fromkeys(texts)) for code, texts in found.items()}


def language_of(activity: Element) -> str:
    """Return the language in which an activity is written unless a narrative says another."""
    return (activity.get(_LANGUAGE) or "en").lower()[:2]


def preferred(texts: dict[str, str], language: str = "en") -> str:
    """Return the text in English, else in the language of the activity, else in the first language there is."""
    return texts.get("en") or texts.get(language) or next((texts[code] for code in sorted(texts)), "")


def _once(text: str) -> str:
    untagged = _TAG.sub(lambda tag: "" if tag[2].lower() in _WITHIN else " ", text)
    return blanks_collapsed(_ENTITY.sub(_character, untagged))


def _character(entity: re.Match[str]) -> str:
    decimal, hexadecimal, name = entity.groups()
    if name:
        return html5.get(f"{name};", entity[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
