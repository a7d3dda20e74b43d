"""Ranking is ready before its vectors are, and takes them up as they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from threading import Event

from dashboard.preparation import Preparation, PreparationStage
from matching.capabilities import NONE
from matching.ports import Encoder, Vectors
from matching.ranking import rank
from matching.records import Profile
from tests.conftest import PATIENCE, eventually
from tests.dashboard.sample import CAPABILITIES, NEEDS, PARTNERS
from tests.encoder import TrigramEncoder

PROFILES = [Profile(one, (other,)) for one, other in zip(PARTNERS, CAPABILITIES, strict=True)]


class SlowEncoder(TrigramEncoder):
    """Waits to be let go before its model is there."""

    def __init__(self, go: Event, *, fails: bool = False) -> None:
        self.go = go
        self.fails = fails

    def load(self) -> None:
        self.go.wait()
        if self.fails:
            raise RuntimeError("no model")


class Remembered:
    """Vectors that outlive a preparation."""

    def __init__(self) -> None:
        self.known: dict[str, Vectors] = {}
        self.made = 0

    def load(self, encoder: str, texts: Sequence[str]) -> Mapping[str, Vectors]:
        return {text: self.known[text] for text in texts if text in self.known}

    def work(self, encoder: Encoder, texts: Sequence[str]) -> Iterator[int]:
        missing = [text for text in texts if text not in self.known]
        self.made += len(missing)
        self.known.update(zip(missing, encoder.encode(missing), strict=True))
        yield len(texts)


def prepared(memory: Remembered, encoder: SlowEncoder) -> Preparation:
    return Preparation(lambda: PROFILES, lambda: NEEDS, lambda: encoder, memory, regions={}, vocabulary=NONE).start()


def test_words_rank_while_the_model_is_still_loading() -> None:
    go = Event()
    preparation = prepared(Remembered(), SlowEncoder(go))
    eventually(lambda: preparation.ready)
    assert preparation.progress.stage is PreparationStage.LOADING
    early = rank(NEEDS[0], preparation.ready.pool)
    assert early.matches[0].partner == "p-froid"
    assert "meaning" in early.missing
    version = preparation.ready.version
    go.set()
    assert preparation.wait(PATIENCE)
    assert preparation.progress.stage is PreparationStage.READY
    assert preparation.progress.done == preparation.progress.total
    assert preparation.ready.version > version
    assert "meaning" not in rank(NEEDS[0], preparation.ready.pool).missing


def test_a_second_start_makes_no_vector_and_ranks_by_meaning_before_the_model_is_there() -> None:
    memory, go = Remembered(), Event()
    go.set()
    assert prepared(memory, SlowEncoder(go)).wait(PATIENCE)
    first, held = memory.made, Event()
    again = prepared(memory, SlowEncoder(held))
    eventually(lambda: again.ready and "meaning" not in rank(NEEDS[0], again.ready.pool).missing)
    assert again.progress.stage is PreparationStage.LOADING
    held.set()
    assert again.wait(PATIENCE)
    assert memory.made == first


def test_without_a_model_ranking_goes_on_and_the_stage_says_so() -> None:
    go = Event()
    go.set()
    preparation = prepared(Remembered(), SlowEncoder(go, fails=True))
    assert preparation.wait(PATIENCE)
    assert preparation.progress.stage is PreparationStage.FAILED
    assert rank(NEEDS[0], preparation.ready.pool).matches[0].partner == "p-froid"


def test_nothing_to_rank_is_ready_too() -> None:
    go = Event()
    go.set()
    preparation = Preparation(tuple, tuple, lambda: SlowEncoder(go), Remembered(), regions={}, vocabulary=NONE).start()
    assert preparation.wait(PATIENCE)
    assert preparation.progress.stage is PreparationStage.READY
    assert len(preparation.ready.pool) == 0


def test_a_closed_preparation_ends() -> None:
    go = Event()
    preparation = prepared(Remembered(), SlowEncoder(go))
    go.set()
    preparation.close()
    assert preparation.wait(PATIENCE)
