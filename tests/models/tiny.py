"""Models of a few kilobytes, in the formats of the real ones."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

HIDDEN, FEED_FORWARD, LETTERS = 32, 64, "abcdefghijklmnopqrstuvwxyz"
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *LETTERS, *(f"▁{letter}" for letter in LETTERS)]
NORMALISED = {"\u200b": " ", "\u0007": "", "Ａ": "A"}


def write_tiny_e5s1(path: Path, seed: int = 1) -> Path:
    """Write a one-layer model with random weights and one piece a letter; return its path."""
    random = np.random.default_rng(seed)
    header = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, FEED_FORWARD, len(PIECES), 64, 2, 1e-12, 32)
    directory, data = _tensors(random)
    front = header + _vocabulary()
    size = len(front) + 4 + sum(2 + len(name) + 21 for name, *_ in directory)
    listed = struct.pack("<i", len(directory))
    for name, kind, count, offset, length in directory:
        listed += (
            struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, size + offset, length)
        )
    path.write_bytes(front + listed + data)
    return path


def _vocabulary() -> bytes:
    encoded = [piece.encode() for piece in PIECES]
    offsets = np.cumsum([0, *map(len, encoded)]).astype("<u4")
    scores = np.array([0.0] * 4 + [-2.0] * (len(PIECES) - 4), dtype="<f4")
    changed = b"".join(
        struct.pack("<IB", ord(character), len(becomes)) + struct.pack(f"<{len(becomes)}I", *map(ord, becomes))
        for character, becomes in sorted(NORMALISED.items())
    )
    blob = b"".join(encoded)
    return (
        struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
        + offsets.tobytes()
        + scores.tobytes()
        + blob
        + struct.pack("<iI", len(NORMALISED), len(changed))
        + changed
    )


def _tensors(random: np.random.Generator) -> tuple[list[tuple[str, int, int, int, int]], bytes]:
    matrices = {"emb.word": len(PIECES) * HIDDEN}
    matrices |= {f"l0.{part}.w": HIDDEN * HIDDEN for part in ("q", "k", "v", "ao")}
    matrices |= {f"l0.{part}.w": HIDDEN * FEED_FORWARD for part in ("fi", "fo")}
    plain = {"emb.pos": 64 * HIDDEN, "emb.type": 2 * HIDDEN, "l0.fi.b": FEED_FORWARD}
    plain |= {f"l0.{part}.b": HIDDEN for part in ("q", "k", "v", "ao", "fo")}
    norms = ("emb.ln", "l0.aln", "l0.oln")
    directory, data = [], b""
    for name, count in matrices.items():
        blocks = np.zeros(count // 32, dtype=[("scale", "<f2"), ("nibbles", "u1", 16)])
        blocks["scale"] = random.uniform(0.01, 0.05, len(blocks))
        blocks["nibbles"] = random.integers(0, 256, blocks["nibbles"].shape)
        directory.append((name, 1, count, len(data), blocks.nbytes))
        data += blocks.tobytes()
    plain |= {f"{norm}.{kind}": HIDDEN for norm in norms for kind in "wb"}
    for name, count in plain.items():
        values = random.normal(1.0 if name.endswith("n.w") else 0.0, 0.1, count).astype("<f4")
        directory.append((name, 0, count, len(data), values.nbytes))
        data += values.tobytes()
    return directory, data
