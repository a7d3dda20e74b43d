"""Measured values as rows: what the dashboard shows, and the tables of docs/quality.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from matching.evaluation import Estimate, Split, difference, estimate, grouped

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "data" / "evaluation" / "results.json"
PAGE = ROOT / "docs" / "quality.md"
ALL = "all"
DIGITS = 4
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value; `method` holds ` - ` when it is the difference of two on the same questions."""

    set: str
    language: str
    n: int
    date: str
    method: str
    metric: str
    value: float
    low: float
    high: float
    split: str


def measured(name: str, split: Split, method: str, metric: str, values: Sequence[float], tongues: Sequence[str]) -> list[Result]:
    """Return the mean over all questions, and over those of each language when there is more than one."""
    groups = {ALL: list(values)}
    by_language = grouped(values, tongues)
    if len(by_language) > 1:
        groups |= by_language
    return [_row(name, split, language, method, metric, estimate(found)) for language, found in groups.items()]


def compared(
    name: str, split: Split, metric: str, ours: tuple[str, Sequence[float]], theirs: tuple[str, Sequence[float]]
) -> Result:
    """Return the paired difference of two methods on the same questions."""
    return _row(name, split, ALL, f"{ours[0]} - {theirs[0]}", metric, difference(ours[1], theirs[1]))


def save(results: Iterable[Result]) -> None:
    """Write the results for the dashboard, and the reported ones into the page."""
    rows = list(results)
    RESULTS.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(_BEGIN)
    _, after = rest.split(_END)
    PAGE.write_text(f"{before}{_BEGIN}\n{tables(rows)}\n{_END}{after}", encoding="utf-8")


def tables(rows: Sequence[Result]) -> str:
    """Return one Markdown table a set, of the report split only."""
    reported = [row for row in rows if row.split == Split.REPORT]
    parts = []
    for name in dict.fromkeys(row.set for row in reported):
        parts += [f"### {name}", "", "| method | metric | language | n | value | 95 % interval |", "|---|---|---|---|---|---|"]
        parts += [
            f"| {row.method} | {row.metric} | {row.language} | {row.n} | {row.value:.3f} | {row.low:.3f} to {row.high:.3f} |"
            for row in reported
            if row.set == name
        ]
        parts.append("")
    return "\n".join(parts).rstrip()


def _row(name: str, split: Split, language: str, method: str, metric: str, found: Estimate) -> Result:
    bounds = (round(number, DIGITS) for number in (found.value, found.low, found.high))
    return Result(name, language, found.n, datetime.now(UTC).date().isoformat(), method, metric, *bounds, split.value)
