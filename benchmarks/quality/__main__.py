"""Measure the quality of ranking and routing, write data/evaluation/results.json and the tables of docs/quality.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from benchmarks.quality.activities import activities, activity_task
from benchmarks.quality.cases import case_questions, case_task
from benchmarks.quality.composition import Kinds, case_kinds, project_kinds
from benchmarks.quality.measures import FIRST, FIVE, METRICS, MRR, Split, measured
from benchmarks.quality.methods import HYBRID, Rankings, directory, rankings, routings
from benchmarks.quality.offers import Asked, offers
from benchmarks.quality.projects import project_task
from benchmarks.quality.results import ALL, Measurement, Result, save, tables
from benchmarks.quality.tasks import Task
from data.entities import read_entities, read_topics
from matching.ports import Encoder
from matching.text import language
from models.cache import CachedEncoder
from models.encoder import load_encoder
from models.folder import cache_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print the tables; save them only when both splits were measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--split", choices=[split.value for split in Split], help="measure one split and save nothing")
    chosen = parser.parse_args(arguments).split
    encoder = CachedEncoder(load_encoder(), cache_folder() / "vectors")
    results: list[Result] = []
    for split in [Split(chosen)] if chosen else list(Split):
        results += _measure(split, encoder)
    if not chosen:
        save(results)
    sys.stdout.write(tables(results, Split(chosen or Split.REPORT)) + "\n")
    return 0


def _measure(split: Split, encoder: Encoder) -> Iterator[Result]:
    known = directory(encoder)
    published = [
        Asked(one.id, str(language(one.text)), one.text, one.entity, frozenset()) for one in activities(read_entities())
    ]
    for name, asked in (
        ("offers: to entity", offers()),
        ("documented cases: offer and need to entity", case_questions()),
        ("iati activities: routed to publisher", published),
    ):
        chosen = [one for one in asked if Split.of(one.id) is split]
        if chosen:
            _say(f"{name}: {len(chosen)} questions ({split})")
            yield from _routed(name, split, chosen, routings(chosen, known, encoder))
    for task in (case_task(), project_task(), activity_task(read_entities(), _reference_texts())):
        if task is None:
            _say("left out: its file is not beside the project (docs/quality.md)")
            continue
        needs = task.split(split)
        _say(f"{task.title}: {len(needs)} questions ({split})")
        yield from _ranked(task, split, rankings(task, needs, encoder))
    for kinds in (case_kinds(), project_kinds()):
        if kinds is not None:
            _say(f"{kinds.task.title}: {len(kinds.task.split(split))} questions ({split})")
            yield from _composed(kinds, split, rankings(kinds.task, kinds.task.split(split), encoder))


def _routed(name: str, split: Split, asked: Sequence[Asked], found: Rankings) -> Iterator[Result]:
    tongues = [one.language for one in asked]
    for metric in (FIRST, FIVE, MRR):
        values = {method: measured(metric, orders, [{one.entity} for one in asked]) for method, orders in found.items()}
        yield from Measurement(name, split, metric, tongues, values).results(HYBRID)
    accepted = {HYBRID: measured(FIRST, found[HYBRID], [one.accepted for one in asked])}
    yield from Measurement(name, split, "first, any accepted", tongues, accepted).results(HYBRID)


def _ranked(task: Task, split: Split, found: Rankings) -> Iterator[Result]:
    needs = task.split(split)
    relevant = [task.relevant[need.id] for need in needs]
    tongues = [need.language for need in needs]
    for metric in METRICS:
        values = {method: measured(metric, orders, relevant) for method, orders in found.items()}
        yield from Measurement(task.name, split, metric, tongues, values).results(HYBRID)


def _composed(kinds: Kinds, split: Split, found: Rankings) -> Iterator[Result]:
    needs = kinds.task.split(split)
    values = {
        method: [kinds.share(need.id, order) for need, order in zip(needs, orders, strict=True)]
        for method, orders in found.items()
    }
    values["chance"] = [kinds.chance(need.id) for need in needs]
    tongues = [ALL] * len(needs)
    yield from Measurement(kinds.task.name, split, "kinds in first ten", tongues, values).results(HYBRID)


def _reference_texts() -> dict[str, tuple[str, ...]]:
    """The mandate of each entity and the words of its field in English, the language of most activities."""
    said = {entity.id: [entity.mandate] for entity in read_entities()}
    for topic in read_topics():
        if topic.language == "en":
            said[topic.entity].append(". ".join(topic.phrases))
    return {entity: tuple(texts) for entity, texts in said.items()}


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")


if __name__ == "__main__":
    sys.exit(main())
