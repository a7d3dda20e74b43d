"""Whom a file means by its names: what it says of each, and the seam to whoever knows names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.facts import read_table
from data.imports.drafts import Draft
from matching.records import IdentityAnswer, Kind, RecordKind, Resolved


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation as a file names it: its key there, name, the row, and what else the file tells of it.

    `entity` is the UN entity that the name can only mean in a table of this kind, "" where nothing is known beforehand.
    `type` is the code of IATI's list of organisation types, "" where the file has none; it is a claim, no proof.
    """

    key: str
    name: str
    row: int
    ref: str = ""
    type: str = ""
    kind: str = ""
    country: str = ""
    website: str = ""
    entity: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meant:
    """Who a mention is: a known partner, a UN entity, nobody (a placeholder), or neither: then it is new.

    `review` says that a person should look, with the records that it might be as `candidates`; until then it is new.
    """

    partner: str = ""
    entity: str = ""
    nobody: bool = False
    kind: Kind | None = None
    review: bool = False
    candidates: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


Resolver = Callable[[Sequence[Mention]], Sequence[Meant]]
Answerer = Callable[[Sequence[Mention]], Sequence[Resolved]]
_NUMBERED = ("number of a UN entity",)
_IN_SUCH_TABLES = ("acronym of a UN entity in a table of who does what where",)


def mentions(parts: Iterable[Sequence[Draft]]) -> dict[str, Mention]:
    """Return the organisations that drafts speak of, by key; the first row that names one speaks for it."""
    found: dict[str, Mention] = {}
    for drafts in parts:
        for draft in drafts:
            if draft.kind is RecordKind.PARTNER:
                found.setdefault(draft.key, _of_partner(draft))
            for named in _named(draft):
                found.setdefault(named["key"], _of_organisation(named, draft.row))
    return found


def by_answers(answer: Answerer) -> Resolver:
    """Return a resolver that knows UN entities by their numbers and asks `answer` about all other names."""
    numbers = _entity_numbers()

    def resolve(asked: Sequence[Mention]) -> list[Meant]:
        known = {each.key: each.entity for each in asked if each.entity}
        known |= {each.key: numbers[each.ref.upper()] for each in asked if each.ref.upper() in numbers}
        open_ = [mention for mention in asked if mention.key not in known]
        told = dict(zip((mention.key for mention in open_), map(_meant, answer(open_)), strict=True))
        return [told.get(each.key) or Meant(entity=known[each.key], reasons=_known(each)) for each in asked]

    return resolve


def _known(mention: Mention) -> tuple[str, ...]:
    return _IN_SUCH_TABLES if mention.entity else _NUMBERED


def _meant(found: Resolved) -> Meant:
    kind = found.kind
    return Meant(
        partner=found.partner if found.answer is IdentityAnswer.SAME and not found.entity else "",
        entity=found.entity if found.answer is IdentityAnswer.SAME else "",
        # A UN body of which there is no record, and several names in one, make no partner either.
        nobody=found.answer is IdentityAnswer.NOBODY or (kind.sure and not kind.kind.may_be_partner),
        kind=kind.kind.partner_kind if kind.sure else None,
        review=found.answer is IdentityAnswer.REVIEW,
        candidates=tuple(each.id for each in found.candidates),
        reasons=found.reasons,
    )


def _named(draft: Draft) -> list[dict[str, str]]:
    givers = [each.get("giver") for each in draft.fields.get("contributions", ())]
    return [each for each in (*draft.fields.get("organisations", ()), *givers) if isinstance(each, dict)]


def _of_partner(draft: Draft) -> Mention:
    fields = draft.fields
    return Mention(
        draft.key,
        fields["name"],
        draft.row,
        kind=fields.get("kind", ""),
        country=fields.get("country", ""),
        website=fields.get("website", ""),
        identifiers=fields.get("identifiers", {}),
    )


def _of_organisation(named: Mapping[str, str], row: int) -> Mention:
    ref = named.get("ref", "")
    return Mention(
        named["key"],
        named["name"],
        row,
        ref=ref,
        type=named.get("type", ""),
        kind=named.get("kind", ""),
        entity=named.get("entity", ""),
        identifiers={"iati": ref} if "-" in ref else {},
    )


def _entity_numbers() -> dict[str, str]:
    return {row["ref"].upper(): row["entity"] for row in read_table("iati_entities")}
