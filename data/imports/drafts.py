"""What rows of files say, before it is known whom they mean: plain values that JSON can carry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from matching.records import RecordKind


@dataclass(frozen=True, slots=True)
class Draft:
    """What one row states of one record. `key` names the record within its source; only stated fields are there.

    A field `partner` or `organisations` names organisations by their key within the same file.
    """

    kind: RecordKind
    key: str
    row: int
    fields: Mapping[str, Any] = field(default_factory=dict)


def dump(drafts: Iterable[Draft]) -> str:
    """Return drafts as one JSON text."""
    return json.dumps(
        [[draft.kind, draft.key, draft.row, draft.fields] for draft in drafts],
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )


def load(text: str) -> list[Draft]:
    """Return the drafts of a JSON text.

    :raises ValueError: If it is something else: what a reader says is not trusted.
    """
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError("no list of drafts")  # noqa: TRY004 - a text that says something else, not a wrong call
    return [_draft(item) for item in found]


def _draft(item: object) -> Draft:
    if not isinstance(item, list) or len(item) != 4:
        raise ValueError("a draft has four parts")
    kind, key, row, fields = item
    if not isinstance(key, str) or not key or not isinstance(row, int) or not isinstance(fields, dict):
        raise ValueError("a draft is a kind, a key, a row and fields")
    return Draft(RecordKind(kind), key, row, fields)
