"""Writing a model of the format E5S1 as a native sentence-transformers folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from models.e5s1 import Floats, ModelFile, Vocabulary, read_model_file

PROMPTS = {"query": "query: ", "passage": "passage: "}

# Names of the tensors: in the file, and in transformers' BertModel.
_TABLES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
}
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
_MODULES = {
    "": "sentence_transformers.base.modules.transformer.Transformer",
    "1_Pooling": "sentence_transformers.sentence_transformer.modules.pooling.Pooling",
    "2_Normalize": "sentence_transformers.base.modules.normalize.Normalize",
}


def write_model(folder: Path, source: Path) -> None:
    """Write the sentence-transformers model into an empty folder.

    :raises ModelFileError: If `source` is no E5S1 model.
    :raises OSError: If a file cannot be written.
    """
    model = read_model_file(source)
    try:
        save_file(_weights(model), folder / "model.safetensors", metadata={"format": "pt"})
    except SafetensorError as error:
        raise OSError(f"model.safetensors cannot be written: {error}") from error
    build_tokenizer(model.vocabulary, model.shape.positions).save(str(folder / "tokenizer.json"))
    for name, content in _descriptions(model).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _weights(model: ModelFile) -> dict[str, Floats]:
    shape, given = model.shape, model.tensors
    weights: dict[str, Floats] = {ours: given[theirs].reshape(-1, shape.hidden) for theirs, ours in _TABLES.items()}
    weights["embeddings.LayerNorm.weight"] = given["emb.ln.w"]
    weights["embeddings.LayerNorm.bias"] = given["emb.ln.b"]
    for layer in range(shape.layers):
        for theirs, ours in (_MATRICES | _NORMS).items():
            weight, bias = given[f"l{layer}.{theirs}.w"], given[f"l{layer}.{theirs}.b"]
            rows = weight.reshape(len(bias), -1)  # a matrix has one row an output
            weights[f"encoder.layer.{layer}.{ours}.weight"] = weight if theirs in _NORMS else rows
            weights[f"encoder.layer.{layer}.{ours}.bias"] = bias
    # Nothing uses the pooler, but without one transformers would invent it, and say so at every loading.
    weights["pooler.dense.weight"] = np.zeros((shape.hidden, shape.hidden), dtype=np.float32)
    weights["pooler.dense.bias"] = np.zeros(shape.hidden, dtype=np.float32)
    return weights


def _descriptions(model: ModelFile) -> dict[str, object]:
    """Return the JSON files that make a folder a sentence-transformers model."""
    shape, vocabulary = model.shape, model.vocabulary
    special = {
        "bos_token": vocabulary.start,
        "cls_token": vocabulary.start,
        "eos_token": vocabulary.end,
        "sep_token": vocabulary.end,
        "pad_token": vocabulary.pad,
        "unk_token": vocabulary.unknown,
    }
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "dtype": "float32",
            "hidden_act": "gelu",
            "hidden_size": shape.hidden,
            "intermediate_size": shape.feed_forward,
            "layer_norm_eps": shape.epsilon,
            "max_position_embeddings": shape.positions,
            "num_attention_heads": shape.heads,
            "num_hidden_layers": shape.layers,
            "pad_token_id": vocabulary.pad,
            "type_vocab_size": shape.token_types,
            "vocab_size": shape.vocabulary,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": shape.positions,
            **{role: vocabulary.pieces[index] for role, index in special.items()},
        },
        "sentence_bert_config.json": {"transformer_task": "feature-extraction"},
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": PROMPTS,
            "default_prompt_name": "query",
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": index, "name": str(index), "path": path, "type": kind}
            for index, (path, kind) in enumerate(_MODULES.items())
        ],
        "1_Pooling/config.json": {
            "embedding_dimension": shape.hidden,
            "pooling_mode": "mean",
            "include_prompt": True,
        },
        "2_Normalize/config.json": {},
    }


_WIDE_TILDE = "\uff5e"  # the one character of everyday (Chinese) text that the model's map spares and NFKC would change
_STAND_IN = "\ue0fe"  # private use, so in no honest text


def build_tokenizer(vocabulary: Vocabulary, length: int) -> Tokenizer:
    """Return the tokenizer: `<s>` text `</s>`, cut to `length` tokens."""
    pieces = vocabulary.pieces
    tokenizer = Tokenizer(Unigram(list(zip(pieces, vocabulary.scores, strict=True)), vocabulary.unknown, False))
    tokenizer.normalizer = _normalizer(vocabulary.normalised)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace("▁", "always")
    start, end = pieces[vocabulary.start], pieces[vocabulary.end]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{start} $A {end}",
        pair=f"{start} $A {end} {end} $B {end}",
        special_tokens=[(start, vocabulary.start), (end, vocabulary.end)],
    )
    special = (vocabulary.start, vocabulary.pad, vocabulary.end, vocabulary.unknown)
    tokenizer.add_special_tokens([AddedToken(pieces[index], normalized=False, special=True) for index in special])
    tokenizer.enable_truncation(length)
    return tokenizer


def _normalizer(changed: dict[str, str]) -> normalizers.Normalizer:
    """Return SentencePiece's nmt_nfkc: what the map drops is dropped, what it blanks is blanked, the rest is NFKC."""
    dropped = _class_of(character for character, becomes in changed.items() if not becomes)
    blanked = _class_of(character for character, becomes in changed.items() if becomes == " ")
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(dropped), ""),
            normalizers.Replace(Regex(blanked), " "),
            normalizers.Replace(_WIDE_TILDE, _STAND_IN),
            normalizers.NFKC(),
            normalizers.Replace(_STAND_IN, _WIDE_TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )


def _class_of(characters: Iterable[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(character):X}}}" for character in characters) + "]"
