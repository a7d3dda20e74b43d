"""Papers of a country as PDF, set by Typst: words go in as data, fonts come from this machine, nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from dashboard.coalitions.brief import Section
from dashboard.words import N_, _, spoken

TEMPLATE = Path(__file__).with_name("paper.typ")
# Families by the script they cover, the first that is here is used; Debian's fonts-noto-core and fonts-noto-cjk have
# them all, Typst itself brings a Latin one.
FAMILIES = {
    "latin": ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Libertinus Serif"),
    "cyrillic": ("Noto Sans", "DejaVu Sans", "Liberation Sans"),
    "arabic": ("Noto Sans Arabic", "Noto Naskh Arabic", "Noto Kufi Arabic", "DejaVu Sans", "Amiri"),
    "han": ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Noto Serif CJK SC"),
}
SCRIPTS = {"latin": N_("Latin"), "cyrillic": N_("Cyrillic"), "arabic": N_("Arabic"), "han": N_("Chinese")}
_LETTERS = {
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]"),
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
}
# What no font draws and what would turn the direction of the words around it.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@cache
def fonts_here() -> frozenset[str]:
    """Return the families of fonts on this machine, those that Typst brings among them."""
    return frozenset(typst.Fonts().families())


def lacking(text: str, here: frozenset[str] | None = None) -> tuple[str, ...]:
    """Return the scripts of a text for which no font is here: their letters would be empty boxes."""
    known = fonts_here() if here is None else here
    return tuple(
        script for script, letters in _LETTERS.items() if letters.search(text) and not known & set(FAMILIES[script])
    )


def page(
    title: str, subtitle: str, sections: Sequence[Section], footer: str, *, synthetic: bool, made: datetime
) -> bytes:
    """Return the paper as PDF, the same bytes for the same words and instant.

    A script without a font on this machine is named on the first page.
    """
    chosen = [next((name for name in names if name in fonts_here()), None) for names in FAMILIES.values()]
    paper = {
        "title": _clean(title),
        "subtitle": _clean(subtitle),
        "badge": _("SYNTHETIC DATA") if synthetic else "",
        "footer": _clean(footer),
        "language": spoken().code,
        "rtl": spoken().right_to_left,
        "fonts": list(dict.fromkeys(name for name in chosen if name)),
        "sections": [_section(each) for each in sections],
    }
    if missing := lacking(json.dumps(paper, ensure_ascii=False)):
        names = ", ".join(_(SCRIPTS[script]) for script in missing)
        said = _("This machine has no font for these scripts, so their letters are missing here: {scripts}.")
        paper["subtitle"] = f"{paper['subtitle']} · {said.format(scripts=names)}"
    # The template's own folder is all that a document could read, and it is a copy with nothing else in it.
    with TemporaryDirectory(prefix="concert-paper-") as folder:
        source = Path(folder) / TEMPLATE.name
        source.write_bytes(TEMPLATE.read_bytes())
        inputs = {"paper": json.dumps(paper, ensure_ascii=False)}
        return bytes(
            typst.compile(
                str(source), root=folder, format="pdf", sys_inputs=inputs, timestamp=made.replace(microsecond=0)
            )
        )


def _section(section: Section) -> dict[str, object]:
    rows = [[_clean(cell) for cell in row] for row in section.rows]
    return {
        "head": _clean(section.head),
        "lines": [_clean(line) for line in section.lines],
        "columns": [_clean(each) for each in section.columns],
        "rows": rows,
        "widths": _widths(section),
    }


def _widths(section: Section) -> list[float]:
    """The share of each column: by the square root of its longest words, so that long texts get room, not all of it."""
    if not section.rows:
        return []
    longest = [
        max(len(cell) for cell in (head, *(row[place] for row in section.rows)))
        for place, head in enumerate(section.columns)
    ]
    return [max(2.0, min(12.0, length**0.5)) for length in longest]


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text)
