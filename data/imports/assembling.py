"""Drafts whose organisations are known by now, as the fields that records are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from anyascii import anyascii

from data.imports.drafts import Draft
from data.imports.folding import folded
from data.imports.resolving import Meant, Mention
from matching.records import Batch, Kind, RecordKind

# Roles as IATI numbers them; "" is a plain member of a list of partnerships.
ROLES = {"1": "funding", "2": "accountable", "3": "extending", "4": "implementing", "reporting": "reporting", "": ""}
_SLUG = 40
# Whatever the file calls the record, within these formats the key is known to be the activity's own.
_SHARED_KEYS = {"iati-table": "iati"}


@dataclass(frozen=True, slots=True)
class Built:
    """What one row states of one record, with the id that the record has or will have.

    `listed` tells a row that is about the record from one that only names it in passing.
    """

    kind: RecordKind
    id: str
    row: int
    fields: Mapping[str, Any]
    listed: bool = True


@dataclass
class Assembly:
    """Turns the drafts of one batch into what they state of which record."""

    batch: Batch
    mentions: Mapping[str, Mention]
    meant: Mapping[str, Meant]
    left_out: Counter[str] = field(default_factory=Counter)
    _made: dict[str, str] = field(default_factory=dict)

    def built(self, draft: Draft) -> Iterator[Built]:
        """Give what a draft states, new partners that it names first."""
        if draft.kind is RecordKind.PARTNER:
            yield from self._partner(draft)
        elif draft.kind is RecordKind.CAPABILITY:
            yield from self._capability(draft)
        elif draft.kind is RecordKind.NEED:
            yield from self._need(draft)
        else:
            yield from self._engagement(draft)

    def _partner(self, draft: Draft) -> Iterator[Built]:
        meant = self._meant(draft.key)
        if meant.entity or meant.nobody:
            self.left_out[
                "is a UN entity, not a partner" if meant.entity else "is no organisation that can be a partner"
            ] += 1
            return
        fields = dict(draft.fields)
        if "kind" not in fields and meant.kind:
            fields["kind"] = meant.kind.value
        yield Built(RecordKind.PARTNER, self._partner_id(draft.key), draft.row, fields)

    def _capability(self, draft: Draft) -> Iterator[Built]:
        partner = self._partner_id(draft.fields["partner"])
        if partner:
            own = f"{partner}/{_hash(self.batch.entity, draft.key, size=4)}"
            yield Built(RecordKind.CAPABILITY, own, draft.row, {**draft.fields, "partner": partner})

    def _need(self, draft: Draft) -> Iterator[Built]:
        entities = [meant.entity for meant in map(self._meant, _keys(draft)) if meant.entity]
        fields = {name: value for name, value in draft.fields.items() if name != "organisations"}
        fields["entity"] = next(iter(entities), self.batch.entity)
        yield Built(RecordKind.NEED, self._id("need", draft.key), draft.row, fields)

    def _engagement(self, draft: Draft) -> Iterator[Built]:
        entities, members, new = self._parties(draft)
        if draft.fields.get("presence") and not entities:
            if members:
                yield from new
                yield from self._presence(draft, next(iter(members)))
            else:
                self.left_out["row that names neither a UN entity nor one that can be a partner"] += 1
            return
        if not entities and self.batch.format == "fts":
            self.left_out["flow to no UN entity"] += 1
            return
        yield from new
        yield from self._givers(draft, members)
        fields = dict(draft.fields)
        fields["entities"] = list(entities) or [self.batch.entity]
        fields["members"] = [[partner, role] for partner, role in members.items()]
        fields["contributions"] = [self._contribution(each) for each in draft.fields.get("contributions", ())]
        yield Built(RecordKind.ENGAGEMENT, self._id("activity", draft.key), draft.row, fields)

    def _parties(self, draft: Draft) -> tuple[dict[str, None], dict[str, str], list[Built]]:
        """Return the UN entities, the partners with their roles, and what is stated of partners that are new."""
        entities: dict[str, None] = {}
        members: dict[str, list[str]] = {}
        new: list[Built] = []
        for each in draft.fields.get("organisations", ()):
            meant = self._meant(each["key"])
            partner = self._partner_id(each["key"])
            if meant.entity:
                entities[meant.entity] = None
            elif not partner:
                self.left_out["named, but no organisation that can be a partner"] += 1
            else:
                role = ROLES.get(each.get("role", ""), "")
                if role not in members.setdefault(partner, []):
                    members[partner].append(role)
                new.append(self._named(each["key"], partner, draft.row, each.get("alias", "")))
        return entities, {partner: ", ".join(filter(None, roles)) for partner, roles in members.items()}, new

    def _named(self, key: str, partner: str, row: int, alias: str) -> Built:
        mention, meant = self.mentions[key], self._meant(key)
        fields: dict[str, Any] = {"name": mention.name} | ({"aliases": [alias]} if alias else {})
        kind = meant.kind.value if meant.kind else mention.kind or _KINDS.get(mention.type, "")
        if kind:
            fields["kind"] = kind
        if mention.identifiers:
            fields["identifiers"] = dict(mention.identifiers)
        if mention.type:
            fields["iati_type"] = mention.type
        return Built(RecordKind.PARTNER, partner, row, fields, listed=False)

    def _givers(self, draft: Draft, members: Mapping[str, str]) -> Iterator[Built]:
        """Give what is stated of partners that brought something and are no members: they have records, too."""
        for each in draft.fields.get("contributions", ()):
            key = (each.get("giver") or {}).get("key", "")
            if (partner := self._partner_id(key)) and partner not in members:
                yield self._named(key, partner, draft.row, (each["giver"]).get("alias", ""))

    def _presence(self, draft: Draft, partner: str) -> Iterator[Built]:
        """A row that names no UN entity says what the organisation does there: that is a capability."""
        kept = ("countries", "sdgs", "sectors", "places", "state", "starts", "ends")
        fields = {name: draft.fields[name] for name in kept if name in draft.fields}
        own = f"{partner}/{_hash(self.batch.entity, draft.key, size=4)}"
        yield Built(
            RecordKind.CAPABILITY, own, draft.row, {"partner": partner, "text": draft.fields["title"], **fields}
        )

    def _contribution(self, stated: Mapping[str, Any]) -> dict[str, Any]:
        named = stated.get("giver") or {}
        meant = self._meant(named.get("key", ""))
        giver = meant.entity or self._partner_id(named.get("key", "")) or str(named.get("name", ""))
        return {**stated, "giver": giver, "by_un": bool(meant.entity)}

    def _meant(self, key: str) -> Meant:
        return self.meant.get(key, _UNKNOWN)

    def _partner_id(self, key: str) -> str:
        """Return the id of the partner that a key means, "" where it means none."""
        if key not in self._made:
            mention, meant = self.mentions.get(key), self._meant(key)
            none = mention is None or meant.entity or meant.nobody
            self._made[key] = "" if none or mention is None else meant.partner or new_id(mention.name, mention.country)
        return self._made[key]

    def _id(self, what: str, key: str) -> str:
        space = _SHARED_KEYS.get(self.batch.format, self.batch.format)
        return f"{_slug(self.batch.entity)}-{what}-{_hash(self.batch.entity, space, key, size=6)}"


def new_id(name: str, country: str) -> str:
    """Return the id of a new partner: readable, and the same whenever the same name in the same country comes again."""
    return f"{_slug(name) or 'partner'}-{_hash(folded(name) or name, country, size=4)}"


def _slug(name: str) -> str:
    plain = folded(anyascii(name[:200])).replace(" ", "-").replace("#", "").replace("+", "")
    return plain[:_SLUG].strip("-")


def _hash(*parts: str, size: int) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=size).hexdigest()


def _keys(draft: Draft) -> list[str]:
    return [each["key"] for each in draft.fields.get("organisations", ())]


_UNKNOWN = Meant()
# IATI's organisation types; 70 to 73 say "private sector" of too many to be believed (R: a third are companies).
_KINDS = {
    "10": Kind.GOVERNMENT.value,
    "11": Kind.GOVERNMENT.value,
    "15": Kind.GOVERNMENT.value,
    "21": Kind.NGO.value,
    "22": Kind.NGO.value,
    "23": Kind.NGO.value,
    "24": Kind.NGO.value,
    "60": Kind.FOUNDATION.value,
    "80": Kind.ACADEMIA.value,
}
