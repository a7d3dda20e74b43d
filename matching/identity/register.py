"""The register of known organisations, and what becomes of a name before it: same, new, to review, or nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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

# From here on a name is a record without a person looking: 16 to 1, when no other is within the margin.
SAME, MARGIN = 4.0, 3.0
# From here on a person should look.
REVIEW = -4.0
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
    }
)
_ENTITY = frozenset({Standing.IS, Standing.OFFICE})


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
        """Return what each name is, in the order in which they stand; many at once are much faster than one by one."""
        found: list[Resolved | None] = []
        waiting: list[tuple[int, Asked, Known, NameClass, EntityHit | None]] = []
        for each in asked:
            kind = classify(each.name, Context(self.world, each.reported))
            hit = self.world.entities.find(each.name)
            settled = self._settled(each, kind, hit)
            found.append(settled)
            if settled is None:
                waiting.append((len(found) - 1, each, described(each, kind, self.world), kind, hit))
        near = self.blocks.near([known for _, _, known, _, _ in waiting])
        for (place, each, known, kind, hit), places in zip(waiting, near, strict=True):
            found[place] = self._answer(each, known, kind, hit, places)
        return [each for each in found if each is not None]

    def _settled(self, asked: Asked, kind: NameClass, hit: EntityHit | None) -> Resolved | None:
        """Return the answer where no partner has to be looked at."""
        if kind.kind in (NameKind.PLACEHOLDER, NameKind.INDIVIDUAL) and not asked.identifiers:
            return Resolved(asked.name, IdentityAnswer.NOBODY, kind, reasons=(f"names nobody: {kind.kind}",))
        if kind.kind is NameKind.SEVERAL:
            return Resolved(asked.name, IdentityAnswer.REVIEW, kind, reasons=("several names in one",))
        if hit and hit.entity and hit.standing in _ENTITY and not hit.ambiguous:
            clue = Clue("name of an entity", 20.0 if hit.exact else 10.0, hit.alias)
            candidate = Candidate(hit.entity, True, hit.alias, (clue,))
            told = "name of a UN entity" if hit.standing is Standing.IS else "an office of a UN entity"
            return Resolved(
                asked.name, IdentityAnswer.SAME, kind, entity=hit.entity, candidates=(candidate,), reasons=(told,)
            )
        return None

    def _answer(
        self, asked: Asked, known: Known, kind: NameClass, hit: EntityHit | None, places: Sequence[int]
    ) -> Resolved:
        key = name_key(asked.name, asked.country)
        best: dict[str, Candidate] = {}
        numbered = {owner for pair in known.identifiers.items() for owner in self.by_identifier.get(pair, ())}
        wanted = set(places)
        if numbered:
            wanted |= {place for place, owner in enumerate(self.owners) if owner in numbered}
        for place in sorted(wanted):
            owner = self.clusters.survivor(self.owners[place])
            if self.clusters.said(key, self.owners[place]) is NameAnswer.DIFFERENT:
                continue
            candidate = Candidate(owner, False, self.names[place].name, weigh(known, self.names[place], self.rarity))
            if owner not in best or candidate.bits > best[owner].bits:
                best[owner] = candidate
        ranked = sorted(best.values(), key=lambda each: (-each.bits, each.id))
        judged = self.clusters.survivor(key)
        if judged != key:
            return Resolved(
                asked.name, IdentityAnswer.SAME, kind, judged, "", tuple(ranked[:TOLD]), ("a person said so",)
            )
        return self._decided(asked, kind, hit, ranked)

    def _decided(self, asked: Asked, kind: NameClass, hit: EntityHit | None, ranked: list[Candidate]) -> Resolved:
        near = tuple(each for each in ranked if each.bits >= REVIEW)[:TOLD]
        doubts = speaks_against(near[0]) if near else ()
        answer, partner, reasons = IdentityAnswer.REVIEW, "", doubts or ("near, but not near enough",)
        if near and near[0].bits >= SAME and not doubts:
            if len(near) == 1 or near[1].bits < near[0].bits - MARGIN:
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
