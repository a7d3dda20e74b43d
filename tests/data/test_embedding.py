"""Embedding in the background: in order, resumable, by one process at a time, visible to all."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from data import database, embedding, server, vectors
from data.database import transaction
from data.embedding import EmbeddingProgress
from data.settings import Settings
from matching.records import SYSTEM
from tests.encoder import TrigramEncoder

TEXTS = [f"text {n}" for n in range(10)]


class Recorder(TrigramEncoder):
    """The small encoder, which remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> vectors.Vector:
        self.asked.extend(texts)
        return super().encode(texts)


def stored(engine: Engine) -> int:
    with transaction(engine, SYSTEM) as connection:
        return vectors.count(connection, TrigramEncoder.name)


def said(engine: Engine) -> EmbeddingProgress | None:
    with transaction(engine, SYSTEM) as connection:
        return embedding.progress(connection, TrigramEncoder.name)


def test_progress_moves_with_every_batch_and_ends_at_the_total(own_engine: Engine) -> None:
    assert said(own_engine) is None
    steps = list(embedding.work(own_engine, TrigramEncoder(), [*TEXTS, *TEXTS], batch=4))
    assert steps == [
        EmbeddingProgress(0, 10),
        EmbeddingProgress(4, 10),
        EmbeddingProgress(8, 10),
        EmbeddingProgress(10, 10),
    ]
    assert said(own_engine) == EmbeddingProgress(10, 10, here=False)
    assert stored(own_engine) == 10


def test_texts_are_embedded_in_the_order_given_and_known_ones_not_again(own_engine: Engine) -> None:
    first, second = Recorder(), Recorder()
    list(embedding.work(own_engine, first, TEXTS[5:], batch=2))
    assert first.asked == TEXTS[5:]
    assert list(embedding.work(own_engine, second, TEXTS, batch=100)) == [
        EmbeddingProgress(5, 10),
        EmbeddingProgress(10, 10),
    ]
    assert second.asked == TEXTS[:5]


def test_the_vectors_are_those_of_the_encoder(own_engine: Engine) -> None:
    list(embedding.work(own_engine, TrigramEncoder(), TEXTS))
    with transaction(own_engine, SYSTEM) as connection:
        found = vectors.load(connection, TrigramEncoder.name, TEXTS)
    np.testing.assert_array_equal(np.stack([found[text] for text in TEXTS]), TrigramEncoder().encode(TEXTS))


def test_work_that_is_left_early_goes_on_where_it_was(own_engine: Engine) -> None:
    with closing(embedding.work(own_engine, TrigramEncoder(), TEXTS, batch=3)) as steps:
        assert [next(steps), next(steps)] == [EmbeddingProgress(0, 10), EmbeddingProgress(3, 10)]
    assert stored(own_engine) == 3
    assert next(embedding.work(own_engine, TrigramEncoder(), TEXTS)) == EmbeddingProgress(3, 10)


def test_a_second_worker_watches_and_takes_over_when_the_first_ends(
    own_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "WATCH_SECONDS", 0.0)
    first = embedding.work(own_engine, TrigramEncoder(), TEXTS, batch=5)
    assert [next(first), next(first)] == [EmbeddingProgress(0, 10), EmbeddingProgress(5, 10)]
    waiting = Recorder()
    second = embedding.work(own_engine, waiting, TEXTS)
    assert next(second) == EmbeddingProgress(5, 10, here=False)
    assert next(second) == EmbeddingProgress(5, 10, here=False)
    assert waiting.asked == []
    first.close()
    assert list(second) == [EmbeddingProgress(5, 10), EmbeddingProgress(10, 10)]
    assert waiting.asked == TEXTS[5:]


def test_a_second_worker_ends_when_the_first_is_done(own_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "WATCH_SECONDS", 0.0)
    first = embedding.work(own_engine, TrigramEncoder(), TEXTS)
    assert [next(first), next(first)][-1] == EmbeddingProgress(10, 10)
    assert list(embedding.work(own_engine, Recorder(), TEXTS)) == [EmbeddingProgress(10, 10, here=False)]
    first.close()


def test_kill_9_loses_at_most_the_batch_in_hand(own_engine: Engine, concert_home: Path) -> None:
    name = own_engine.url.database

    class Deadly(Recorder):
        def encode(self, texts: Sequence[str]) -> vectors.Vector:
            if len(self.asked) >= 6:
                os.kill(os.getpid(), signal.SIGKILL)
            return super().encode(texts)

    own_engine.dispose()  # connections do not survive a fork
    killed = os.fork()
    if killed == 0:
        engine = database.connect(Settings(concert_home), database=name)
        list(embedding.work(engine, Deadly(), TEXTS, batch=3))
        os._exit(0)
    _, ending = os.waitpid(killed, 0)
    assert os.WTERMSIG(ending) == signal.SIGKILL
    assert stored(own_engine) == 6
    rest = Recorder()
    assert list(embedding.work(own_engine, rest, TEXTS))[-1] == EmbeddingProgress(10, 10)
    assert rest.asked == TEXTS[6:]


def test_a_killed_server_costs_no_vector(own_engine: Engine, concert_home: Path) -> None:
    steps = embedding.work(own_engine, TrigramEncoder(), TEXTS, batch=5)
    assert [next(steps), next(steps)][-1] == EmbeddingProgress(5, 10)
    pid = server.status(concert_home).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert list(steps)[-1].done == 10
    assert stored(own_engine) == 10


def test_no_texts_are_done_at_once(own_engine: Engine) -> None:
    assert list(embedding.work(own_engine, TrigramEncoder(), [])) == [EmbeddingProgress(0, 0)]


def test_an_encoder_that_loses_a_text_is_found_out_and_nothing_is_kept(own_engine: Engine) -> None:
    class Lossy(TrigramEncoder):
        def encode(self, texts: Sequence[str]) -> vectors.Vector:
            return super().encode(texts)[1:]

    with pytest.raises(ValueError, match="shorter"):
        list(embedding.work(own_engine, Lossy(), TEXTS))
    assert stored(own_engine) == 0
