"""Candidate pairs of records that may be one organisation: the queue that people judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from matching.identity.register import REVIEW, Register, speaks_against
from matching.identity.weighing import weigh
from matching.records import Candidate, NameAnswer, Partner

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Likely:
    """Two records that may be one, the left with the smaller id; `candidate` is the right one seen from the left.

    `doubts` say why nobody may merge them without looking, `answer` is what was last said, if that was "unsure".
    """

    left: str
    right: str
    left_name: str
    candidate: Candidate
    doubts: tuple[str, ...]
    answer: NameAnswer | None = None


def likely_pairs(register: Register, partners: Iterable[Partner], least: float = REVIEW) -> tuple[Likely, ...]:
    """Return the pairs that a person should look at, the likeliest first.

    Left out are pairs that somebody has settled, and those that are known as parent and affiliate: they are two.
    """
    tied = {tuple(sorted((each.id, link.partner))) for each in partners for link in each.affiliates}
    best: dict[Pair, Likely] = {}
    for place, near in enumerate(register.blocks.near(register.names)):
        mine, own = register.names[place], register.owners[place]
        for other in near:
            theirs, owner = register.names[other], register.owners[other]
            if own >= owner or (own, owner) in tied:
                continue
            said = register.clusters.said(own, owner)
            if said in (NameAnswer.SAME, NameAnswer.DIFFERENT):
                continue
            found = Candidate(owner, False, theirs.name, weigh(mine, theirs, register.rarity))
            held = best.get((own, owner))
            if found.bits >= least and (held is None or found.bits > held.candidate.bits):
                best[own, owner] = Likely(own, owner, mine.name, found, speaks_against(found), said)
    return tuple(sorted(best.values(), key=lambda each: (-each.candidate.bits, each.left, each.right)))
