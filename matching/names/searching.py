"""Which listed names a partner might be: the review queue, without what people have settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from matching.names.comparing import ALIKE, likeness
from matching.names.folding import fold
from matching.records import Listed, NameAnswer, NameReview, Partner

# A pair that was called different comes back when the entry has since got a spelling that is so much more alike.
NEWS = 0.05


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A partner that a listed name resembles: the two closest spellings, how close, and what was said of the pair.

    `listed` is the key of the entry.
    """

    partner: str
    listed: str
    likeness: float
    name: str
    listed_name: str
    answer: NameAnswer | None = None


def resemblances(
    partners: Iterable[Partner],
    listed: Iterable[Listed],
    reviews: Mapping[tuple[str, str], NameReview] | None = None,
    least: float = ALIKE,
) -> tuple[Resemblance, ...]:
    """Return who resembles whom by their two closest spellings, most alike first, as `reviewed` leaves them."""
    keyed: dict[str, list[tuple[Listed, str]]] = defaultdict(list)
    for entry in listed:
        for name in (entry.name, *entry.aliases):
            for key in _keys(name):
                keyed[key].append((entry, name))
    found: dict[tuple[str, str], Resemblance] = {}
    for partner in partners if keyed else ():
        for name in (partner.name, *partner.aliases):
            for entry, other in {pair for key in _keys(name) for pair in keyed.get(key, ())}:
                close = likeness(name, other)
                if close >= least:
                    hit = Resemblance(partner.id, entry.key, close, name, other)
                    held = found.get((partner.id, entry.key))
                    if held is None or _rank(hit) < _rank(held):
                        found[partner.id, entry.key] = hit
    return reviewed(sorted(found.values(), key=_rank), reviews or {})


def reviewed(hits: Iterable[Resemblance], reviews: Mapping[tuple[str, str], NameReview]) -> tuple[Resemblance, ...]:
    """Return the hits with what people said of them.

    A pair that a person called different doesn't come back, unless a new spelling makes the two more alike.
    """
    found = []
    for hit in hits:
        review = reviews.get((hit.partner, hit.listed))
        if review is None or review.answer is not NameAnswer.DIFFERENT:
            found.append(replace(hit, answer=review.answer if review else None))
        elif hit.likeness >= review.likeness + NEWS:
            found.append(replace(hit, answer=None))
    return tuple(found)


def search_results(partners: Iterable[str], hits: Iterable[Resemblance]) -> tuple[tuple[str, str], ...]:
    """Return what reviewed hits say of each partner: `clear`, `possible` until a person has looked, `listed`.

    It ends with the list: whoever was called the same as an entry that is gone from it is clear.
    """
    hits = tuple(hits)
    said = {hit.partner for hit in hits if hit.answer is NameAnswer.SAME}
    waiting = {hit.partner for hit in hits}
    return tuple(
        (partner, "listed" if partner in said else "possible" if partner in waiting else "clear")
        for partner in partners
    )


def _rank(hit: Resemblance) -> tuple[float, str, str, str, str]:
    return (-hit.likeness, hit.partner, hit.listed, hit.name, hit.listed_name)


def _keys(name: str) -> Iterator[str]:
    """Give what a name is filed under: names without one key in common are never compared."""
    folded = fold(name)
    spelled_out = [sound for sound, _concept in folded.literal_sounds]
    for word in {*folded.sounds, "".join(folded.sounds), "".join(spelled_out)}:
        yield word[:2]
    if not folded.words:
        yield " ".join(sorted(folded.concepts))
