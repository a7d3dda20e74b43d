"""What is known of the UN entities, cut into pieces that a text can be compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

from matching.ports import Encoder, Vectors
from matching.records import Entity
from matching.routing.centering import Centre
from matching.routing.classifier import Head
from matching.routing.phrases import Phrasebook
from matching.signals import Terms
from matching.text import Language, normalise, sentences, tokens

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


class Phrases(Protocol):
    """The words of one entity's field in one language."""

    @property
    def entity(self) -> str:
        """The entity's id."""
        ...

    @property
    def language(self) -> str:
        """The code of one of the six languages."""
        ...

    @property
    def phrases(self) -> tuple[str, ...]:
        """Short phrases in the words that offers use."""
        ...


class Example(Protocol):
    """A typical offer to one entity."""

    @property
    def entity(self) -> str:
        """The entity's id."""
        ...

    @property
    def language(self) -> str:
        """The code of one of the six languages."""
        ...

    @property
    def text(self) -> str:
        """One to three sentences."""
        ...


class Source(StrEnum):
    """What a piece was taken from."""

    MANDATE = "mandate"
    TOPIC = "topic"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Piece:
    """An exact substring of a reference text, and the place of its entity in `Directory.entities`."""

    entity: int
    source: Source
    language: Language
    text: str


@dataclass(frozen=True)
class Directory:
    """Entities in order of id with their pieces; `vectors[i]` is the centred unit vector of `pieces[i]`."""

    entities: tuple[Entity, ...]
    pieces: tuple[Piece, ...]
    vectors: Vectors
    centre: Centre
    head: Head
    partnering: Mapping[str, int]

    @classmethod
    def of(
        cls,
        entities: Iterable[Entity],
        topics: Iterable[Phrases],
        offers: Iterable[Example],
        encoder: Encoder,
        partnering: Mapping[str, int] | None = None,
    ) -> Self:
        """Return the directory of the entities with what else is known of them.

        `partnering` grades how often each entity takes part in partnerships, 0 seldom; all the same when it is None.

        :raises ValueError: If there is no entity, an id comes twice, or a text belongs to an unknown entity.
        """
        ordered = tuple(sorted(entities, key=lambda entity: entity.id))
        places = {entity.id: place for place, entity in enumerate(ordered)}
        if not ordered or len(places) < len(ordered):
            raise ValueError(f"a directory needs entities with different ids, got {[entity.id for entity in ordered]}.")
        pieces = tuple(_pieces(ordered, places, topics, offers))
        raw = encoder.encode([normalise(piece.text) for piece in pieces])
        owners = np.array([piece.entity for piece in pieces], dtype=np.intp)
        sources, languages = [piece.source for piece in pieces], [piece.language for piece in pieces]
        centre = Centre.of(raw, sources, languages)
        vectors = centre.references(raw, sources, languages)
        head = Head.of(vectors, owners, sources, len(ordered))
        return cls(ordered, pieces, vectors, centre, head, dict(partnering or {}))

    @cached_property
    def owners(self) -> Places:
        """The place of the entity of each piece."""
        return np.array([piece.entity for piece in self.pieces], dtype=np.intp)

    def rows(self, source: Source, language: Language | None = None) -> Places:
        """Return the places of the pieces of one source, of one language unless it is None."""
        key = (source, language)
        if key not in self._rows:
            found = [
                place
                for place, piece in enumerate(self.pieces)
                if piece.source is source and language in (None, piece.language)
            ]
            self._rows[key] = np.array(found, dtype=np.intp)
        return self._rows[key]

    def terms(self, language: Language) -> Terms:
        """Return the index of search terms in one language, one document an entity."""
        if language not in self._terms:
            # Read together: a phrase alone doesn't tell its language, and would be stemmed as English.
            said = [[entity.names.get(language.value, "")] for entity in self.entities]
            for piece in self.pieces:
                if piece.language is language:
                    said[piece.entity].append(piece.text)
            self._terms[language] = Terms.of([tokens("\n".join(texts)) for texts in said])
        return self._terms[language]

    def phrasebook(self, language: Language) -> Phrasebook:
        """Return the book of the phrases in one language; its rows are those of `rows(Source.TOPIC, language)`."""
        if language not in self._books:
            groups: list[list[str]] = [[] for _ in self.entities]
            for row in self.rows(Source.TOPIC, language):
                groups[self.pieces[row].entity].append(self.pieces[row].text)
            self._books[language] = Phrasebook.of(groups)
        return self._books[language]

    @cached_property
    def _books(self) -> dict[Language, Phrasebook]:
        return {}

    @cached_property
    def _rows(self) -> dict[tuple[Source, Language | None], Places]:
        return {}

    @cached_property
    def _terms(self) -> dict[Language, Terms]:
        return {}


def _pieces(
    entities: Sequence[Entity], places: dict[str, int], topics: Iterable[Phrases], offers: Iterable[Example]
) -> Iterable[Piece]:
    for place, entity in enumerate(entities):
        for sentence in sentences(entity.mandate):
            yield Piece(place, Source.MANDATE, Language.ENGLISH, sentence.text)
    for topic in sorted(topics, key=lambda topic: (topic.entity, topic.language)):
        for phrase in topic.phrases:
            yield Piece(_place(topic.entity, places), Source.TOPIC, Language(topic.language), phrase)
    for offer in sorted(offers, key=lambda offer: (offer.entity, offer.language, offer.text)):
        yield Piece(_place(offer.entity, places), Source.OFFER, Language(offer.language), offer.text)


def _place(entity: str, places: dict[str, int]) -> int:
    if entity not in places:
        raise ValueError(f"a reference text belongs to {entity!r}, which is not among {sorted(places)}.")
    return places[entity]
