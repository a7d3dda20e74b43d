"""The Unigram tokenizer of XLM-RoBERTa, built from the pieces, scores and normalisation map of a model file."""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import AddedToken, Regex, Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import Unigram

from models.e5s1 import Vocabulary

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
