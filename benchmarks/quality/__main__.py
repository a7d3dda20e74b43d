"""Measure the quality of ranking and routing: `python -m benchmarks.quality [--split tune]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from benchmarks.quality.activities import activities, activity_task
from benchmarks.quality.methods import DENSE, HYBRID, LEXICAL, rankings
from benchmarks.quality.offers import offers
from benchmarks.quality.projects import project_task
from benchmarks.quality.results import Result, compared, measured, save, tables
from benchmarks.quality.tasks import Task
from matching.evaluation import Split, ndcg, reciprocal_rank, success
from matching.ports import Encoder


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, save when both splits were measured, print the tables; return the exit code."""
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    parser.add_argument("--split", choices=[split.value for split in Split], help="measure one split and save nothing")
    chosen = parser.parse_args(arguments).split
    results = list(_results([Split(chosen)] if chosen else list(Split)))
    if not chosen:
        save(results)
    sys.stdout.write(tables(results, Split(chosen or Split.REPORT)) + "\n")
    return 0
