"""The register of known organisations, and what becomes of a name before it: same, new, to review, or nobody."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from matching.identity import identifiers as ids
from matching.identity.blocking import Blocks
from matching.identity.clusters import Clusters
from matching.identity.entities import EntityHit, Standing
from matching.identity.features import Asked, described, described_partner, name_key
from matching.identity.gazetteer import World
from matching.identity.kinds import Context, classify
from matching.identity.weighing import Known, Rarity, weigh
from matching.records import (
    Candidate,
    Clue,
    IdentityAnswer,
    Judgement,
    NameAnswer,
    NameClass,
    NameKind,
    Partner,
    Resolved,
)

# What a mistake costs, in looks of a person: a wrong merger (rules forbid the worst), a pair that nobody sees.
WRONG_MERGER, MISSED_PAIR = 3.5, 19.0
# From here on (7 to 2) a name is a record without a person looking, when no other is within the margin.
SAME, MARGIN = math.log2(WRONG_MERGER), 2.3
# From here on (1 to 19) a person should look.
REVIEW = -math.log2(MISSED_PAIR)
# Candidates that are told of one name.
TOLD = 5
# Clues after which only a person may say "same", however much speaks for it.
_DOUBTS = frozenset(
    {
        "other words",
        "other characters",
        "line of business",
        "group or holding",
        "place in the name",
        "kind",
        "identifier",
        "country",
        "web domain",
        "member",
        "another organisation",
        "other letters",
        "government",
    }
)
_ENTITY = frozenset({Standing.IS, Standing.OFFICE})


class _Waiting(NamedTuple):
    """A name that has to be compared: its place in the list, what was asked, its parts, its kind, the entity in it."""

    place: int
    asked: Asked
    known: tuple[Known, ...]
    kind: NameClass
    hit: EntityHit | None


@dataclass(frozen=True)
class Register:
    """Known organisations, ready to be asked about names. Made by `of`; nothing in it changes."""

    world: World
    names: tuple[Known, ...]
    owners: tuple[str, ...]
    blocks: Blocks
    rarity: Rarity
    by_identifier: Mapping[tuple[str, str], tuple[str, ...]]
    clusters: Clusters

    @classmethod
    def of(cls, partners: Iterable[Partner], world: World, judgements: Iterable[Judgement] = ()) -> Register:
        """Return the register of some partners before a world, with what people have said of pairs."""
        known = sorted(partners, key=lambda partner: partner.id)
        names: list[Known] = []
        owners: list[str] = []
        by_identifier: dict[tuple[str, str], list[str]] = {}
        for partner in known:
            for name in described_partner(partner, world):
                names.append(name)
                owners.append(partner.id)
            for pair in ids.normal(partner.identifiers).items():
                by_identifier.setdefault(pair, []).append(partner.id)
        seen = Counter(word for name in names for word in {*name.folded.words, *name.folded.sounds})
        return cls(
            world=world.with_companies(known),
            names=tuple(names),
            owners=tuple(owners),
            blocks=Blocks.of(names),
            rarity=Rarity(len(names), seen),
            by_identifier={pair: tuple(found) for pair, found in by_identifier.items()},
            clusters=Clusters.of(judgements),
        )

    def resolve(
        self,
        name: str,
        country: str = "",
        domain: str = "",
        identifiers: Mapping[str, str] | None = None,
        reported: str = "",
    ) -> Resolved:
        """Return what a name is; `country` is its ISO 3166 alpha-3 code, `domain` a web or mail address."""
        return self.resolve_many([Asked(name, country, domain, identifiers or {}, reported)])[0]

    def resolve_many(self, asked: Sequence[Asked]) -> list[Resolved]:
        """Return what each name is, in the order in which they stand; many at once are much faster than one by one.

        Acronyms are learned from the names beside them: after "Danish Refugee Council (DRC)", DRC alone is known.
        """
        found: list[Resolved | None] = []
        waiting: list[_Waiting] = []
        for each in asked:
            kind = classify(each.name, Context(self.world, each.reported))
            hit = self.world.entities.find(each.name)
            settled = self._settled(each, kind)
            found.append(settled)
            if settled is None:
                waiting.append(_Waiting(len(found) - 1, each, described(each, kind, self.world), kind, hit))
        waiting = _learned(waiting)
        near = self.blocks.near([known for each in waiting for known in each.known])
        for name in waiting:
            pairs = [(known, next(near)) for known in name.known]
            found[name.place] = self._answer(name, pairs)
        return [each for each in found if each is not None]

    def _settled(self, asked: Asked, kind: NameClass) -> Resolved | None:
        """Return the answer where no partner has to be looked at."""
        if kind.kind in (NameKind.PLACEHOLDER, NameKind.INDIVIDUAL) and not asked.identifiers:
            return Resolved(asked.name, IdentityAnswer.NOBODY, kind, reasons=(f"names nobody: {kind.kind}",))
        return None

    def _answer(self, waiting: _Waiting, near: Sequence[tuple[Known, Sequence[int]]]) -> Resolved:
        asked, kind = waiting.asked, waiting.kind
        key = name_key(asked.name, asked.country)
        best: dict[str, Candidate] = {}
        for known, places in near:
            numbered = {owner for pair in known.identifiers.items() for owner in self.by_identifier.get(pair, ())}
            wanted = set(places)
            if numbered:
                wanted |= {place for place, owner in enumerate(self.owners) if owner in numbered}
            for place in sorted(wanted):
                other = self.names[place]
                if not known.alone and not other.alone:
                    continue  # parts of two names may be what they share with a third
                owner = self.clusters.survivor(self.owners[place])
                if self.clusters.said(key, self.owners[place]) is NameAnswer.DIFFERENT:
                    continue
                candidate = Candidate(owner, False, other.name, weigh(known, other, self.rarity))
                if owner not in best or candidate.bits > best[owner].bits:
                    best[owner] = candidate
        ranked = sorted(best.values(), key=lambda each: (-each.bits, each.id))
        judged = self.clusters.survivor(key)
        if judged != key:
            return Resolved(
                asked.name, IdentityAnswer.SAME, kind, judged, "", tuple(ranked[:TOLD]), ("a person said so",)
            )
        return self._with_entity(self._decided(asked, kind, waiting.hit, ranked), waiting)

    def _with_entity(self, found: Resolved, waiting: _Waiting) -> Resolved:
        """Return an answer with the UN entity that the name is, when it is one."""
        kind, hit = waiting.kind, waiting.hit
        if kind.kind is NameKind.SEVERAL and found.answer is not IdentityAnswer.SAME:
            return replace(found, answer=IdentityAnswer.REVIEW, reasons=("several names in one",))
        if not (hit and hit.entity and hit.standing in _ENTITY and not hit.ambiguous) or kind.kind is NameKind.SEVERAL:
            return found
        clue = Clue("name of an entity", 20.0 if hit.exact else 10.0, hit.alias)
        candidate = Candidate(hit.entity, True, hit.alias, (clue,))
        told = "name of a UN entity" if hit.standing is Standing.IS else "an office of a UN entity"
        if hit.body:
            told = f"{hit.body}, which a UN entity runs"
        return replace(
            found,
            answer=IdentityAnswer.SAME,
            entity=hit.entity,
            candidates=(candidate, *(each for each in found.candidates if each.bits >= REVIEW))[:TOLD],
            reasons=(told,),
        )

    def _decided(self, asked: Asked, kind: NameClass, hit: EntityHit | None, ranked: list[Candidate]) -> Resolved:
        near = tuple(each for each in ranked if each.bits >= REVIEW)[:TOLD]
        equal = [each for each in near if _equal(each)]
        if len(equal) == 1:
            near = (equal[0], *(each for each in near if each is not equal[0]))
        doubts = speaks_against(near[0]) if near else ()
        answer, partner, reasons = IdentityAnswer.REVIEW, "", doubts or ("near, but not near enough",)
        if near and near[0].bits >= SAME and not doubts:
            if len(equal) == 1 or len(near) == 1 or near[1].bits < near[0].bits - MARGIN:
                answer, partner = IdentityAnswer.SAME, near[0].id
                reasons = tuple(f"{clue.name}: {clue.detail}".rstrip(": ") for clue in near[0].clues if clue.bits > 0)
            else:
                reasons = ("several records are equally near",)
        elif not near and hit and hit.entity and (hit.ambiguous or hit.standing in (Standing.PART, Standing.COMMITTEE)):
            told = f"holds the name of {hit.entity}"
            near, reasons = (Candidate(hit.entity, True, hit.alias, (Clue(told, 0.0, hit.alias),)),), (told,)
        elif not near:
            answer, reasons = IdentityAnswer.NEW, ("no known organisation is near",)
            if hit and hit.standing is Standing.SUPPORTER:
                reasons = (f"supports {hit.entity} and is not it", *reasons)
        return Resolved(asked.name, answer, kind, partner, "", near, reasons)


def _equal(candidate: Candidate) -> bool:
    """Return whether a record bears the very name, and nothing else speaks against it."""
    return any(clue.name == "the same name" for clue in candidate.clues) and not any(
        clue.bits < 0 and clue.name in _DOUBTS for clue in candidate.clues
    )


def _learned(waiting: list[_Waiting]) -> list[_Waiting]:
    """Return the names with what their acronyms stand for, where the names beside them say so and agree."""
    told: dict[str, dict[tuple[str, ...], Known]] = {}
    for each in waiting:
        for known in each.known:
            for acronym in known.acronyms if not known.letters else ():
                told.setdefault(acronym, {}).setdefault(known.core, known)
    found = []
    for each in waiting:
        letters = each.known[0].letters
        names = told.get(letters, {}) if letters else {}
        if len(names) == 1:
            (name,) = names.values()
            learned = replace(name, country=each.known[0].country, domain=each.known[0].domain, alone=False)
            learned = replace(learned, identifiers=each.known[0].identifiers)
            found.append(each._replace(known=(*each.known, learned)))
        else:
            found.append(each)
    return found


def speaks_against(candidate: Candidate) -> tuple[str, ...]:
    """Return what keeps a near record from being taken as the same without a person, unless an identifier says so."""
    if any(clue.name == "identifier" and clue.bits > 0 for clue in candidate.clues):
        return ()
    told = {clue.name: clue for clue in candidate.clues}
    doubts = [clue for clue in told.values() if clue.bits < 0 and clue.name in _DOUBTS]
    against = [f"speaks against it: {clue.name} ({clue.detail})" for clue in doubts]
    by_domain = "web domain" in told and told["web domain"].bits > 0
    if not by_domain:
        against += [f"only nearly so: {name}" for name in ("other spelling", "sounds alike") if name in told]
    return tuple(against)
