"""What is read once from many texts so that they can be compared often: sentences, search terms, language, vectors."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from matching.capabilities import Vocabulary
from matching.centering import Background, CenteredPool
from matching.ports import Encoder, Vectors
from matching.text import Language, Sentence, Sufficiency, Word, enough, language, normalise, sentences, telling, words
from matching.text.sufficiency import PROFILE_TERMS
from matching.vectors import Passages

# How much each of the sentences of one item counts, 0..1.
Emphasis = Callable[[Sequence[str]], Sequence[float]]


def evenly(pieces: Sequence[str]) -> tuple[float, ...]:
    """Return the emphasis of texts in which every sentence counts the same."""
    return (1.0,) * len(pieces)


@dataclass(frozen=True)
class Reading:
    """Items of one or more source texts each; item `i` of every property belongs to `sources[i]`.

    `passages` is None when there are no vectors at all.
    """

    sources: tuple[tuple[str, ...], ...]
    emphasis: Emphasis = evenly
    passages: Passages | None = None
    encoder: Encoder | None = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, sources: Sequence[Sequence[str]], encoder: Encoder | None = None, emphasis: Emphasis = evenly) -> Self:
        """Return the reading of items given as lists of texts; with vectors when there is an encoder.

        :raises TypeError: If an item is a bare string, which would be read letter by letter.
        """
        if any(isinstance(item, str) for item in sources):
            raise TypeError("each item is a list of texts, got a bare string; write [text] instead of text.")
        read = cls(tuple(tuple(item) for item in sources), emphasis)
        return read if encoder is None else read.encoded(encoder)

    def encoded(self, encoder: Encoder) -> Self:
        """Return this reading with the vectors that the encoder makes of all its pieces."""
        return replace(self, passages=Passages.encoded(self.pieces, encoder, self.weights), encoder=encoder)

    def knowing(self, vectors: Mapping[str, Vectors], encoder: Encoder | None = None) -> Self:
        """Return this reading with the vectors of the items all of whose `pieces` are keys of `vectors`.

        With the encoder that made them, a pool is judged before a background of plain sentences.
        """
        return replace(self, passages=Passages.known(self.pieces, vectors, self.weights), encoder=encoder)

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
    def weights(self) -> tuple[tuple[float, ...], ...]:
        """How much each sentence of each item counts, 0..1."""
        return tuple(tuple(self.emphasis([piece.text for piece in item])) for item in self.sentences)

    @cached_property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """The search terms of each item that tell anything, from the sentences that count."""
        return tuple(tuple(each.word.term for _, said in item for each in said if each.weight) for item in self._said)

    @cached_property
    def told(self) -> tuple[dict[str, float], ...]:
        """How often each item says each of its search terms; in a sentence that counts half, half as often."""
        return tuple(
            _counted((each.word.term, each.weight) for _, said in item for each in said) for item in self._said
        )

    def abilities(self, vocabulary: Vocabulary) -> tuple[dict[str, float], ...]:
        """Return how often each item names each ability; in a sentence that counts half, half as often."""
        return tuple(
            _counted(
                (ability, said[place].counts)
                for text, said in item
                for ability, place in vocabulary.found(text, [each.word for each in said], language(text))
            )
            for item in self._said
        )

    @cached_property
    def _said(self) -> tuple[tuple[tuple[str, list[_Said]], ...], ...]:
        """The words of each text of each item."""
        return tuple(tuple(_weighed(texts, weights)) for texts, weights in zip(self.sources, self.weights, strict=True))

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
        background = None if self.encoder is None else Background.plain(self.encoder)
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


@dataclass(frozen=True, slots=True)
class _Said:
    """A word, how much its sentence counts, and how much the word itself tells in it."""

    word: Word
    counts: float
    tells: float

    @property
    def weight(self) -> float:
        return self.counts * self.tells


def _weighed(texts: Sequence[str], weights: Sequence[float]) -> Iterator[tuple[str, list[_Said]]]:
    first = 0
    for text in texts:
        pieces = sentences(text)
        starts, own = [piece.start for piece in pieces], weights[first : first + len(pieces)]
        first += len(pieces)
        said = words(text)
        # What stands beyond the last sentence that is read counts as that one does.
        at = [max(bisect_right(starts, word.start) - 1, 0) for word in said]
        yield (
            text,
            [
                _Said(word, own[place] if own else 1.0, tells)
                for word, place, tells in zip(said, at, telling(text, said), strict=True)
            ],
        )


def _counted(named: Iterable[tuple[str, float]]) -> dict[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for name, weight in named:
        if weight:
            counts[name] += weight
    return dict(counts)
