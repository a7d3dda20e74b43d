"""The reader of E5S1 files, on files that the tests write."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from models.e5s1 import Q4_BLOCK, ModelFileError, dequantise, read_model_file
from tests.models.tiny import write_tiny_e5s1


def test_a_weight_is_its_nibble_less_eight_times_the_scale_of_its_block() -> None:
    block = np.zeros(1, dtype=Q4_BLOCK)
    block["scale"] = 0.5
    block["nibbles"][0, 0] = 0xF1  # low nibble 1 is weight 0, high nibble 15 is weight 16

    weights = dequantise(block)

    assert weights[0] == (1 - 8) * 0.5
    assert weights[16] == (15 - 8) * 0.5
    assert weights[1] == (0 - 8) * 0.5
    assert weights.shape == (32,)


def test_reads_back_what_was_written(tmp_path: Path) -> None:
    model = read_model_file(write_tiny_e5s1(tmp_path / "tiny.bin"))

    assert (model.shape.hidden, model.shape.layers, model.shape.heads) == (32, 1, 2)
    assert model.vocabulary.pieces[:4] == ("<s>", "<pad>", "</s>", "<unk>")
    assert model.vocabulary.normalised["\u200b"] == " "
    assert model.tensors["l0.fi.w"].shape == (64 * 32,)


def test_another_format_is_refused_with_what_the_file_starts_with(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(b"GGUF" + bytes(100))

    with pytest.raises(ModelFileError, match=r"starts with b'GGUF'"):
        read_model_file(path)


def test_another_version_is_refused_with_its_number(tmp_path: Path) -> None:
    path = write_tiny_e5s1(tmp_path / "tiny.bin")
    content = bytearray(path.read_bytes())
    content[4:8] = struct.pack("<I", 9)
    path.write_bytes(content)

    with pytest.raises(ModelFileError, match="its version is 9"):
        read_model_file(path)


@pytest.mark.parametrize("length", [10, 60, 400])
def test_a_file_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    path = write_tiny_e5s1(tmp_path / "tiny.bin")
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(ModelFileError, match="cannot be read as E5S1"):
        read_model_file(path)
