"""Which records are one organisation, and whom a name means: the register of names, judgements, and their way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from sqlalchemy import Connection

from acts.act import Caller, act, look
from data import identity, partners
from data.countries import spellings
from data.entities import read_entities, read_entity_names
from data.imports.resolving import Resolver, by_answers
from data.name_lists import NameRow, read_names, read_register
from data.organisations import read_companies, read_organisations
from matching.identity import Asked, Clusters, Likely, Register, World, likely_pairs, resolve_mentions
from matching.policy import Right
from matching.records import Judgement, JudgementReason, NameAnswer, Partner, Resolved

__all__ = ["LONGEST", "NameRow", "Names", "Queue", "Record", "former_records", "judge", "queue", "read_names"]
__all__ += ["reasons", "resolver", "stamp", "undo", "world"]

LONGEST = 2000  # letters of a reason
# Names are answered so many at a time: progress has something to count, and answers come while the rest is compared.
BATCH = 5000


@dataclass(frozen=True, slots=True)
class Queue:
    """The pairs to look at, the partners they are made of, and all that was said."""

    pairs: tuple[Likely, ...]
    partners: dict[str, Partner]
    judgements: tuple[Judgement, ...]
    clusters: Clusters


@dataclass(frozen=True, slots=True)
class Record:
    """One of the records that a partner is made of, with its name there and where it comes from."""

    id: str
    name: str
    source: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The register of all partners by their names, as it stood when it was read."""

    register: Register

    @classmethod
    def read(cls, by: Caller) -> Names:
        """Return the register of the partners that the caller may see, with what people have judged."""
        with look(by, Right.READ_DATA) as opened:
            return cls(_register(opened, partners.all_(opened)))

    @classmethod
    def of_file(cls, path: Path) -> Names:
        """Return the register of the organisations that a CSV file lists; no database is asked.

        :raises ProblemsError: With every problem of the file at once.
        """
        return cls(Register.of(read_register(path), world()))

    def __len__(self) -> int:
        """Return how many partners it knows."""
        return len(set(self.register.owners))

    def resolve(self, rows: Sequence[NameRow]) -> Iterator[Resolved]:
        """Yield for each name whether it is a known organisation, new, for a person to review, or nobody."""
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            asked = [Asked(row.name, row.country, row.domain, row.identifiers, row.reported) for row in batch]
            yield from self.register.resolve_many(asked)


def resolver(opened: Connection) -> Resolver:
    """Return who knows whom a file means by its names: the partners that are not invented, and what people judged."""
    known = [partner for partner in partners.all_(opened) if not partner.origin.synthetic]
    return by_answers(partial(resolve_mentions, _register(opened, known)))


def stamp(by: Caller) -> str:
    """Return a text that changes with every judgement; it tells apart who may read judgements and who may not."""
    with look(by) as opened:
        return identity.stamp(opened)


def queue(by: Caller) -> Queue:
    """Return the pairs of records that may be one organisation, the likeliest first, with what was judged of others."""
    with look(by, Right.READ_DATA) as opened:
        known = partners.all_(opened)
        register = _register(opened, known)
        said = identity.judgements(opened)
    return Queue(likely_pairs(register, known), {each.id: each for each in known}, said, register.clusters)


def reasons(by: Caller) -> dict[int, JudgementReason]:
    """Return who judged and why, as far as the caller may be told, by number of the judgement."""
    with look(by) as opened:
        return identity.reasons(opened)


def former_records(by: Caller, partner: str) -> tuple[Record, ...]:
    """Return the records that a partner is made of; none when it was never merged."""
    with look(by) as opened:
        ids = identity.redirects(opened).all_of([partner])
        found = partners.each_of(opened, ids) if len(ids) > 1 else ()
    return tuple(Record(each.id, each.name, each.origin.source, each.origin.synthetic) for each in found)


def judge(by: Caller, left: str, right: str, answer: NameAnswer, why: str = "") -> int:
    """Keep what the caller says of a pair of records; return the number of the judgement.

    :raises JudgementError: If the two ids are one.
    """
    with act(by, Right.JUDGE_IDENTITY, f"identity: {answer.value}", f"{left} {right}") as opened:
        reason = (by.user, why.strip()[:LONGEST], by.viewer.entity)
        return identity.judge(opened, (left, right), answer, reason, _survivors)


def undo(by: Caller, number: int) -> None:
    """Take a judgement back.

    :raises JudgementError: If there is none with this number, or it was undone before.
    """
    with act(by, Right.JUDGE_IDENTITY, "identity: undone", str(number)) as opened:
        identity.undo(opened, number, (by.user, "", by.viewer.entity), _survivors)


def _register(opened: Connection, known: Sequence[Partner]) -> Register:
    return Register.of(known, world(), identity.judgements(opened))


@cache
def world() -> World:
    """Return who is known by all their names: they come with Concert and change with its release."""
    return World.of(read_entities(), read_entity_names(), spellings(), read_companies(), read_organisations())


def _survivors(said: Sequence[Judgement]) -> Mapping[str, str]:
    return Clusters.of(said).survivors
