"""Coalitions: proposing them for a need of the register or of a file, saving one, changing it as a new version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from acts.act import Caller, act, look, note_reads, oversee, today
from acts.diligence import flags_behind, judged
from acts.lists import CoalitionRequest
from acts.reference import regions, vocabulary
from data import coalitions, needs, partners, vectors
from data.coalitions import Revision
from data.integrity import judging
from matching.coalitions import MAX_MEMBERS, Assembly, Conditions, Demand, Wish, facets_of
from matching.integrity import Verdicts
from matching.policy import Right
from matching.pool import Pool
from matching.ports import Encoder
from matching.records import Capability, Coalition, Partner, Profile
from matching.vectors import Passages

__all__ = ["Proposed", "Revision", "UnfitError", "change", "propose", "propose_from_list", "revisions", "save", "saved"]


class UnfitError(ValueError):
    """A need, or what is demanded of its coalition, that no coalition can be proposed for."""


@dataclass(frozen=True)
class Proposed:
    """What is known when coalitions are built for a need, with the verdicts of due diligence; None without rules."""

    assembly: Assembly
    verdicts: Verdicts | None = None


def propose(by: Caller, need: str, encoder: Encoder) -> Proposed:
    """Return coalitions for a need of the register among all partners but those that its entity excludes.

    The entities on whose flags its verdicts on their members stand find that in their access logs.

    :raises NotFoundError: If there is no such need.
    """
    with oversee(by, Right.BUILD_COALITIONS) as opened:
        asked = needs.get(opened, need)
        pool = Pool.of(partners.profiles(opened), regions=regions(), vocabulary=vocabulary())
        pieces = sorted({piece for item in pool.reading.pieces for piece in item})
        known = vectors.load(opened, encoder.name, pieces)
        held = judging.read(opened)
    verdicts = judged(held, today())
    missing = [piece for piece in pieces if piece not in known]
    if missing:
        made = Passages.encoded([[piece] for piece in missing], encoder)
        known |= {piece: made.vectors[row] for row, piece in enumerate(missing)}
    excluded = verdicts.blocked(asked.entity)
    found = Proposed(Assembly.of(asked, pool.knowing(known, encoder), excluded=excluded), verdicts)
    if asked.entity in verdicts.policies:
        members = sorted({member for choice in found.assembly.proposal.choices for member in choice.members})
        note_reads(by, "coalition", flags_behind(held, [verdicts.verdict(asked.entity, each) for each in members]))
    return found


def propose_from_list(
    asked: CoalitionRequest, listed: Sequence[tuple[Partner, Capability]], encoder: Encoder
) -> Proposed:
    """Return coalitions for the need of a file among the partners of a list; nobody is screened, no database needed.

    :raises UnfitError: If the need asks for nothing, or for what does not exist.
    """
    pool = Pool.of(
        [Profile(partner, (capability,)) for partner, capability in listed], encoder, regions(), vocabulary()
    )
    if unknown := [wish for wish in asked.demands if wish not in set(Wish)]:
        raise UnfitError(f"no demand {', '.join(unknown)}; there are {', '.join(Wish)}")
    if strangers := sorted((asked.forced | asked.forbidden) - set(pool.places)):
        raise UnfitError(f"forced or forbidden but not among the partners: {', '.join(strangers)}")
    if not facets_of(asked.need):
        raise UnfitError(f"the need {asked.need.id!r} asks for nothing that could be covered: write what is sought")
    conditions = Conditions(
        facets=asked.need.facets or None,
        demands=tuple(Demand(Wish(wish), bound) for wish, bound in asked.demands.items()),
        forced=asked.forced,
        forbidden=asked.forbidden,
        max_members=asked.max_members or MAX_MEMBERS,
    )
    try:
        return Proposed(Assembly.of(asked.need, pool, conditions))
    except ValueError as error:
        raise UnfitError(f"{asked.need.id}: {error}") from None


def saved(by: Caller) -> tuple[Coalition, ...]:
    """Return every saved coalition that the caller may see, each as its newest version."""
    with look(by, Right.BUILD_COALITIONS) as opened:
        return coalitions.all_(opened)


def revisions(by: Caller, coalition: str) -> tuple[Revision, ...]:
    """Return every version of a coalition that the caller may see, oldest first."""
    with look(by, Right.BUILD_COALITIONS) as opened:
        return coalitions.history(opened, coalition)


def save(by: Caller, coalition: Coalition, why: str) -> Coalition:
    """Keep a new coalition; return it as it is kept.

    :raises ValueError: If it has no seat, title, need or UN entity, or its owner is not one of them.
    """
    with act(
        by, Right.BUILD_COALITIONS, "saved a coalition", coalition.id, coalition.disclosure.owner_entity
    ) as opened:
        return coalitions.add(opened, coalition, by.user, why)


def change(by: Caller, coalition: Coalition, why: str) -> Coalition:
    """Keep a changed coalition as the version after the one that it was read as; return that.

    :raises StaleError: If somebody else has changed it since.
    :raises NotFoundError: If there is no such coalition.
    :raises ValueError: As for `save`.
    """
    said = f"changed a coalition: {why}" if why else "changed a coalition"
    with act(by, Right.BUILD_COALITIONS, said, coalition.id, coalition.disclosure.owner_entity) as opened:
        return coalitions.change(opened, coalition, by.user, why)
