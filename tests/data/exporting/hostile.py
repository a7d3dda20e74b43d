"""Texts that have broken spreadsheets, parsers and pages before."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    '  =HYPERLINK("http://example.org")',
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    '"; DROP TABLE partners; --',
    'a,b;c\t"d"\r\ne',
    "<script>alert(1)</script>",
    "]]>",
    "-->",
    "--",
    "&lt;&#0;&amp;",
    "\x0b\x0c\x1f\ufffe",
    "冷链 شركة التبريد Ψύξη 🙂",
    "\u202egnp.exe",
    "_x000D_",
    "{{7*7}}",
    "{=1+1}",
    "../../etc/passwd",
    " ",
    "x" * 40_000,
    "🙂" * 20_000,
)
# What PostgreSQL can keep: any character but NUL and half of a pair.
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=60),
)
