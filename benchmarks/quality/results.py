"""Measured values as rows: what the dashboard shows, and the tables of docs/quality.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.quality.measures import Estimate, Split, difference, estimate, grouped

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "data" / "evaluation" / "results.json"
PAGE = ROOT / "docs" / "quality.md"
ALL = "all"
_DIGITS = 4
_BEGIN, _END = "<!-- measured: begin -->", "<!-- measured: end -->"
_HEAD = ("| language | n | method | metric | value | 95 % interval |", "|---|---:|---|---|---:|---|")


@dataclass(frozen=True, slots=True)
class Result:
    """One measured value; a `method` of the form `a - b` is the paired difference of two on the same questions."""

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


@dataclass(frozen=True)
class Measurement:
    """What one metric gave for each question of a set: `values[method][question]`."""

    set: str
    split: Split
    metric: str
    languages: Sequence[str]
    values: Mapping[str, Sequence[float]]

    def results(self, ours: str) -> list[Result]:
        """Return the means over all questions and over each language, then `ours` against every other method."""
        rows = [
            self._row(language, method, estimate(found))
            for method, values in self.values.items()
            for language, found in self._groups(values).items()
        ]
        others = [method for method in self.values if method != ours]
        return rows + [
            self._row(ALL, f"{ours} - {other}", difference(self.values[ours], self.values[other])) for other in others
        ]

    def _groups(self, values: Sequence[float]) -> dict[str, Sequence[float]]:
        by_language = grouped(values, self.languages)
        return {ALL: values, **by_language} if len(by_language) > 1 else {ALL: values}

    def _row(self, language: str, method: str, found: Estimate) -> Result:
        return Result(
            set=self.set,
            language=language,
            n=found.n,
            date=datetime.now(UTC).date().isoformat(),
            method=method,
            metric=self.metric,
            value=round(found.value, _DIGITS),
            low=round(found.low, _DIGITS),
            high=round(found.high, _DIGITS),
            split=self.split.value,
        )


def save(results: Sequence[Result]) -> None:
    """Write the results for the dashboard, and the reported ones into the page."""
    RESULTS.write_text(json.dumps([asdict(row) for row in results], indent=1) + "\n", encoding="utf-8")
    before, rest = PAGE.read_text(encoding="utf-8").split(_BEGIN)
    _, after = rest.split(_END)
    PAGE.write_text(f"{before}{_BEGIN}\n{tables(results, Split.REPORT)}\n{_END}{after}", encoding="utf-8")


def tables(results: Iterable[Result], split: Split) -> str:
    """Return one Markdown table a set, of one split; single languages only for the first method, which is ours."""
    of_split = [row for row in results if row.split == split.value]
    ours = of_split[0].method if of_split else ""
    rows = [row for row in of_split if row.language == ALL or row.method == ours]
    parts: list[str] = []
    for name in dict.fromkeys(row.set for row in rows):
        parts += [f"### {name}", "", *_HEAD, *(_line(row) for row in rows if row.set == name), ""]
    return "\n".join(parts).rstrip()


def _line(row: Result) -> str:
    interval = f"{row.low:.3f} to {row.high:.3f}"
    return f"| {row.language} | {row.n} | {row.method} | {row.metric} | {row.value:.3f} | {interval} |"
