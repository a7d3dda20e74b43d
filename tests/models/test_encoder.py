"""The encoder around its network: order, batches, progress, odd texts and names; no weights."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import network
from models.encoder import MOST_CHARACTERS, SentenceEncoder, _batches, load_encoder
from models.source import DefaultModel, OwnModel, UnknownEncoderError


class Ruler:
    """A network whose vector holds a text's length; it notes what it was given."""

    budget = 100
    dimensions = 2

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self._noting = threading.Lock()

    def prepare(self, texts: Sequence[str]) -> list[str]:
        return list(texts)

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        with self._noting:
            self.batches.append(list(texts))
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


@pytest.fixture
def ruler(monkeypatch: pytest.MonkeyPatch) -> Ruler:
    made = Ruler()
    monkeypatch.setattr(network, "open_network", lambda *_: made)
    return made


@pytest.fixture
def encoder(ruler: Ruler, tmp_path: Path) -> SentenceEncoder:
    (tmp_path / "modules.json").write_text("[]")
    return load_encoder(str(tmp_path))


def test_each_text_gets_its_own_vector_in_the_order_asked(encoder: SentenceEncoder) -> None:
    texts = ["x" * size for size in (7, 90, 1, 7, 250, 30)]

    assert encoder.encode(texts)[:, 0].tolist() == [7, 90, 1, 7, 250, 30]


def test_equal_texts_are_encoded_once(encoder: SentenceEncoder, ruler: Ruler) -> None:
    encoder.encode(["water", "seeds", "water", "water"])

    assert sorted(text for batch in ruler.batches for text in batch) == ["seeds", "water"]


def test_progress_counts_different_texts_to_the_end(encoder: SentenceEncoder) -> None:
    seen: list[tuple[int, int]] = []

    encoder.encode([str(number % 50) * 30 for number in range(200)], lambda done, total: seen.append((done, total)))

    assert seen == sorted(seen)
    assert seen[-1] == (50, 50)


def test_no_text_gives_no_vector(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 2)


def test_a_text_of_a_megabyte_is_cut_before_it_is_read(encoder: SentenceEncoder) -> None:
    assert encoder.encode(["x" * 1_000_000])[0, 0] == MOST_CHARACTERS


def test_half_a_surrogate_pair_becomes_a_character(encoder: SentenceEncoder, ruler: Ruler) -> None:
    encoder.encode(["a\ud800b"])

    assert ruler.batches == [["a?b"]]


def test_one_string_in_place_of_a_list_is_refused(encoder: SentenceEncoder) -> None:
    with pytest.raises(TypeError, match=r"put it in a list, \['solar pumps'\]"):
        encoder.encode("solar pumps")


def test_something_that_is_no_text_is_refused_with_its_position(encoder: SentenceEncoder) -> None:
    with pytest.raises(TypeError, match="got NoneType at position 1"):
        encoder.encode(["water", None])  # type: ignore[list-item]  # what a careless caller does


def test_an_error_in_a_batch_reaches_the_caller(encoder: SentenceEncoder, ruler: Ruler) -> None:
    def fail(_: Sequence[str]) -> np.ndarray:
        raise MemoryError

    ruler.embed = fail  # type: ignore[method-assign]  # a network that fails

    with pytest.raises(MemoryError):
        encoder.encode(["water", "x" * 500])


def test_threads_may_share_an_encoder(encoder: SentenceEncoder) -> None:
    results: dict[int, list[float]] = {}

    def ask(size: int) -> None:
        results[size] = encoder.encode(["x" * size, "y" * (size + 1)])[:, 0].tolist()

    threads = [threading.Thread(target=ask, args=(size,)) for size in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == {size: [size, size + 1] for size in range(20)}


@given(st.lists(st.integers(0, 300)), st.integers(1, 200))
def test_batches_hold_every_row_once_within_the_budget(sizes: list[int], budget: int) -> None:
    batches = list(_batches(sizes, budget))

    assert sorted(row for batch in batches for row in batch) == list(range(len(sizes)))
    assert all(len(batch) == 1 or sum(sizes[row] for row in batch) <= budget for batch in batches)


def test_loading_the_module_loads_nothing_heavy() -> None:
    heavy = "'torch', 'numpy', 'transformers', 'huggingface_hub'"
    code = f"import sys, models.encoder; print([name for name in ({heavy}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_name_is_known_before_the_model_is_loaded() -> None:
    encoder = load_encoder("default")

    assert encoder.name.startswith("multilingual-e5-small-")
    assert encoder.name.endswith("/query")
    assert not encoder.is_loaded


@pytest.mark.parametrize("name", ["no-such-model", "somebody/nothing", "../../etc/nothing", "a b c", "/no/such/folder"])
def test_an_unknown_name_says_what_there_is(name: str) -> None:
    with pytest.raises(UnknownEncoderError, match=r"there is no encoder .* use 'default'.*folder"):
        load_encoder(name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownEncoderError, match="holds no sentence-transformers model"):
        load_encoder(str(tmp_path))


def test_the_environment_names_the_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCERT_ENCODER", str(tmp_path / "gone"))

    with pytest.raises(UnknownEncoderError, match="gone"):
        load_encoder()


def test_an_own_model_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]")
    first, again = OwnModel(tmp_path).name, OwnModel(tmp_path).name
    (tmp_path / "modules.json").write_text("[ ]")

    assert first == again
    assert OwnModel(tmp_path).name != first


def test_an_own_model_brings_its_own_prompt(tmp_path: Path) -> None:
    config = '{"prompts": {"search": "find: "}, "default_prompt_name": "search"}'
    (tmp_path / "config_sentence_transformers.json").write_text(config)

    assert OwnModel(tmp_path).prompt == "find: "
    assert OwnModel(tmp_path.parent).prompt == ""
    assert DefaultModel().prompt == "query: "
