"""The printable brief of a coalition: one static page of HTML, every word of others escaped, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.words import _, spoken

_STYLE = """
body { font: 15px/1.5 "Noto Sans", "Segoe UI", system-ui, "Noto Sans CJK SC", "Noto Sans Arabic", sans-serif;
       color: #1b2733; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0.2rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 0.4rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid #dfe5ea; }
th { font-weight: 600; }
.note { color: #57636f; font-size: 0.9rem; } .badge { border: 1px solid #b06000; color: #8a4b00; padding: 0 0.4rem; }
@media print { body { margin: 0; } h2, tr { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief: head, sentences, and a table of rows under column names."""

    head: str
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def page(title: str, subtitle: str, sections: Sequence[Section], footer: str, *, synthetic: bool) -> str:
    """Return the page; it has no script, no link and no address, and a policy that forbids any."""
    language = spoken()
    direction = "rtl" if language.right_to_left else "ltr"
    invented = _("SYNTHETIC DATA")
    badge = f'<p><span class="badge">{escape(invented)}</span></p>' if synthetic else ""
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{escape(language.code)}" dir="{direction}">\n<head><meta charset="utf-8">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            badge,
            f'<h1>{escape(title)}</h1><p class="note">{escape(subtitle)}</p>',
            *(_section(each) for each in sections),
            f'<p class="note">{escape(footer)}</p></body></html>',
        )
    )


def _section(section: Section) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in section.lines if line)
    return f"<h2>{escape(section.head)}</h2>{lines}{_table(section) if section.rows else ''}"


def _table(section: Section) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in section.columns)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in section.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
