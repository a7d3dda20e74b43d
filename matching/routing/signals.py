"""What speaks for each entity: one number an entity and signal, all of them on one scale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matching.ports import Encoder, Vectors
from matching.records import Entity
from matching.routing.centering import unit
from matching.routing.directory import Directory, Source
from matching.text import Language, Sentence, language, normalise, sentences, shorten, tokens

Numbers = npt.NDArray[np.float64]

# How many of an entity's phrases a text should meet: one may be chance, an offer rarely names more than three subjects.
PHRASES = 3
# The same for sentences of the mandate and typical offers.
NEAREST = 2
# Words that meet are surer than vectors that do: a fourth phrase still tells something.
HEARD = 4


@dataclass(frozen=True)
class Offered:
    """A text read for routing: its sentences, and centred vectors of the whole and of each sentence."""

    text: str
    language: Language
    sentences: tuple[Sentence, ...]
    whole: Vectors
    parts: Vectors

    @classmethod
    def read(cls, text: str, directory: Directory, encoder: Encoder) -> Offered:
        """Return the text as read; Latin letters whose language doesn't tell are read as English."""
        found = sentences(text)
        spoken = language(text) or Language.ENGLISH
        vectors = encoder.encode([normalise(text), *(normalise(sentence.text) for sentence in found)])
        centred = directory.centre.asked(vectors, (Source.OFFER, Source.MANDATE, Source.TOPIC), Language(spoken))
        # An encoder reads some 500 tokens: its sentences say what the rest of a long document is about.
        whole = unit(centred[:1] + unit(centred[1:].sum(axis=0, keepdims=True)))
        return cls(text, Language(spoken), found, whole, centred[1:])


def signals(offered: Offered, directory: Directory) -> dict[str, Numbers]:
    """Return by signal one number an entity: standard deviations above the average entity, 0 where all are equal.

    `name` is 1 for an entity that the text names and 0 for others. A signal without any reference text is left out.
    """
    vectors, spoken = directory.vectors, offered.language
    mandates, examples = directory.rows(Source.MANDATE), directory.rows(Source.OFFER)
    phrases = directory.rows(Source.TOPIC, spoken)
    found: dict[str, Numbers] = {}
    index = directory.terms(spoken)
    if len(index.rarity):
        found["words"] = (index.questions([Counter(tokens(offered.text))]) @ index.weights.T).toarray()[0]
    if len(phrases):
        whole = _nearest(offered.whole @ vectors[phrases].T, phrases, directory, PHRASES)
        parts = _nearest(offered.parts @ vectors[phrases].T, phrases, directory, NEAREST)
        found["topics"] = (whole + parts) / 2
        heard = directory.phrasebook(spoken).heard(tokens(offered.text))
        found["phrases"] = _nearest(heard[None, :], phrases, directory, HEARD)
    if len(mandates):
        found["mandate"] = _nearest(offered.whole @ vectors[mandates].T, mandates, directory, NEAREST)
    if len(examples):
        found["offers"] = _nearest(offered.whole @ vectors[examples].T, examples, directory, NEAREST)
    found["learned"] = directory.head.scores(offered.whole)[0]
    grades = directory.partnering
    found["partnering"] = np.array([float(grades.get(entity.id, 0)) for entity in directory.entities])
    standing = {name: standings(values) for name, values in found.items()}
    standing["name"] = np.array([float(_named(entity, shorten(offered.text))) for entity in directory.entities])
    return standing


def standings(values: Numbers) -> Numbers:
    """Return how many standard deviations each value lies above the mean; zeros when all are equal."""
    spread = float(values.std())
    return np.zeros_like(values) if spread < 1e-9 else (values - values.mean()) / spread


def _nearest(near: Vectors | Numbers, rows: npt.NDArray[np.intp], directory: Directory, most: int) -> Numbers:
    """The mean of the `most` nearest pieces of each entity, averaged over the rows of `near`.

    An entity without pieces gets the lowest value that another has: it can't gain by saying nothing.
    """
    out = np.full(len(directory.entities), np.nan)
    owners = directory.owners[rows]
    for entity in np.unique(owners):
        columns = np.sort(near[:, owners == entity], axis=1)[:, ::-1][:, :most]
        out[entity] = columns.mean(axis=1).mean()
    return np.where(np.isnan(out), np.nanmin(out), out)


def _named(entity: Entity, text: str) -> bool:
    return bool(_names((entity.id, *entity.aliases), tuple(sorted(entity.names.values()))).search(text))


@lru_cache(maxsize=1_000)
def _names(short: Sequence[str], full: Sequence[str]) -> re.Pattern[str]:
    """Acronyms as they are spelt, since WHO is an agency and who is not; full names in any case."""
    spelt = "|".join(_bounded(name) for name in sorted(short, key=lambda name: (-len(name), name)))
    written = "|".join(_bounded(name) for name in sorted(full, key=lambda name: (-len(name), name)))
    return re.compile(f"{spelt}|(?i:{written})" if written else spelt)


def _bounded(name: str) -> str:
    """Chinese writes no spaces: there a name may stand inside a run of letters."""
    escaped = re.escape(name)
    return escaped if re.search(r"[\u3400-\u9fff]", name) else rf"(?<!\w){escaped}(?!\w)"
