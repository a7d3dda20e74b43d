"""What is read once from many texts so that they can be compared often: sentences, search terms, language, vectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from matching.centering import SMALL, Background, CenteredPool
from matching.ports import Encoder, Vectors
from matching.text import Language, Sentence, Sufficiency, enough, language, normalise, sentences, tokens
from matching.text.sufficiency import PROFILE_TERMS
from matching.vectors import Passages


@dataclass(frozen=True)
class Reading:
    """Items of one or more source texts each; item `i` of every property belongs to `sources[i]`.

    `passages` is None when there are no vectors at all.
    """

    sources: tuple[tuple[str, ...], ...]
    passages: Passages | None = None
    encoder: Encoder | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, sources: Sequence[Sequence[str]], encoder: Encoder | None = None) -> Self:
        """Return the reading of items given as lists of texts; with vectors when there is an encoder.

        :raises TypeError: If an item is a bare string, which would be read letter by letter.
        """
        if any(isinstance(item, str) for item in sources):
            raise TypeError("each item is a list of texts, got a bare string; write [text] instead of text.")
        read = cls(tuple(tuple(item) for item in sources))
        return (
            read if encoder is None else replace(read, passages=Passages.encoded(read.pieces, encoder), encoder=encoder)
        )

    def knowing(self, vectors: Mapping[str, Vectors], encoder: Encoder | None = None) -> Self:
        """Return this reading with the vectors of the items all of whose `pieces` are keys of `vectors`.

        With the encoder that made them, a small pool is judged before a background of plain sentences.
        """
        return replace(self, passages=Passages.known(self.pieces, vectors), encoder=encoder)

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.sources)

    @cached_property
    def sentences(self) -> tuple[tuple[Sentence, ...], ...]:
        """The sentences of each item, in the order of its texts; a sentence never spans two texts."""
        return tuple(tuple(piece for text in item for piece in sentences(text)) for item in self.sources)

    @cached_property
    def pieces(self) -> tuple[tuple[str, ...], ...]:
        """What is encoded of each item: its sentences, normalised."""
        return tuple(tuple(normalise(piece.text) for piece in item) for item in self.sentences)

    @cached_property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """The search terms of each item."""
        return tuple(tuple(term for text in item for term in tokens(text)) for item in self.sources)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The language of each item, read from its texts."""
        return tuple(language("\n".join(item)) for item in self.sources)

    @property
    def vectors(self) -> dict[str, Vectors]:
        """The vectors of the encoded pieces by their text, for `knowing`; empty without vectors."""
        if self.passages is None:
            return {}
        of = self.passages.of
        known = (
            (piece, of(item)[place]) for item in self.passages.present for place, piece in enumerate(self.pieces[item])
        )
        return dict(known)

    @cached_property
    def ground(self) -> CenteredPool | None:
        """The ground on which other texts are compared with these; None without any vectors."""
        if self.passages is None or not len(self.passages.vectors):
            return None
        small = self.encoder is not None and len(self.passages.vectors) < SMALL
        background = Background.plain(self.encoder) if small and self.encoder is not None else None
        return CenteredPool.of(self.passages, self.spoken, background)

    @cached_property
    def tongues(self) -> tuple[frozenset[Language], ...]:
        """The languages in which each item says something; `UNKNOWN` alone when none of its texts tells."""
        told = (frozenset(language(text) for text in item) - {Language.UNKNOWN} for item in self.sources)
        return tuple(found or frozenset({Language.UNKNOWN}) for found in told)

    @cached_property
    def spoken(self) -> tuple[Language, ...]:
        """The language of each row of `passages`: of the text that the sentence is from, else of its item."""
        if self.passages is None:
            return ()
        return tuple(
            language(text) or self.languages[item]
            for item in self.passages.present.tolist()
            for text in self.sources[item]
            for _ in sentences(text)
        )

    def placed(self, ground: CenteredPool) -> Passages:
        """Return the passages on the ground of a pool; placed once for each.

        :raises ValueError: If these items have no vectors, or such of another encoder.
        """
        if self.passages is None:
            raise ValueError("these texts have no vectors; read them with an encoder.")
        if id(ground) not in self._placed:
            self._placed[id(ground)] = (ground, ground.space.place(self.passages, self.spoken))
        return self._placed[id(ground)][1]

    @cached_property
    def _placed(self) -> dict[int, tuple[CenteredPool, Passages]]:
        return {}

    def sufficiency(self, least: int = PROFILE_TERMS) -> tuple[Sufficiency, ...]:
        """Return for each item whether it has at least `least` telling terms, and what to ask for if not."""
        return tuple(enough("\n".join(item), least) for item in self.sources)
